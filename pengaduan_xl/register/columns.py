"""What a sheet's declaration is made of: columns with their type, dropdown and help, in a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

YES_NO = ("Ya", "Tidak")


class Kind(StrEnum):
    """What a column's cells hold."""

    TEXT = "teks"
    INTEGER = "bilangan bulat"
    DATE = "tanggal"
    DATETIME = "tanggal dan jam"
    TIME = "jam"
    YESNO = "Ya/Tidak"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        heading: Heading as staff see it.
        field: Attribute of the domain object it holds.
        kind: Type of its cells.
        width: Width in characters.
        choices: Values of its dropdown; empty for free entry.
        help: Input message shown when a cell is selected; Indonesian, at most 255 characters.
        computed: Written by the package only; staff are kept from typing there.
        required: A row without it cannot be used.
        strict: Whether values outside ``choices`` are refused.
    """

    heading: str
    field: str
    kind: Kind = Kind.TEXT
    width: int = 16
    choices: tuple[str, ...] = ()
    help: str = ""
    computed: bool = False
    required: bool = False
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A list sheet and its Excel table.

    Attributes:
        sheet: Sheet name.
        name: Name of the Excel table.
        note: Instruction above the table, Indonesian.
        columns: Columns from left to right.
        appended_only: Staff never type here. Every column is guarded by a validation that refuses typing;
            the sheet is not protected, since buttons write through the spreadsheet program.
    """

    sheet: str
    name: str
    note: str
    columns: tuple[Column, ...]
    appended_only: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings from left to right."""
        return tuple(column.heading for column in self.columns)

    def heading_of(self, field: str) -> str:
        """Return the heading of the column that holds ``field``."""
        return next(column.heading for column in self.columns if column.field == field)


def computed(heading: str, field: str, kind: Kind = Kind.TEXT, width: int = 16) -> Column:
    """Return a column that only the package writes."""
    return Column(heading, field, kind, width, computed=True)


def moment(heading: str, field: str, *, computed: bool = True) -> Column:
    """Return a column of moments: date and time, naive WIB."""
    return Column(heading, field, Kind.DATETIME, 17, computed=computed)
