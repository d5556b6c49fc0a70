"""What a register that was read holds, asked by number, place in the chain, or Sidik.

Two answers to the same questions: this module's, from everything in memory, and that of
:mod:`pengaduan_xl.register.indexed`, which knows only where everything is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pengaduan_xl.domain.chain import digest
from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, OUTGOING, RECAP, REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from pengaduan_xl.domain.complaint import Complaint, Event
    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.reader import RegisterContent

NUMBERED = {INCOMING.name: "No. Agenda", OUTGOING.name: "Nomor Surat"}
"""Agendas and the heading of the number that each of their rows is given."""


KEYS = {
    REGISTER.name: "No. Register",
    HISTORY.name: "Sidik",
    FIELDS.name: "Isian",
    INCOMING.name: "No. Agenda",
    OUTGOING.name: "Nomor Surat",
    RECAP.name: "Tanggal",
}
"""Heading by which the rows of each list sheet are known."""


class Mark(NamedTuple):
    """An event's place in the chain.

    Attributes:
        seq: No. Urut.
        number: No. Register; empty where the row does not say it any more.
        digest: Sidik.
    """

    seq: int
    number: str
    digest: str


class Holdings(Protocol):
    """The questions."""

    def gather(self) -> None:
        """Get ready to be asked about every case."""

    def numbers(self) -> Set[str]:
        """Return the numbers that have events in Riwayat."""

    def complaints(self) -> Set[str]:
        """Return the numbers of the rows of Register that could be read."""

    def complaint(self, number: str) -> Complaint | None:
        """Return the complaint of a row of Register that could be read."""

    def row_number(self, number: str) -> int | None:
        """Return the row of Register, from 1, that holds a number and could be read."""

    def last_number(self, year: int) -> int:
        """Return the highest running number of a year in any row of Register or Riwayat, readable or not."""

    def events_of(self, number: str) -> Sequence[Event]:
        """Return a case's events, oldest first."""

    def marks_of(self, number: str) -> Sequence[tuple[int, str]]:
        """Return No. Urut and Sidik of a case's events, oldest first."""

    def end(self) -> tuple[int, str]:
        """Return the last No. Urut and the Sidik that the next event is chained to."""

    def mark(self, seq: int) -> Mark | None:
        """Return the row of Riwayat with that No. Urut, damaged rows included."""

    def is_untouched(self, mark: Mark, before: str) -> bool:
        """Return whether a row's Sidik is still that of its content, chained to the Sidik ``before``."""

    def count(self) -> int:
        """Return how many different No. Urut Riwayat has."""

    def knows(self, sidik: str) -> bool:
        """Return whether a row of Riwayat has that Sidik."""

    def twin(self, event: Event) -> tuple[int, str] | None:
        """Return No. Urut and Sidik of the row that says the same of the same case."""

    def rows_of(self, table: Table, number: str) -> Sequence[Mapping[str, CellValue]]:
        """Return the rows of a list sheet that belong to a case."""

    def takers(self, table: Table, text: str, year: int | None) -> Sequence[str]:
        """Return the No. Register of the rows of an agenda's year that have a number."""

    def last_seq(self, table: Table, year: int) -> int:
        """Return the highest No. Urut of an agenda in a year, 0 for none."""

    def places_of(self, number: str) -> Sequence[tuple[Table, int]]:
        """Return the rows that must be read from the open workbook to answer for a case."""

    def last_row_of(self, table: Table) -> tuple[int, str | None]:
        """Return number and key of a list sheet's last row that is not blank; the headings' row for none."""

    def lowest_sidik(self) -> str | None:
        """Return the Sidik in the lowest row of Riwayat that can be used, ``None`` for no row."""

    def damaged_sidik(self) -> Mapping[str, int]:
        """Return how many damaged rows of Riwayat have each Sidik."""

    def absent_from(self, sidik: Set[str]) -> int:
        """Return how many events are not among those of these Sidik."""


class ContentHoldings:
    """The answers from everything in memory; what few ask for is worked out when it is asked."""

    def __init__(self, content: RegisterContent) -> None:
        self._content = content
        self._rows = {row.complaint.number: row for row in content.rows}
        self._events: dict[str, list[Event]] = {}
        for item in content.events:
            self._events.setdefault(item.event.number, []).append(item.event)
        self._by_seq: dict[int, Event] | None = None
        self._sidik: set[str] = set()

    def gather(self) -> None:
        """Do nothing: everything is here."""

    def numbers(self) -> Set[str]:
        """Return the numbers that have events in Riwayat."""
        return self._events.keys()

    def complaints(self) -> Set[str]:
        """Return the numbers of the rows of Register that could be read."""
        return self._rows.keys()

    def complaint(self, number: str) -> Complaint | None:
        """Return the complaint of a row of Register that could be read."""
        row = self._rows.get(number)
        return row.complaint if row else None

    def row_number(self, number: str) -> int | None:
        """Return the row of Register, from 1, that holds a number and could be read."""
        row = self._rows.get(number)
        return row.row if row else None

    def last_number(self, year: int) -> int:
        """Return the highest running number of a year in any row of Register or Riwayat, readable or not."""
        seen = self._rows.keys() | self._events.keys() | self._content.broken
        return max((number_place(number, year) for number in seen), default=0)

    def events_of(self, number: str) -> Sequence[Event]:
        """Return a case's events, oldest first."""
        return self._events.get(number, ())

    def marks_of(self, number: str) -> Sequence[tuple[int, str]]:
        """Return No. Urut and Sidik of a case's events, oldest first."""
        return [(event.seq, event.digest) for event in self.events_of(number)]

    def end(self) -> tuple[int, str]:
        """Return the last No. Urut and the Sidik that the next event is chained to, damaged rows included.

        No. Urut runs without gaps, so a row that cannot say its own is the last one if no other row is.
        """
        rows = [item.event for item in (*self._content.events, *self._content.damaged)]

        def place(event: Event) -> int:
            return event.seq if isinstance(event.seq, int) else len(rows)

        last = max((event for event in rows if event.digest), key=place, default=None)
        return (0, "") if last is None else (max(place(last), len(rows)), last.digest)

    def mark(self, seq: int) -> Mark | None:
        """Return the row of Riwayat with that No. Urut, damaged rows included."""
        event = self._seqs().get(seq)
        return Mark(seq, event.number, event.digest) if event else None

    def is_untouched(self, mark: Mark, before: str) -> bool:
        """Return whether a row's Sidik is still that of its content, chained to the Sidik ``before``."""
        return digest(self._seqs()[mark.seq], before) == mark.digest

    def count(self) -> int:
        """Return how many different No. Urut Riwayat has."""
        return len(self._seqs())

    def knows(self, sidik: str) -> bool:
        """Return whether a row of Riwayat has that Sidik."""
        self._seqs()
        return sidik in self._sidik

    def twin(self, event: Event) -> tuple[int, str] | None:
        """Return No. Urut and Sidik of the row that says the same of the same case."""
        plain = plain_digest(event)
        known = (one for one in self.events_of(event.number) if plain_digest(one) == plain)
        return next(((one.seq, one.digest) for one in known), None)

    def rows_of(self, table: Table, number: str) -> Sequence[Mapping[str, CellValue]]:
        """Return the rows of a list sheet that belong to a case."""
        return [row for row in self._values(table) if cell_text(row.get("No. Register")) == number]

    def takers(self, table: Table, text: str, year: int | None) -> Sequence[str]:
        """Return the No. Register of the rows of an agenda's year that have a number."""
        heading = NUMBERED[table.name]
        return [
            cell_text(row.get("No. Register"))
            for row in self._values(table)
            if cell_text(row.get(heading)) == text and row_year(table, row) == year
        ]

    def last_seq(self, table: Table, year: int) -> int:
        """Return the highest No. Urut of an agenda in a year, 0 for none."""
        return max(
            (seq for at, seq in agenda_seqs(table, self._values(table)) if at == year), default=0
        )

    def places_of(self, number: str) -> Sequence[tuple[Table, int]]:
        """Return the rows that must be read from the open workbook to answer for a case: none."""
        del number
        return ()

    def last_row_of(self, table: Table) -> tuple[int, str | None]:
        """Return number and key of a list sheet's last row that is not blank; the headings' row for none."""
        sheet = self._content.sheets[table.sheet]
        if table is HISTORY and not sheet.rows and self._content.events:  # too long to be kept
            last = max((*self._content.events, *self._content.damaged), key=lambda item: item.row)
            return last.row, last.event.digest
        places, key = sheet.columns.values(), sheet.columns[KEYS[table.name]]
        for at in range(len(sheet.rows) - 1, -1, -1):
            row = sheet.rows[at]
            if any(row[place] != "" for place in places):
                return sheet.first_row + at, cell_text(row[key])
        return sheet.first_row - 1, None

    def lowest_sidik(self) -> str | None:
        """Return the Sidik in the lowest row of Riwayat that can be used, ``None`` for no row."""
        last = max(self._content.events, key=lambda item: item.row, default=None)
        return last.event.digest if last else None

    def damaged_sidik(self) -> Mapping[str, int]:
        """Return how many damaged rows of Riwayat have each Sidik."""
        return Counter(item.event.digest for item in self._content.damaged)

    def absent_from(self, sidik: Set[str]) -> int:
        """Return how many events are not among those of these Sidik."""
        return sum(item.event.digest not in sidik for item in self._content.events)

    def _values(self, table: Table) -> Iterator[Mapping[str, CellValue]]:
        return (row.values for row in self._content.list_rows(table))

    def _seqs(self) -> dict[int, Event]:
        if self._by_seq is None:
            rows = [item.event for item in (*self._content.damaged, *self._content.events)]
            self._by_seq = {event.seq: event for event in rows if isinstance(event.seq, int)}
            self._sidik = {event.digest for event in rows if event.digest}
        return self._by_seq


def plain_digest(event: Event) -> str:
    """Return the SHA-256 of what an event says, wherever it stands in the chain."""
    return digest(event._replace(seq=0), "")


def number_place(number: str, year: int) -> int:
    """Return the running number in a No. Register of a year, 0 for any other text."""
    match = re.fullmatch(rf"{year}-(\d{{4,}})", number)
    return int(match[1]) if match else 0


def row_year(table: Table, row: Mapping[str, CellValue]) -> int | None:
    """Return the year of a row of an agenda, by its first date column."""
    dated = next(column.heading for column in table.columns if column.kind is Kind.DATE)
    day = as_date(row.get(dated))
    return None if day is None else day.year


def agenda_seqs(
    table: Table, rows: Iterable[Mapping[str, CellValue]]
) -> Iterator[tuple[int | None, int]]:
    """Yield year and No. Urut of the rows of an agenda."""
    return ((row_year(table, row), whole(row.get("No. Urut"))) for row in rows)


def whole(value: CellValue) -> int:
    """Return a cell as a whole number, 0 for anything else."""
    text = cell_text(value)
    return int(text) if text.isdecimal() else 0
