"""A large register for the benchmarks: sound cases and events, made once and kept for the session."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pengaduan_xl.domain.chain import seal
from pengaduan_xl.domain.complaint import Case, Complaint, Event
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.office_folder import placeholder_rows
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.schema import HISTORY, REGISTER
from pengaduan_xl.register.schema_rules import OFFICERS
from pengaduan_xl.resources import blank_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table

EVENTS_A_CASE = 10
FIRST = datetime.fromisoformat("2026-01-05T07:30")
PERFORMERS = {
    1: "Petugas Contoh", 2: "Petugas Contoh", 3: "Kepala Seksi Contoh", 4: "Kepala Seksi Contoh",
    5: "Tim Teknis Contoh", 6: "Kepala Seksi Contoh", 7: "Kepala Dinas Contoh",
    8: "Kepala Seksi Contoh", 9: "Kepala Dinas Contoh",
}  # fmt: skip


def case_of(place: int, *, is_open: bool = True) -> Case:
    """Return a case with its receipt and nine finished steps, or forwarded at the ninth."""
    number = f"2026-{place + 1:04d}"
    moment = FIRST + timedelta(minutes=place)
    complaint = Complaint(
        number,
        moment,
        "Surat",
        f"Pengadu {place}",
        subject=f"Perihal {place}",
        description="Uraian " * 12,
    )
    events = [Event(0, number, 1, "Diterima", 1, PERFORMERS[1], moment, moment, version="2021-04")]
    for step in range(1, EVENTS_A_CASE):
        later = moment + timedelta(hours=step)
        is_last = step + 1 == EVENTS_A_CASE and not is_open
        kind, target = ("Dilimpahkan", None) if is_last else ("Tahap Selesai", step + 1)
        events.append(
            Event(
                0, number, step, kind, target, PERFORMERS[step], later, later,
                moment, later, later, 60, "Tepat", "Berkas pengaduan", "", "", "", "2021-04",
            )
        )  # fmt: skip
    return Case(complaint, tuple(events))


def table_row(table: Table, values: dict[str, object]) -> dict[str, CellValue]:
    """Return a row by heading from values by field."""
    row: dict[str, CellValue] = {}
    for column in table.columns:
        value = values.get(column.field)
        if isinstance(value, bool):
            value = "Ya" if value else "Tidak"
        row[column.heading] = value if value != "" else None  # type: ignore[assignment]  # cell values only
    return row


def make_big_register(path: Path, cases: int, still_open: int | None = None) -> None:
    """Write a register of ``cases`` cases with ten events each; the last of them are open, or all."""
    office = Office.default()
    first_open = 0 if still_open is None else cases - still_open
    made = [case_of(place, is_open=place >= first_open) for place in range(cases)]
    events = seal((event for case in made for event in case.events), 0, "")
    registered = [
        table_row(
            REGISTER, case.complaint._asdict() | state_of(office, replay(case.events))[0]._asdict()
        )
        for case in made
    ]
    patch_workbook(
        blank_workbook(),
        path,
        rows={
            OFFICERS.name: placeholder_rows(),
            REGISTER.name: registered,
            HISTORY.name: [table_row(HISTORY, event._asdict()) for event in events],
        },
    )
