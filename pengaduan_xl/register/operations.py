"""What an act changes in a register, as plain data that can be written down and done again.

The derived columns of Register are no operation of their own: they follow from the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import Complaint, Event
from pengaduan_xl.register.columns import YES_NO
from pengaduan_xl.register.schema import REGISTER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pengaduan_xl.domain.findings import CellValue


class NewEvent(NamedTuple):
    """A row of Riwayat, numbered and sealed."""

    event: Event


class NewRow(NamedTuple):
    """A row of another list sheet: name of the Excel table, and cells by heading."""

    table: str
    values: Mapping[str, CellValue]


class LetterCell(NamedTuple):
    """A cell of a letter's row in Agenda Keluar; ``year`` tells letters of one number apart."""

    letter_number: str
    year: int | None
    heading: str
    value: CellValue


class RecapRow(NamedTuple):
    """A day's row of Rekap Harian, by heading."""

    day: date
    values: Mapping[str, CellValue]


Operation = NewEvent | NewRow | LetterCell | RecapRow


class Changes(NamedTuple):
    """What a workbook is to be given, by what its rows are known by rather than where they are.

    Attributes:
        rows: New rows by heading, by name of the Excel table.
        cases: Derived cells of Register by heading, by No. Register.
        letters: Cells of letters' rows in Agenda Keluar.
        recaps: Rows of Rekap Harian.
    """

    rows: Mapping[str, list[dict[str, CellValue]]]
    cases: Mapping[str, Mapping[str, CellValue]]
    letters: list[LetterCell]
    recaps: list[RecapRow]


class Draft(NamedTuple):
    """One act's operations, and by case the Sidik of its last event before them, empty for a new case."""

    operations: tuple[Operation, ...]
    bases: Mapping[str, str]


def complaint_of(row: Mapping[str, CellValue]) -> Complaint:
    """Return the complaint that a new row of Register holds."""
    values: dict[str, object] = {}
    for column in REGISTER.columns:
        if column.field in Complaint._fields:
            value = row.get(column.heading)
            values[column.field] = "" if value is None else value
    values["confidential"] = values["confidential"] == YES_NO[0]
    return Complaint(**values)  # type: ignore[arg-type]  # field by field, as the columns declare
