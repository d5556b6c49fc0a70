"""A register known by its index: places from there, contents from the workbook that is open.

What is read from an open sheet counts only where it is what the file says: events by their Sidik and SHA-256,
other rows by their number. Where it is not, the file is read as a whole, as without an index.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from pengaduan_xl.domain.complaint import Complaint, Event
from pengaduan_xl.domain.findings import Finding
from pengaduan_xl.register.holdings import Mark, plain_digest
from pengaduan_xl.register.index_file import PLACED
from pengaduan_xl.register.journal.lines import read_value
from pengaduan_xl.register.office_rules import read_rules
from pengaduan_xl.register.rows import typed_rows
from pengaduan_xl.register.schema import HISTORY, RECAP, REGISTER, TABLES
from pengaduan_xl.register.sheets import SheetTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from pengaduan_xl.domain.findings import CellValue, SheetRow
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.index_file import Index
    from pengaduan_xl.register.reader import RegisterContent

    RowReader = Callable[[Sequence[tuple[Table, int]]], list[SheetTable]]
    """Gives rows of the open workbook, each as a table of one row."""

    AnyContent: TypeAlias = "RegisterContent | IndexedContent"
    """A register as read, or as known by its index."""


class IndexHoldings:
    """The answers from an index and the open workbook; see :class:`Holdings`.

    Args:
        index: The index.
        read_rows: Reads rows of the open workbook.
        read_all: Reads the whole file.
    """

    def __init__(
        self,
        index: Index,
        read_rows: RowReader,
        read_all: Callable[[], RegisterContent],
    ) -> None:
        self._index = index
        self._read_rows = read_rows
        self._read_all = read_all
        self._whole: RegisterContent | None = None

    @property
    def whole(self) -> RegisterContent:
        """Everything that the file holds."""
        if self._whole is None:
            self._whole = self._read_all()
        return self._whole

    def gather(self) -> None:
        """Read the whole file."""
        self._whole = self.whole

    def numbers(self) -> Set[str]:
        """Return the numbers that have events in Riwayat."""
        return {number for (number,) in self._index.ask("SELECT DISTINCT number FROM events")}

    def complaints(self) -> Set[str]:
        """Return the numbers of the rows of Register that could be read."""
        return {number for (number,) in self._index.ask("SELECT number FROM cases")}

    def complaint(self, number: str) -> Complaint | None:
        """Return the complaint of a row of Register that could be read."""
        row = self.row_number(number)
        if row is None or self._whole is not None:
            return self.whole.held.complaint(number) if row else None
        typed = typed_rows(self._row(REGISTER, row))
        if typed.bad or not typed.numbers or typed.columns[0][0] != number:
            return self.whole.held.complaint(number)
        return complaint_from([column[0] for column in typed.columns])

    def row_number(self, number: str) -> int | None:
        """Return the row of Register, from 1, that holds a number and could be read."""
        return self._one("SELECT row FROM cases WHERE number = ?", number)

    def last_number(self, year: int) -> int:
        """Return the highest running number of a year in any row of Register or Riwayat, readable or not."""
        return int(self._index.facts["nomor"].get(str(year), 0))

    def events_of(self, number: str) -> Sequence[Event]:
        """Return a case's events, oldest first."""
        if self._whole is not None:
            return self._whole.held.events_of(number)
        events = []
        for seq, row, sidik, plain, is_untouched in self._event_places(number):
            typed = typed_rows(self._row(HISTORY, row))
            event = Event._make(column[0] for column in typed.columns) if typed.numbers else None
            is_same = (
                event is not None and not typed.bad and (event.seq, event.digest) == (seq, sidik)
            )
            if event is None or not (is_same and is_untouched and _says(event, plain)):
                return self.whole.held.events_of(number)
            events.append(event)
        return events

    def marks_of(self, number: str) -> Sequence[tuple[int, str]]:
        """Return No. Urut and Sidik of a case's events, oldest first."""
        return [(seq, sidik) for seq, _, sidik, *_ in self._event_places(number)]

    def end(self) -> tuple[int, str]:
        """Return the last No. Urut and the Sidik that the next event is chained to."""
        seq, sidik = self._index.facts["akhir"]
        return seq, sidik

    def mark(self, seq: int) -> Mark | None:
        """Return the row of Riwayat with that No. Urut."""
        found = self._index.ask("SELECT seq, number, sidik FROM events WHERE seq = ?", seq)
        return Mark(*found[0]) if found else None

    def is_untouched(self, mark: Mark, before: str) -> bool:
        """Return whether a row's Sidik is still that of its content; the index knows what is before it."""
        del before
        return bool(self._one("SELECT untouched FROM events WHERE seq = ?", mark.seq))

    def count(self) -> int:
        """Return how many different No. Urut Riwayat has: no row is lost where there is an index."""
        return self.end()[0]

    def knows(self, sidik: str) -> bool:
        """Return whether a row of Riwayat has that Sidik."""
        return self._one("SELECT seq FROM events WHERE sidik = ?", sidik) is not None

    def twin(self, event: Event) -> tuple[int, str] | None:
        """Return No. Urut and Sidik of the row that says the same of the same case."""
        plain = bytes.fromhex(plain_digest(event))
        question = "SELECT seq, sidik FROM events WHERE plain = ? ORDER BY seq"
        found = self._index.ask(question, plain)
        return (found[0][0], found[0][1]) if found else None

    def rows_of(self, table: Table, number: str) -> Sequence[Mapping[str, CellValue]]:
        """Return the rows of a list sheet that belong to a case."""
        if self._whole is not None:
            return self._whole.held.rows_of(table, number)
        rows = [self._row(table, row).sheet_rows() for row in self._places(table, number)]
        if any(not row or row[0].text("No. Register") != number for row in rows):
            return self.whole.held.rows_of(table, number)
        return [row[0].values for row in rows]

    def takers(self, table: Table, text: str, year: int | None) -> Sequence[str]:
        """Return the No. Register of the rows of an agenda's year that have a number."""
        question = "SELECT number FROM listed WHERE sheet = ? AND text = ? AND year IS ?"
        return [number for (number,) in self._index.ask(question, table.name, text, year)]

    def last_seq(self, table: Table, year: int) -> int:
        """Return the highest No. Urut of an agenda in a year, 0 for none."""
        return int(self._index.facts["agenda"][table.name].get(str(year), 0))

    def places_of(self, number: str) -> Sequence[tuple[Table, int]]:
        """Return the rows that must be read from the open workbook to answer for a case."""
        row = self.row_number(number)
        listed = [(table, at) for table in PLACED for at in self._places(table, number)]
        events = [(HISTORY, at) for _, at, *_ in self._event_places(number)]
        return [*listed, *events, *([(REGISTER, row)] if row else [])]

    def last_row_of(self, table: Table) -> tuple[int, str | None]:
        """Return number and key of a list sheet's last row that is not blank; the headings' row for none."""
        _, _, first_row, end = self._index.facts["lembar"][table.sheet]
        return (end[0], end[1]) if end else (first_row - 1, None)

    def lowest_sidik(self) -> str | None:
        """Return the Sidik in the lowest row of Riwayat, ``None`` for no row."""
        return self.last_row_of(HISTORY)[1]

    def damaged_sidik(self) -> Mapping[str, int]:
        """Return nothing: no row of Riwayat is damaged where there is an index."""
        return {}

    def absent_from(self, sidik: Set[str]) -> int:
        """Return how many events are not among those of these Sidik."""
        return sum(one not in sidik for (one,) in self._index.ask("SELECT sidik FROM events"))

    def _event_places(self, number: str) -> list[tuple[Any, ...]]:
        question = (
            "SELECT seq, row, sidik, plain, untouched FROM events WHERE number = ? ORDER BY seq"
        )
        return self._index.ask(question, number)

    def _places(self, table: Table, number: str) -> list[int]:
        question = "SELECT row FROM listed WHERE sheet = ? AND number = ? ORDER BY row"
        return [row for (row,) in self._index.ask(question, table.name, number)]

    def _one(self, question: str, value: object) -> int | None:
        found = self._index.ask(question, value)
        return found[0][0] if found else None

    def _row(self, table: Table, row: int) -> SheetTable:
        return self._read_rows([(table, row)])[0]


class IndexedContent:
    """A register as known by its index; what only the whole file tells is read when it is asked for.

    Attributes:
        sheets: Where the list sheets have their columns; rows only of the office's rules.
        office: The rules in force.
        settings: The sheet Pengaturan.
        structure: Nothing, as in any register with an index.
        held: The answers to what is asked of single cases.
    """

    def __init__(
        self, index: Index, read_rows: RowReader, read_all: Callable[[], RegisterContent]
    ) -> None:
        self._facts = index.facts
        self._index = index
        self.sheets = {table.sheet: self._layout(table) for table in TABLES}
        self.held = IndexHoldings(index, read_rows, read_all)
        self.office, self.settings, _ = read_rules(self.list_rows)
        self.structure: list[Finding] = []

    @property
    def broken(self) -> Set[str]:
        """Numbers whose rows cannot be read in full."""
        return self._facts["rusak"].keys()  # type: ignore[no-any-return]  # a JSON object

    @property
    def whole(self) -> RegisterContent:
        """Everything that the file holds, in memory."""
        return self.held.whole

    def faults_of(self, number: str) -> list[Finding]:
        """Return why a complaint's rows cannot be read in full."""
        return [Finding(*each) for each in self._facts["rusak"].get(number, ())]

    def list_rows(self, table: Table) -> list[SheetRow]:
        """Return the rows of a list sheet by heading."""
        sheet = self.sheets[table.sheet]
        if table is RECAP and not sheet.rows:
            ((value,),) = self._index.ask("SELECT value FROM facts WHERE name = 'rekap'")
            sheet.rows = _cells(json.loads(value))
        in_index = table is RECAP or table.sheet in self._facts["aturan"]
        return sheet.sheet_rows() if in_index else self.held.whole.list_rows(table)

    def _layout(self, table: Table) -> SheetTable:
        name, columns, first_row, _ = self._facts["lembar"][table.sheet]
        rows = _cells(self._facts["aturan"].get(table.sheet, ()))
        return SheetTable(table, columns, first_row, rows, (), name)


def complaint_from(values: Sequence[object]) -> Complaint:
    """Return the complaint of a row of Register: the cells that staff fill, without the derived ones."""
    count = len(Complaint._fields)
    return Complaint(*values[: count - 3], *values[-3:])  # type: ignore[arg-type]  # as the columns declare


def _says(event: Event, plain: bytes) -> bool:
    return bytes.fromhex(plain_digest(event)) == plain


def _cells(rows: Iterable[Iterable[Any]]) -> list[list[CellValue]]:
    return [[read_value(cell) for cell in row] for row in rows]
