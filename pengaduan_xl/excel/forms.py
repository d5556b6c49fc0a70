"""The two forms in the open workbook, each read as one block; the blank workbook's layout tells the cells."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.complaint import YES
from pengaduan_xl.domain.findings import cell_text, column_letters
from pengaduan_xl.domain.intake import HEADINGS
from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.domain.refusals import ActRefusedError, FieldRefusal
from pengaduan_xl.errors import InputDataError
from pengaduan_xl.excel.blocks import Block, corners, runs
from pengaduan_xl.register.blank import desk as case_layout
from pengaduan_xl.register.blank import forms as intake_layout
from pengaduan_xl.register.blank.start import ACTIVE_OFFICER
from pengaduan_xl.register.live_book import SheetMissingError, sheet_of
from pengaduan_xl.register.sheets import to_second

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import CellValue

NUMBER = "C4"
"""Cell of Meja Kerja with the number of the case chosen."""

RECEIVED = "Tgl/Jam Terima"

MOMENT_REMEDY = "Isi tanggal dan jam, mis. 23/11/2026 07:30"

DIGITS_REMEDY = "Ketik ulang dengan tanda ' di depannya, agar tidak ada angka yang hilang"


class NoOfficerError(InputDataError):
    """Nobody is chosen as the officer at work."""

    def __init__(self) -> None:
        super().__init__(
            "Petugas aktif belum dipilih", "Pilih namanya di lembar Beranda", where="Beranda"
        )


class NoCaseError(InputDataError):
    """No case is chosen."""

    def __init__(self) -> None:
        super().__init__(
            "Belum ada pengaduan yang dipilih",
            "Isi No. Register di Meja Kerja, atau pilih barisnya di Register",
            where=case_layout.SHEET,
        )


class BadEntryError(InputDataError):
    """An entry of Meja Kerja is not what belongs there."""

    def __init__(self, label: str, text: str, remedy: str) -> None:
        super().__init__(f"{label} '{text}' tidak terbaca", remedy, where=case_layout.SHEET)


class CaseEntry(NamedTuple):
    """What stands on Meja Kerja: the case, what the officer enters, and what single buttons need."""

    number: str
    entry: Entry
    letter: str
    fields: Mapping[str, str]
    target: int | None
    destination: str


def officer_of(book: Any) -> str:
    """Return the officer at work.

    Raises:
        SheetMissingError: The start page is gone.
        NoOfficerError: Nobody is chosen.
    """
    if ACTIVE_OFFICER not in book.names:
        raise SheetMissingError("Beranda")
    name = cell_text(book.names[ACTIVE_OFFICER].refers_to_range.value)
    if not name:
        raise NoOfficerError
    return name


class IntakeForm:
    """The sheet Formulir.

    Raises:
        SheetMissingError: There is none.
    """

    def __init__(self, book: Any) -> None:
        self._sheet = sheet_of(book, intake_layout.SHEET)
        self._rows = intake_layout.form_rows()
        self._block: Block | None = None

    def read(self) -> tuple[dict[str, str], datetime | None]:
        """Return the entries as texts by field, and the time of receipt, ``None`` for now.

        Raises:
            ActRefusedError: The time is none, or digits were kept as a number and so are lost.
        """
        block = self._block = Block(self._sheet, intake_layout.form_block())
        values = {field: block.text(f"C{row}") for field, row in self._rows.items()}
        refusals = [
            FieldRefusal(HEADINGS[field], "terketik sebagai bilangan", DIGITS_REMEDY)
            for field in ("nik", "phone")
            if isinstance(block.value(f"C{self._rows[field]}"), float)
        ]
        happened = moment_of(block.value(f"C{self._rows['received']}"))
        if values.pop("received") and happened is None:
            refusals.append(FieldRefusal(RECEIVED, "bukan tanggal dan jam", MOMENT_REMEDY))
        if refusals:
            raise ActRefusedError("", refusals)
        return values, happened

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Write errors beside their fields, by heading, and take away those of before."""
        headings = {row: HEADINGS.get(field, RECEIVED) for field, row in self._rows.items()}
        first, last = min(headings), max(headings)
        texts = [errors.get(headings.get(row, "")) for row in range(first, last + 1)]
        area = f"{intake_layout.ERROR_COLUMN}{first}:{intake_layout.ERROR_COLUMN}{last}"
        if self._block is None or self._block.texts(area) != [text or "" for text in texts]:
            self._sheet.range(area).value = [[text] for text in texts]

    def clear(self) -> None:
        """Empty the entries and their errors."""
        for first, last in runs(self._rows.values()):
            area = f"C{first}:C{last}"
            if self._block is None or any(self._block.texts(area)):
                self._sheet.range(area).value = [[None]] * (last - first + 1)
        self.show_errors({})

    def say(self, text: str) -> None:
        """Write the status line."""
        self._sheet.range(intake_layout.STATUS).value = text


class CaseForm:
    """The sheet Meja Kerja."""

    sheet = case_layout.SHEET

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheet = sheet_of(book, case_layout.SHEET)
        self._block: Block | None = None

    def number(self) -> str:
        """Return the number of the case chosen, empty for none."""
        self._block = Block(self._sheet, case_layout.desk_block())
        return self._block.text(NUMBER)

    def read(self) -> CaseEntry:
        """Return what stands on the form.

        Raises:
            NoOfficerError: Nobody is chosen as the officer at work.
            BadEntryError: The time or the step is none.
        """
        block = self._block = Block(self._sheet, case_layout.desk_block())
        areas = {entry.name: entry.area for entry in case_layout.ENTRIES}
        listed = zip(self._texts(block, "mk_butir"), self._texts(block, "mk_ada"), strict=True)
        pairs = zip(self._texts(block, "mk_isian"), self._texts(block, "mk_nilai"), strict=True)
        when, target = (block.text(areas[name]) for name in ("mk_waktu_kejadian", "mk_ke_tahap"))
        happened = moment_of(block.value(areas["mk_waktu_kejadian"]))
        if when and happened is None:
            raise BadEntryError("Waktu kejadian", when, MOMENT_REMEDY)
        if target and not target.isdecimal():
            raise BadEntryError("Ke tahap", target, "Isi nomor tahapnya, mis. 8")
        return CaseEntry(
            number=block.text(NUMBER),
            entry=Entry(
                by=officer_of(self._book),
                happened=happened,
                reason=block.text(areas["mk_alasan"]),
                completeness=tuple(
                    item or str(place)
                    for place, (item, there) in enumerate(listed, start=1)
                    if there == YES
                ),
                override=block.text(areas["mk_pengecualian"]) == YES,
            ),
            letter=block.text(areas["mk_surat"]),
            fields={key: value for key, value in pairs if key and value},
            target=int(target) if target else None,
            destination=block.text(areas["mk_tujuan"]),
        )

    def show(self, number: str, left: str, explanation: str, keys: list[str]) -> None:
        """Show a case: number, time left, why its deadline is what it is, and its letter's fields."""
        known = self._block
        if known is None or known.text(NUMBER) != number:
            self._sheet.range(NUMBER).value = number
        first, last = (_first(filled.area) for filled in case_layout.FILLED)
        self._sheet.range(f"{first}:{last}").value = [[left], [explanation]]
        area = corners(case_layout.BLOCKS["mk_isian"])
        count = area.bottom - area.top + 1
        wanted = [*keys, *[""] * count][:count]
        shown = known and [self._texts(known, name) for name in ("mk_isian", "mk_nilai")]
        if shown != [wanted, [""] * count]:
            lines = [[key or None, None] for key in wanted]
            self._sheet.range((area.top, area.left), (area.bottom, area.left + 1)).value = lines

    def clear(self) -> None:
        """Empty what was entered for the act that is done; the case stays chosen."""
        areas = [case_layout.BLOCKS["mk_ada"], *(entry.area for entry in case_layout.ENTRIES)]
        by_column: dict[int, list[int]] = {}
        for area in map(corners, areas):
            rows = range(area.top, area.bottom + 1) if area.left == area.right else [area.top]
            by_column.setdefault(area.left, []).extend(rows)
        for column, rows in by_column.items():
            letters = column_letters(column)
            for first, last in runs(rows):
                if self._is_filled(letters, first, last):
                    blank = [[None]] * (last - first + 1)
                    self._sheet.range(f"{letters}{first}:{letters}{last}").value = blank

    def _is_filled(self, letters: str, first: int, last: int) -> bool:
        block = self._block
        return block is None or any(block.text(f"{letters}{row}") for row in range(first, last + 1))

    def say(self, text: str) -> None:
        """Write the status line."""
        self._sheet.range(case_layout.STATUS).value = text

    @staticmethod
    def _texts(block: Block, name: str) -> list[str]:
        return block.texts(case_layout.BLOCKS[name])


def moment_of(value: CellValue) -> datetime | None:
    """Return the moment that a cell of a form means, typed as text or not; ``None`` when it means none."""
    if isinstance(value, datetime):
        return to_second(value)
    return parse_moment(value) if isinstance(value, str) else None


def _first(area: str) -> str:
    return area.partition(":")[0]
