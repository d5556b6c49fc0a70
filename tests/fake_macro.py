"""What stands for the macro of the add-in and the service of the toolbar: it answers from the fake workbook.

Written after docs/decisions/0012-one-call-per-batch.md and not after the package's own code, so that both
must understand one another.
"""

from __future__ import annotations

import itertools
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from fake_book import HostRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fake_book import FakeBook, FakeSheet

NAMES = {
    "excel": "'Pengaduan.xlam'!Batch.Answer",
    "mac": "'Pengaduan.xlam'!Batch.Answer",
    "calc": "id.pengaduan.xl.Batch",
}
FIELD, RECORD = chr(31), chr(30)
DAY_0 = datetime.fromisoformat("1899-12-30")


class RefusalError(Exception):
    """Why a batch is not carried out."""


class FakeMacro:
    """The macro of one workbook's program."""

    def __init__(self, book: FakeBook) -> None:
        self.book = book
        self.undo: list[Callable[[], object]] = []

    def __call__(self, name: str, text: str) -> str:
        if name != NAMES[self.book.program]:
            raise HostRefusedError(name)
        (version, path, book), *records = [part.split(FIELD) for part in text.split(RECORD)]
        assert (version, path, book) == ("1", self.book.fullname, self.book.name)
        self.undo = []
        try:
            said = [self._carry_out(*record) for record in records]
        except RefusalError as refusal:
            return self._refused(*refusal.args)
        except (HostRefusedError, KeyError, ValueError) as error:
            return self._refused("1004", str(error))
        return RECORD.join([f"1{FIELD}done", *said, "end"])

    def _refused(self, *why: str) -> str:
        for step in reversed(self.undo):
            step()
        return RECORD.join([FIELD.join(["1", *why]), "end"])

    def _carry_out(self, kind: str, *rest: str) -> str:
        ways: dict[str, Callable[..., str]] = {
            "look": self._look, "read": self._read, "name": self._name,
            "fill": self._fill, "grow": self._grow, "front": self._front,
        }  # fmt: skip
        return ways[kind](*rest)

    def _look(self, sheet: str) -> str:
        book = self.book
        names = list(book.all_sheets)
        spans = self._spans() if book.front == sheet else []
        return FIELD.join(
            ["look", book.front, str(int(book.is_read_only)), str(len(names)), *names, *spans]
        )

    def _spans(self) -> list[str]:
        selected = self.book.selected
        if selected is None or selected.sheet.book.fullname != self.book.fullname:
            return []
        rows = [
            row
            for top, _, bottom, _ in selected.areas
            for row in range(top, min(bottom, top + 300) + 1)
            if row not in selected.sheet.hidden
        ]
        runs = itertools.groupby(enumerate(rows), lambda pair: pair[1] - pair[0])
        ends = [[row for _, row in run] for _, run in runs]
        return [f"{run[0]}:{run[-1]}" for run in ends]

    def _read(self, name: str, *corners: str) -> str:
        sheet = self.book.all_sheets.get(name)
        if sheet is None:
            return "-"
        top, left, bottom, right = map(int, corners)
        last = bottom or max([top, *(row for row, _ in sheet.cells)])
        cells = [
            code(sheet.cells.get((row, column)))
            for row in range(top, last + 1)
            for column in range(left, right + 1)
        ]
        return FIELD.join(["cells", str(right - left + 1), *cells])

    def _name(self, name: str) -> str:
        if name not in self.book.names:
            return "-"
        area = self.book.names[name].refers_to_range
        return FIELD.join(["cells", "1", code(area.sheet.cells.get(area.area[:2]))])

    def _fill(self, name: str, *rest: str) -> str:
        sheet = self._sheet(name)
        top, left, bottom, right = map(int, rest[:4])
        places = itertools.product(range(top, bottom + 1), range(left, right + 1))
        if name in self.book.refusing:
            raise HostRefusedError(name)
        for place, field in zip(places, rest[4:], strict=True):
            self.undo.append(partial(put, sheet, place, sheet.cells.get(place), is_guarded=True))
            put(sheet, place, meant(field), is_guarded=field.startswith("g"))
        return "ok"

    def _grow(self, name: str, table: str, last: str) -> str:
        found = self._sheet(name).tables[table]
        if found.show_totals:
            raise RefusalError("totals", name)
        top, left, bottom, right = old = found._area

        def shrink() -> None:
            found._area = old

        self.undo.append(shrink)
        found._area = (top, left, max(bottom, int(last)), right)
        return "ok"

    def _front(self, name: str) -> str:
        self.book.front = self._sheet(name).name
        return "ok"

    def _sheet(self, name: str) -> FakeSheet:
        if name not in self.book.all_sheets:
            raise RefusalError("sheet", name)
        return self.book.all_sheets[name]


def put(sheet: FakeSheet, place: tuple[int, int], value: Any, *, is_guarded: bool) -> None:
    """Set a cell; Excel takes a text for what it looks like, unless it is guarded or the cell is text."""
    is_literal = not sheet.literal.isdisjoint({place, (0, place[1])})
    needs_mark = isinstance(value, str) and is_guarded and not is_literal
    sheet.put(*place, f"'{value}" if needs_mark and sheet.book.program != "calc" else value)


def meant(field: str) -> Any:
    """The value that a field of a batch stands for."""
    kind, content = field[:1], field[1:]
    if kind in {"t", "g"}:
        return content
    if kind == "d":
        return DAY_0 + timedelta(seconds=round(float(content) * 86400))
    return {"n": float, "b": lambda text: text == "1"}[kind](content) if kind else None


def code(value: Any) -> str:
    """The field that stands for a value."""
    if value is None:
        return ""
    if isinstance(value, str):
        if FIELD in value or RECORD in value:
            raise RefusalError("unfit")
        return f"t{value}"
    if isinstance(value, bool):
        return f"b{int(value)}"
    if isinstance(value, datetime):
        return f"d{(value - DAY_0) / timedelta(days=1):.10f}"
    if isinstance(value, time):
        return f"n{(value.hour * 60 + value.minute) / 1440}"
    return f"n{value:.15g}"
