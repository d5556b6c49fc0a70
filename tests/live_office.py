"""An office whose register is open in a spreadsheet program: the fake book, its buttons, staff's hands."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cli_office import CLERK
from desk_office import MONDAY, PERFORMERS, WALK_IN, DeskOffice, examples
from fake_book import FakeBook
from fake_macro import FakeMacro

from pengaduan_xl import clock
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.excel import indexing, run
from pengaduan_xl.excel.host import Host
from pengaduan_xl.excel.indexing import index_of, make_index
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.blank import forms
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.schema import REGISTER, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.ledger import Ledger

FORM, DESK, START = "Formulir", "Meja Kerja", "Beranda"
FIRST_ROW = 4
ENTRY = {
    "time": "F42", "letter": "C43", "target": "F43", "to": "C44", "override": "F44", "reason": "C45",
}  # fmt: skip
"""Cells of Meja Kerja that the officer fills for an act."""


class Way(NamedTuple):
    """A spreadsheet program, whether it has our macro, and whether the register always has an index."""

    program: str = "excel"
    has_macro: bool = True
    has_index: bool = False


WAYS = {
    "makro": Way(),
    "langsung": Way(has_macro=False),
    "calc": Way("calc"),
    "indeks": Way(has_index=True),
}
"""The ways by which the buttons reach an open register; the fixture ``way`` chooses one."""


class LiveOffice:
    """A new office with its register open; the clock stands at Monday 23 November 2026, 08.00."""

    way = WAYS["makro"]

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        step: int = 0,
        way: Way | None = None,
    ) -> None:
        self.closed = DeskOffice(folder, step)
        self.register = self.closed.register
        self.shown: list[Path] = []
        self.way = way or self.way
        self.program = self.way.program
        monkeypatch.setattr(clock, "now", lambda: self.closed.moment)
        monkeypatch.setattr(run, "show_file", self.shown.append)
        monkeypatch.setattr(run, "start_indexing", lambda _: None)
        monkeypatch.setattr(indexing, "cache_folder", lambda _: folder / "cache")
        self.book = self.opened()
        self.officer(CLERK)

    def opened(self) -> FakeBook:
        """The register opened anew."""
        book = FakeBook(self.register, self.program)
        if self.way.has_macro:
            book.macro = FakeMacro(book)
        return book

    def reopen(self) -> LiveOffice:
        """Close without saving, and open again."""
        name = self.book.all_sheets[START].cells.get((4, 3))
        self.book = self.opened()
        self.officer(str(name))
        return self

    def later(self, minutes: int = 5) -> LiveOffice:
        """Let time pass."""
        self.closed.moment += timedelta(minutes=minutes)
        return self

    def put(self, sheet: str, address: str, value: Any) -> None:
        """Type into a cell; with an apostrophe where a text would become a formula."""
        if isinstance(value, str) and value.startswith("=") and self.program != "calc":
            value = f"'{value}"
        area = self.book.all_sheets[sheet].range(address).area
        self.book.all_sheets[sheet].put(*area[:2], value)

    def cell(self, sheet: str, address: str) -> Any:
        """What a cell holds."""
        area = self.book.all_sheets[sheet].range(address).area
        return self.book.all_sheets[sheet].cells.get(area[:2])

    def officer(self, name: str) -> None:
        """Choose who is at work."""
        self.put(START, "C4", name)

    def fill(self, **fields: Any) -> None:
        """Fill in the intake form."""
        for field, value in fields.items():
            self.put(FORM, f"C{forms.form_rows()[field]}", value)

    def host(self) -> Host:
        """What a button pressed now has at hand."""
        return Host(self.book, lambda: self.closed.moment, self.shown.append)

    def press(self, label: str) -> str:
        """Press a button; what the officer is told."""
        self.book.calls.clear()
        if self.way.has_index:
            with suppress(PengaduanError):
                make_index(self.register, index_of(self.register))
        return run.press_in(run.find_button(label), self.book)

    def receive(self, **more: Any) -> str:
        """Take in a complaint by the form; its number."""
        self.fill(**{**WALK_IN, **more})
        told = self.press("Terima Pengaduan")
        assert "pengaduan diterima" in told, told
        return told[:9]

    def act(self, label: str, number: str, by: str = CLERK, **entry: Any) -> str:
        """Press a button for a case on Meja Kerja, everything on file."""
        self.officer(by)
        self.put(DESK, "C4", number)
        for row in range(23, 26):
            self.put(DESK, f"F{row}", "Ya")
        self.list_items(number)
        for name, value in entry.items():
            self.put(DESK, ENTRY[name], value)
        return self.press(label)

    def list_items(self, number: str) -> None:
        """Show the step's checklist, as the formulas of Meja Kerja do."""
        ledger = read_ledger(self.register).ledger
        step = self.step(number)
        items = ledger.office.current.step(step).completeness if step else ()
        for place in range(5):
            row = f"B{23 + place}"
            self.put(DESK, row, items[place] if place < len(items) else None)
            if place >= len(items):
                self.put(DESK, f"F{23 + place}", None)

    def step(self, number: str) -> int | None:
        """The step that a case is in, as the open Register says."""
        value = self.row(REGISTER, number)["Tahap"]
        return None if value is None else int(value)

    def row(self, table: Table, key: object) -> dict[str, Any]:
        """The first row of an open list sheet whose first column is a value."""
        rows = self.rows(table)
        return next(row for row in rows if row[table.headings[0]] == key)

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """The rows of an open list sheet that are not blank, by the headings of row 3."""
        cells = self.book.all_sheets[table.sheet].cells
        heads = {column: text for (row, column), text in cells.items() if row == FIRST_ROW - 1}
        last = max(row for row, _ in cells)
        rows = [
            {str(text): cells.get((row, column)) for column, text in heads.items()}
            for row in range(FIRST_ROW, last + 1)
        ]
        return [row for row in rows if any(value is not None for value in row.values())]

    def letter(self, number: str, key: str, by: str) -> str:
        """Make a letter from Meja Kerja with the catalogue's examples."""
        self.officer(by)
        self.put(DESK, "C4", number)
        self.put(DESK, "C43", key)
        for row, (field, value) in enumerate(examples(key).items(), start=30):
            self.put(DESK, f"B{row}", field)
            self.put(DESK, f"C{row}", value)
        return self.press("Buat Surat")

    def finish(self, number: str) -> str:
        """End the step at hand, its letters made, by whoever performs it."""
        step = self.step(number)
        assert step is not None
        by = PERFORMERS[step - 1]
        case = self.ledger().office.current.step(step)
        for key in case.letters:
            if examples(key):
                assert "surat dibuat" in self.letter(number, key, by)
        return self.act("Selesaikan Tahap", number, by, reason="Antrean")

    def ledger(self) -> Ledger:
        """The register as the file tells."""
        return read_ledger(self.register).ledger

    def saved(self) -> list[str]:
        """Save the book; what the audit of the file says."""
        self.book.save()
        return list(map(str, check_file(self.register, self.closed.moment)))

    def steps(self) -> dict[str, int | None]:
        """The step of every case as its events in the file tell."""
        return {case.complaint.number: replay(case.events).step for case in self.ledger().cases()}

    def move(self, sheet: str, by_row: dict[int, int]) -> None:
        """Bring rows to other places, as sorting does."""
        cells = self.book.all_sheets[sheet].cells
        moved = {(by_row.get(row, row), column): value for (row, column), value in cells.items()}
        for row, column in cells.keys() | moved.keys():
            self.book.all_sheets[sheet].changed[row, column] = moved.get((row, column))
        self.book.all_sheets[sheet].cells = moved

    def insert_column(self, sheet: str, place: int) -> None:
        """Insert a column into a list sheet and its table; nothing is saved."""
        target = self.book.all_sheets[sheet]
        old = dict(target.cells)
        for (row, column), _ in sorted(old.items(), key=lambda item: -item[0][1]):
            if column >= place:
                value = target.cells.pop((row, column))
                target.cells[row, column + 1] = target.changed[row, column + 1] = value
                target.changed.setdefault((row, column), None)
        target.cells[FIRST_ROW - 1, place] = target.changed[FIRST_ROW - 1, place] = "Catatan staf"
        target.literal = {(row, col + (col >= place)) for row, col in target.literal}
        for table in target.tables.values():
            top, left, bottom, right = table._area
            table._area = (top, left, bottom, right + 1)


def all_rows(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """Every row of every list sheet of a register, by heading."""
    return {
        table.name: [dict(row.values) for row in ledger.content.list_rows(table)]
        for table in TABLES
    }


__all__ = ["MONDAY", "WAYS", "LiveOffice", "Way", "all_rows"]
