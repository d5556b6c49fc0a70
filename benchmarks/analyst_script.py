"""What an office analyst writes for recap and overdue list: pandas, openpyxl, and loops over rows.

The peer of ``test_report_benchmark.py``. It trusts the columns of Register, explains no deadline, and knows
one window of office hours for all days; so it does less than the reports that it is compared with.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

HEADING = 2
OPENING, CLOSING = time(7, 30), time(16)


def read(register: Path) -> dict[str, pd.DataFrame]:
    """Read the sheets that the reports need."""
    sheets = ["Register", "Riwayat", "Hari Libur"]
    return pd.read_excel(register, sheet_name=sheets, header=HEADING, engine="openpyxl")


def recap(sheets: dict[str, pd.DataFrame], day: date, target: Path) -> dict[str, int]:
    """Count a day's complaints in one pass over Riwayat, as a careful analyst would, and write a workbook."""
    count: Counter[str] = Counter()
    status: dict[str, Any] = {}
    services: Counter[str] = Counter()
    for _, event in sheets["Riwayat"].iterrows():
        happened = event["Waktu Kejadian"].date()
        if happened > day:
            continue
        if happened == day:
            services[event["Pelaksana"]] += 1
            if event["Peristiwa"] in {"Diterima", "Dilimpahkan", "Dicabut"}:
                count[event["Peristiwa"]] += 1
        status[event["No. Register"]] = event["Tahap Berikut"]
    steps = Counter(int(step) for step in status.values() if not pd.isna(step))
    return _written(count, steps, services, target)


def recap_by_case(sheets: dict[str, pd.DataFrame], day: date, target: Path) -> dict[str, int]:
    """Count the same as is mostly written: for each row of Register, its rows of Riwayat are looked for."""
    history, count = sheets["Riwayat"], Counter[str]()
    steps: Counter[int] = Counter()
    services: Counter[str] = Counter()
    for _, case in sheets["Register"].iterrows():
        events = history[history["No. Register"] == case["No. Register"]]
        events = events[events["Waktu Kejadian"].dt.date <= day]
        if len(events) == 0:
            continue
        for _, event in events[events["Waktu Kejadian"].dt.date == day].iterrows():
            services[event["Pelaksana"]] += 1
            if event["Peristiwa"] in {"Diterima", "Dilimpahkan", "Dicabut"}:
                count[event["Peristiwa"]] += 1
        last = events.iloc[-1]["Tahap Berikut"]
        if not pd.isna(last):
            steps[int(last)] += 1
    return _written(count, steps, services, target)


def _written(
    count: Counter[str], steps: Counter[int], services: Counter[str], target: Path
) -> dict[str, int]:
    count["Sisa"] = sum(steps.values())
    with pd.ExcelWriter(target, engine="openpyxl") as writer:
        pd.DataFrame(count.items()).to_excel(writer, sheet_name="Rekap")
        pd.DataFrame(sorted(steps.items())).to_excel(writer, sheet_name="Tahap")
        pd.DataFrame(services.items()).to_excel(writer, sheet_name="Petugas")
    return dict(count)


def overdue(sheets: dict[str, pd.DataFrame], now: datetime, target: Path) -> int:
    """List the open cases past the deadline that Register shows, and write them as a workbook."""
    holidays = {row["Tanggal"].date() for _, row in sheets["Hari Libur"].iterrows()}
    late = []
    for _, case in sheets["Register"].iterrows():
        due = case["Tenggat Tahap"]
        if not pd.isna(due) and due < now:
            minutes = working_minutes(due, now, holidays)
            late.append([case["No. Register"], case["Perihal"], case["Tahap"], due, minutes])
    late.sort(key=lambda row: -row[-1])
    pd.DataFrame(late).to_excel(target, engine="openpyxl")
    return len(late)


def working_minutes(start: datetime, end: datetime, holidays: set[date]) -> int:
    """Return the minutes of office time between two moments, a day at a time."""
    minutes, day = 0, start.date()
    while day <= end.date():
        if day.weekday() < 5 and day not in holidays:
            opens = max(start, datetime.combine(day, OPENING))
            closes = min(end, datetime.combine(day, CLOSING))
            minutes += max(0, int((closes - opens).total_seconds()) // 60)
        day += timedelta(days=1)
    return minutes
