"""The two forms in the open workbook, each read as one block; the blank workbook's layout tells the cells.

What is to be shown on a form is returned as changes: they are written together with its status line.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.complaint import YES
from pengaduan_xl.domain.findings import cell_text, column_letters
from pengaduan_xl.domain.intake import HEADINGS
from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.domain.refusals import ActRefusedError, FieldRefusal
from pengaduan_xl.errors import InputDataError
from pengaduan_xl.excel.blocks import Block, address_of, area_of, corners
from pengaduan_xl.register.blank import desk as case_layout
from pengaduan_xl.register.blank import forms as intake_layout
from pengaduan_xl.register.blank.start import ACTIVE_OFFICER
from pengaduan_xl.register.open_book import Fill, Named, SheetMissingError, runs
from pengaduan_xl.register.sheets import to_second

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.open_book import Area, Change
    from pengaduan_xl.register.open_book_view import BookView

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


INTAKE = area_of(intake_layout.SHEET, intake_layout.form_block())
DESK = area_of(case_layout.SHEET, case_layout.desk_block())
"""What each form is read as."""

AHEAD = (Named(ACTIVE_OFFICER), INTAKE, DESK)
"""What most buttons read of the forms."""


def officer_of(view: BookView) -> str:
    """Return the officer at work.

    Raises:
        SheetMissingError: The start page is gone.
        NoOfficerError: Nobody is chosen.
    """
    found = view.named(ACTIVE_OFFICER)
    if found is None:
        raise SheetMissingError("Beranda")
    name = cell_text(found)
    if not name:
        raise NoOfficerError
    return name


class _Form:
    """A form: its block of cells, read at first use, and its status line."""

    def __init__(self, view: BookView, area: Area) -> None:
        view.check_sheet(area.sheet)
        self._view = view
        self._area = area
        self._known: Block | None = None

    @property
    def _block(self) -> Block:
        if self._known is None:
            self._known = Block(self._area, self._view.rows(self._area))
        return self._known


class IntakeForm(_Form):
    """The sheet Formulir.

    Raises:
        SheetMissingError: There is none.
    """

    def __init__(self, view: BookView) -> None:
        super().__init__(view, INTAKE)
        self._rows = intake_layout.form_rows()

    def read(self) -> tuple[dict[str, str], datetime | None]:
        """Return the entries as texts by field, and the time of receipt, ``None`` for now.

        Raises:
            ActRefusedError: The time is none, or digits were kept as a number and so are lost.
        """
        block = self._block
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

    def errors(self, errors: Mapping[str, str]) -> list[Change]:
        """Return what shows errors beside their fields, by heading, and takes away those of before."""
        headings = {row: HEADINGS.get(field, RECEIVED) for field, row in self._rows.items()}
        first, last = min(headings), max(headings)
        texts = [errors.get(headings.get(row, ""), "") for row in range(first, last + 1)]
        area = f"{intake_layout.ERROR_COLUMN}{first}:{intake_layout.ERROR_COLUMN}{last}"
        if self._block.texts(area) == texts:
            return []
        return [self._block.fill(area, [[text or None] for text in texts])]

    def cleared(self) -> list[Change]:
        """Return what empties the entries and their errors."""
        return [*_emptied(self._block, "C", self._rows.values()), *self.errors({})]


class CaseForm(_Form):
    """The sheet Meja Kerja.

    Raises:
        SheetMissingError: There is none.
    """

    sheet = case_layout.SHEET

    def __init__(self, view: BookView) -> None:
        super().__init__(view, DESK)

    def number(self) -> str:
        """Return the number of the case chosen, empty for none."""
        return self._block.text(NUMBER)

    def read(self) -> CaseEntry:
        """Return what stands on the form.

        Raises:
            NoOfficerError: Nobody is chosen as the officer at work.
            BadEntryError: The time or the step is none.
        """
        block = self._block
        areas = {entry.name: entry.area for entry in case_layout.ENTRIES}
        listed = zip(self._texts("mk_butir"), self._texts("mk_ada"), strict=True)
        pairs = zip(self._texts("mk_isian"), self._texts("mk_nilai"), strict=True)
        when, target = (block.text(areas[name]) for name in ("mk_waktu_kejadian", "mk_ke_tahap"))
        happened = moment_of(block.value(areas["mk_waktu_kejadian"]))
        if when and happened is None:
            raise BadEntryError("Waktu kejadian", when, MOMENT_REMEDY)
        if target and not target.isdecimal():
            raise BadEntryError("Ke tahap", target, "Isi nomor tahapnya, mis. 8")
        return CaseEntry(
            number=block.text(NUMBER),
            entry=Entry(
                by=officer_of(self._view),
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

    def shown(self, number: str, left: str, explanation: str, keys: list[str]) -> list[Change]:
        """Return what shows a case: number, time left, why its deadline is so, and its letter's fields."""
        changes: list[Change] = []
        if self.number() != number:
            chosen = self._block.fill(NUMBER, [[number]])
            changes.append(chosen._replace(literal=frozenset({chosen.area.left})))
        first, last = (_first(filled.area) for filled in case_layout.FILLED)
        changes.append(self._block.fill(f"{first}:{last}", [[left], [explanation]]))
        area = corners(case_layout.BLOCKS["mk_isian"])
        count = area.bottom - area.top + 1
        wanted = [*keys, *[""] * count][:count]
        if [self._texts("mk_isian"), self._texts("mk_nilai")] != [wanted, [""] * count]:
            beside = area._replace(right=area.right + 1)
            lines: list[list[CellValue]] = [[key or None, None] for key in wanted]
            changes.append(self._block.fill(address_of(beside), lines))
        return changes

    def cleared(self) -> list[Change]:
        """Return what empties the entries of the act that is done; the case stays chosen."""
        areas = [case_layout.BLOCKS["mk_ada"], *(entry.area for entry in case_layout.ENTRIES)]
        by_column: dict[int, list[int]] = {}
        for area in map(corners, areas):
            rows = range(area.top, area.bottom + 1) if area.left == area.right else [area.top]
            by_column.setdefault(area.left, []).extend(rows)
        return [
            change
            for column, rows in by_column.items()
            for change in _emptied(self._block, column_letters(column), rows)
        ]

    def _texts(self, name: str) -> list[str]:
        return self._block.texts(case_layout.BLOCKS[name])


def status(sheet: str, text: str) -> Fill:
    """Return what writes the status line of Formulir, or that of Meja Kerja for any other sheet."""
    if sheet == intake_layout.SHEET:
        return Fill(area_of(sheet, intake_layout.STATUS), [[text]])
    return Fill(area_of(case_layout.SHEET, case_layout.STATUS), [[text]])


def moment_of(value: CellValue) -> datetime | None:
    """Return the moment that a cell of a form means, typed as text or not; ``None`` when it means none."""
    if isinstance(value, datetime):
        return to_second(value)
    return parse_moment(value) if isinstance(value, str) else None


def _emptied(block: Block, column: str, rows: Iterable[int]) -> list[Change]:
    """Return what empties the filled cells of a column, rows that follow one another together."""
    return [
        block.fill(f"{column}{first}:{column}{last}", [[None]] * (last - first + 1))
        for first, last in runs(rows)
        if any(block.texts(f"{column}{first}:{column}{last}"))
    ]


def _first(area: str) -> str:
    return area.partition(":")[0]
