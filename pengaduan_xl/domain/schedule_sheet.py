"""When reports are made by themselves, read from the sheet "Jadwal".

Bad rows become findings and are left out; the good ones still count. A register made before there was such a
sheet has the times of :data:`DEFAULT_SCHEDULE`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from pengaduan_xl.domain.calendar import WEEKDAYS
from pengaduan_xl.domain.row_cells import MINUTES_A_DAY, RowCells, clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow
    from pengaduan_xl.domain.office_hours import OfficeHours

HEADINGS: Final = ("Laporan", "Jam", "Hari", "Aktif", "Keterangan")
REPORT, TIME, DAYS, ACTIVE, NOTE = HEADINGS

RECAP: Final = "Rekap Harian"
OVERDUE: Final = "Daftar Terlambat"
REPORTS: Final = (RECAP, OVERDUE)
"""The reports that may be made by themselves."""

WORKING_DAYS: Final = "hari kerja"
EVERY_DAY: Final = "setiap hari"
DAY_WORDS: Final = (WORKING_DAYS, EVERY_DAY, *WEEKDAYS)
"""What the dropdown of Hari offers; several weekdays may be typed."""

DAYS_REMEDY: Final = (
    "Tulis hari kerja, setiap hari, atau nama hari, mis. Senin, Rabu atau Senin-Kamis"
)

_ALL: Final = frozenset(range(7))
_NUMBERS: Final = {name.casefold(): number for number, name in enumerate(WEEKDAYS)} | {"ahad": 6}
_BETWEEN_DAYS: Final = re.compile(r"[,;/&]|\bdan\b")
_FROM_TO: Final = re.compile(r"[-–]|\bs\.?\s?d\.?(?=\s)|\bsampai\b|\bhingga\b")


@dataclass(frozen=True, slots=True)
class ReportTime:
    """A time at which a report is due (*jadwal laporan*).

    Attributes:
        report: One of :data:`REPORTS`.
        minute: Minute of the day, 0 to 1439, in WIB.
        weekdays: The weekdays meant, 0 Monday to 6 Sunday.
        on_holidays: Whether days on which the office is closed count, too.
    """

    report: str
    minute: int
    weekdays: frozenset[int] = _ALL
    on_holidays: bool = False

    @property
    def days_text(self) -> str:
        """The days as the sheet writes them."""
        if self.weekdays == _ALL:
            return EVERY_DAY if self.on_holidays else WORKING_DAYS
        return ", ".join(WEEKDAYS[day] for day in sorted(self.weekdays))

    def is_due_on(self, day: date, hours: OfficeHours) -> bool:
        """Return whether the report is due on a day; named weekdays count only where they are worked."""
        return day.weekday() in self.weekdays and (self.on_holidays or hours.is_working_day(day))

    def on(self, day: date) -> datetime:
        """Return the moment on a day, naive WIB."""
        return datetime.combine(day, time(*divmod(self.minute, 60)))


DEFAULT_SCHEDULE: Final = (
    ReportTime(OVERDUE, 8 * 60),
    ReportTime(OVERDUE, 13 * 60),
    ReportTime(RECAP, 15 * 60 + 30),
)
"""Overdue list at 08.00 and 13.00, recap at 15.30, half an hour before the office closes."""

_DEFAULT_NOTES: Final = (
    "Pagi, sebelum pekerjaan dibagi.",
    "Sesudah istirahat.",
    "Rekapitulasi harian menurut SOP (Pencatatan dan Pendataan).",
)


def default_schedule_rows() -> list[dict[str, CellValue]]:
    """Return the rows that fill the sheet "Jadwal" of a new workbook, by heading."""
    return [
        {
            REPORT: one.report,
            TIME: time(*divmod(one.minute, 60)),
            DAYS: one.days_text,
            ACTIVE: "Ya",
            NOTE: note,
        }
        for one, note in zip(DEFAULT_SCHEDULE, _DEFAULT_NOTES, strict=True)
    ]


def parse_schedule(rows: Iterable[SheetRow]) -> tuple[tuple[ReportTime, ...], list[Finding]]:
    """Read the sheet "Jadwal".

    Returns:
        The active times in the order of the rows, and what is wrong. A row with a finding is left out; of
        rows that say the same the first counts.
    """
    placed: dict[ReportTime, int] = {}
    findings: list[Finding] = []
    for row in rows:
        cells = RowCells(row)
        if cells.are_blank(HEADINGS):
            continue
        found, is_active = _read_time(cells), _read_active(cells)
        if found in placed and is_active:
            problem = f"Laporan ini sudah dijadwalkan di baris {placed[found]}"
            cells.report(TIME, problem, "Hapus salah satu barisnya")
        elif found and is_active:
            placed[found] = row.number
        findings += cells.findings
    return tuple(placed), findings


def _read_time(cells: RowCells) -> ReportTime | None:
    choices = f"Pilih {' atau '.join(REPORTS)}"
    text = cells.required(REPORT, choices)
    report = {name.casefold(): name for name in REPORTS}.get(" ".join(text.casefold().split()))
    if text and report is None:
        cells.report(REPORT, f'{REPORT} "{text}" tidak dikenal', choices)
    minute = cells.minute(TIME) if cells.required(TIME, "Tulis jam seperti 15.30") else None
    if minute == MINUTES_A_DAY:
        cells.report(TIME, f"{TIME} {clock(minute)} di luar hari itu", "Tulis 00.00 sampai 23.59")
    days = cells.required(DAYS, DAYS_REMEDY)
    weekdays = _weekdays(days)
    if days and not weekdays:
        cells.report(DAYS, f'{DAYS} "{days}" tidak dikenal', DAYS_REMEDY)
    if cells.findings or report is None or minute is None:
        return None
    return ReportTime(report, minute, weekdays, on_holidays=_plain(days) == EVERY_DAY)


def _read_active(cells: RowCells) -> bool:
    """Return whether a row without findings is active; other words than Ya and Tidak are reported."""
    text = cells.required(ACTIVE, "Pilih Ya atau Tidak")
    if text and text.casefold() not in {"ya", "tidak"}:
        cells.report(ACTIVE, f'{ACTIVE} "{text}" tidak dikenal', "Pilih Ya atau Tidak")
    return text.casefold() == "ya" and not cells.findings


def _plain(text: str) -> str:
    return " ".join(re.sub(r"['’`]", "", text.casefold()).split())


def _weekdays(text: str) -> frozenset[int]:
    """Return the weekdays that a cell names, none when a word of it is no weekday."""
    plain = _plain(text)
    if plain in {WORKING_DAYS, EVERY_DAY}:
        return _ALL
    spans = [_span(part) for part in _BETWEEN_DAYS.split(plain)]
    return frozenset().union(*spans) if all(spans) else frozenset()


def _span(text: str) -> frozenset[int]:
    """Return the weekdays of ``senin`` or ``senin-kamis``, over the weekend where it says so."""
    ends = [_NUMBERS.get(word.strip()) for word in _FROM_TO.split(text)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return frozenset()
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
