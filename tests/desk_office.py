"""An office driven through the desk itself, with the clock and the staff's hands in the test."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cli_office import CHIEF, CLERK, HEAD, TEAM

from pengaduan_xl.desk import Desk, Entry
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.schema import HISTORY
from pengaduan_xl.register.schema_rules import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.complaint import CaseState
    from pengaduan_xl.domain.findings import CellValue, SheetRow
    from pengaduan_xl.register.columns import Table

MONDAY = datetime.fromisoformat("2026-11-23T08:00")
MAIL = {
    "channel": "Surat",
    "name": "Warga Contoh",
    "subject": "Izin belum terbit",
    "description": "Sudah dua bulan.",
}
WALK_IN = MAIL | {"channel": "Datang langsung"}
PERFORMERS = (CLERK, CLERK, HEAD, HEAD, TEAM, HEAD, CHIEF, HEAD, CHIEF, CLERK)
"""Who performs each of the ten steps."""


def entry(by: str = CLERK, reason: str = "", happened: str = "") -> Entry:
    """An entry with everything on file; ``happened`` is ISO, empty for now."""
    moment = datetime.fromisoformat(happened) if happened else None
    return Entry(by, moment, reason, ("semua",))


def examples(key: str) -> dict[str, str]:
    """The mandatory fields of a letter, filled in with the catalogue's examples."""
    return {field.key: field.example for field in LETTERS[key].fields if field.required}


def walk(desk: Desk, number: str, until: int | None = None) -> None:
    """Bring a case into the step ``until``, or to its end, with every letter made."""
    while (step := replay(desk.ledger.case(number).events).step) not in {until, None}:
        assert step is not None
        for key in desk.ledger.office.current.step(step).letters:
            if examples(key):
                desk.letter(number, key, entry(PERFORMERS[step - 1]), examples(key))
        desk.finish(number, entry(PERFORMERS[step - 1], "Antrean"))


@cache
def register_at(step: int) -> bytes:
    """A register whose only case came into ``step`` on Monday at 08.00."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_office(Path(folder))
        with Desk(path, lambda: MONDAY) as desk:
            walk(desk, desk.receive(WALK_IN, entry()).complaint.number, step)
            desk.save()
        return path.read_bytes()


class DeskOffice:
    """A new office folder, its clock at Monday 23 November 2026, 08.00.

    Args:
        folder: Where it is made.
        step: Step into which the case 2026-0001 came this very minute; 0 for no case.
    """

    def __init__(self, folder: Path, step: int = 0) -> None:
        self.register = make_office(folder)
        self.folder = folder
        self.moment = MONDAY
        if step:
            self.register.write_bytes(register_at(step))

    def at(self, moment: str) -> DeskOffice:
        """Set the clock."""
        self.moment = datetime.fromisoformat(moment)
        return self

    def desk(self) -> Desk:
        """A desk on this office's register."""
        return Desk(self.register, lambda: self.moment)

    def receive(self, **more: str) -> str:
        """Take in a letter of complaint, save, and return its number."""
        with self.desk() as desk:
            number = desk.receive(MAIL | more, entry()).complaint.number
            desk.save()
        return number

    def letter(self, number: str, key: str, **fields: str) -> Path:
        """Make a letter from the examples and ``fields``, save, and return its file."""
        by = PERFORMERS[LETTERS[key].step - 1]
        with self.desk() as desk:
            made = desk.letter(number, key, entry(by), examples(key) | fields)
            desk.save()
        return made.files[0]

    def rows(self, table: Table) -> list[SheetRow]:
        """The rows of a list sheet, read anew."""
        return read_ledger(self.register).ledger.content.list_rows(table)

    def column(self, table: Table, heading: str) -> list[str]:
        """The texts of a column, read anew."""
        return [row.text(heading) for row in self.rows(table)]

    def events(self) -> int:
        """How many rows Riwayat has."""
        return len(self.rows(HISTORY))

    def state(self, number: str = "2026-0001") -> CaseState:
        """What a case's history amounts to under the rules in force."""
        ledger = read_ledger(self.register).ledger
        return state_of(ledger.office, replay(ledger.case(number).events))[0]

    def type_in(
        self, table: Table, where: Mapping[str, str], heading: str, value: CellValue
    ) -> None:
        """Type over a cell of every row that has the texts ``where``, as staff do."""
        cells = {
            (table.sheet, row.address(heading)): value
            for row in self.rows(table)
            if all(row.text(key) == text for key, text in where.items())
        }
        assert cells, where
        self._patched(cells, {})

    def add(self, table: Table, *rows: dict[str, CellValue]) -> None:
        """Add rows to a list sheet, as staff do."""
        self._patched({}, {table.name: rows})

    def set(self, key: str, value: CellValue) -> None:
        """Change a setting."""
        self.type_in(SETTINGS, {"Pengaturan": key}, "Nilai", value)

    def findings(self) -> list[str]:
        """What the audit says."""
        content = self.register.read_bytes()
        return list(map(str, check_register(content, self.register, self.moment)))

    def fingerprint(self) -> str:
        """SHA-256 of the register."""
        return hashlib.sha256(self.register.read_bytes()).hexdigest()

    def letters(self) -> list[str]:
        """Names of the letters' files."""
        return sorted(path.name for path in (self.folder / "surat").rglob("*") if path.is_file())

    def backups(self) -> int:
        """How many older copies there are."""
        return len(list(self.folder.glob("cadangan/*.xlsx")))

    def _patched(
        self,
        cells: Mapping[tuple[str, str], CellValue],
        rows: Mapping[str, tuple[dict[str, CellValue], ...]],
    ) -> None:
        copy = self.folder / "salinan.xlsx"
        patch_workbook(self.register, copy, cells, rows)
        copy.replace(self.register)
