"""A register with a past, act by act with its journal, and single lines, for the tests of the journal."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cli_office import CLERK, HEAD, TEAM
from desk_office import MAIL, WALK_IN, DeskOffice, entry, examples
from register_samples import FIRST_ROW, read, with_cells

from pengaduan_xl.domain.chain import seal
from pengaduan_xl.domain.complaint import Event, EventKind
from pengaduan_xl.domain.findings import column_letters
from pengaduan_xl.register.journal.content import Anchor, read_journal
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.ledger import Ledger
from pengaduan_xl.register.operations import Draft, NewEvent, NewRow
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.recovery import Conflict, bring_all, lacking
from pengaduan_xl.register.schema import FIELDS, HISTORY, INCOMING, REGISTER, TABLES
from pengaduan_xl.reporting.recap import make_recap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.register.journal.content import Entry, JournalContent

NOW = datetime.fromisoformat("2026-11-23T09:00")
TODAY = NOW.date()
FIRST, SECOND, THIRD = "2026-0001", "2026-0002", "2026-0003"

BLANK, MAIL_TAKEN_IN, VISIT_TAKEN_IN, STEP_1, STEP_2, STEP_3 = range(6)
INVITED, INVITED_ANEW, COUNTED, COUNTED_ANEW = range(6, 10)
"""Acts of :func:`past` by the state that each left."""

ROWS = (0, 1, 2, 3, 6, 7, 8, 9, 9, 9)
"""How many rows Riwayat has in each state of :func:`past`."""


class Past(NamedTuple):
    """A register as it was before and after each act, and the journal at the end."""

    states: tuple[bytes, ...]
    journal: bytes


@cache
def past() -> Past:
    """Two complaints; the first gets as far as its invitation, made twice; two recaps of a day."""
    with tempfile.TemporaryDirectory() as folder:
        office = DeskOffice(Path(folder) / "kantor")
        states = [office.register.read_bytes()]

        def note() -> None:
            states.append(office.register.read_bytes())
            office.at(f"2026-11-23T08:{len(states):02d}")

        for form in (MAIL, WALK_IN):
            with office.desk() as desk:
                desk.receive(form, entry())
                desk.save()
            note()
        for by in (CLERK, CLERK, HEAD):
            finish(office, FIRST, by)
            note()
        for place in ("Aula", "Ruang 2"):
            with office.desk() as desk:
                fields = examples("undangan") | {"tempat": place}
                desk.letter(FIRST, "undangan", entry(HEAD), fields)
                desk.save()
            note()
        for officer in ("", TEAM):
            make_recap(office.register, TODAY, officer, lambda: office.moment)
            note()
        return Past(tuple(states), Journal(office.register).path.read_bytes())


def finish(office: DeskOffice, number: str, by: str = CLERK) -> None:
    """End the step at hand and save."""
    with office.desk() as desk:
        desk.finish(number, entry(by))
        desk.save()


def acts(first: int = 1, last: int = COUNTED_ANEW) -> list[Entry]:
    """The entries of :func:`past` from one act to another, all entered once."""
    return read_journal(past().journal).wanted()[first - 1 : last]


def in_past(folder: Path, state: int, journal_of: int | None = None) -> DeskOffice:
    """An office with the register of one state, and the journal of another; none for ``None``."""
    office = DeskOffice(folder).at("2026-11-23T12:00")
    office.register.write_bytes(past().states[state])
    if journal_of is not None:
        Journal(office.register).path.write_bytes(journal_until(journal_of))
    return office


def another_register(folder: Path) -> DeskOffice:
    """An office whose register began with another complaint."""
    other = DeskOffice(folder).at("2026-11-20T08:00")
    other.receive()
    other.receive()
    return other


def journal_until(state: int) -> bytes:
    """The journal as it was when a state was reached."""
    lines = past().journal.splitlines(keepends=True)
    return b"".join(lines[: 1 + 2 * state])


def without_rows(content: bytes, table: Table, *places: int) -> bytes:
    """Return a register with rows of a list sheet emptied by hand, by place from 0."""
    cells: dict[tuple[str, str], CellValue] = {
        (table.sheet, f"{column_letters(column)}{FIRST_ROW + place}"): None
        for place in places
        for column in range(1, len(table.columns) + 1)
    }
    return with_cells(cells, content)


def names(entries: Iterable[Entry]) -> list[str]:
    """What acts are, without who and when."""
    return [str(one).split(" oleh ")[0].split(" (")[0] for one in entries]


class Brought(NamedTuple):
    """A register after acts were brought in: its bytes, and what could not be."""

    content: bytes
    conflicts: list[Conflict]
    renewed: dict[str, tuple[int, str]]


def missing(content: bytes, entries: Sequence[Entry]) -> list[Entry]:
    """Which acts a register lacks."""
    return lacking(Ledger(read(content)), [journal_with(entries)])


def bring(content: bytes, entries: Sequence[Entry]) -> Brought:
    """Bring in what a register lacks of some acts, and save."""
    ledger, renewed = Ledger(read(content)), dict[str, tuple[int, str]]()
    conflicts = bring_all(ledger, lacking(ledger, [journal_with(entries)]), renewed)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "lama.xlsx", Path(folder) / "baru.xlsx"
        source.write_bytes(content)
        patch_workbook(source, target, *ledger.patch())
        return Brought(target.read_bytes(), conflicts, renewed)


def journal_with(entries: Iterable[Entry]) -> JournalContent:
    """A journal of these acts."""
    journal = read_journal(b"")
    journal.entries = {one.place: one for one in entries}
    return journal


def table_rows(content: bytes, table: Table) -> list[Mapping[str, CellValue]]:
    """The filled rows of a list sheet; those of Riwayat by No. Urut."""
    rows = [row.values for row in read(content).list_rows(table)]
    filled = [row for row in rows if any(value not in {None, ""} for value in row.values())]
    key = table.headings[0]
    return sorted(filled, key=lambda row: float(str(row[key]))) if table is HISTORY else filled


def same_lists(content: bytes, other: bytes) -> bool:
    """Whether two registers hold the same rows in every list."""
    return all(table_rows(content, table) == table_rows(other, table) for table in TABLES)


# Journals by themselves


ANCHOR = Anchor(4, "d4", "d1")
"""Where the journal of :func:`begun` begins."""


def begun(folder: Path) -> Journal:
    """A journal with one act in its second line, beside a register that need not be there."""
    journal = Journal(folder / "Register.xlsx")
    journal.begin(ANCHOR, {("Register", 2026): 7}, NOW)
    journal.append([draft(5)], NOW)
    return journal


def again(journal: Journal) -> JournalContent:
    """What the file says, read anew."""
    return Journal(journal.register).read()


def lines(journal: Journal) -> list[bytes]:
    """The file's lines with their line feeds."""
    return journal.path.read_bytes().splitlines(keepends=True)


def archives(journal: Journal) -> list[str]:
    """Names of the files among the backups."""
    return sorted(path.name for path in (journal.register.parent / "cadangan").iterdir())


# Single lines


def event(seq: int = 1, number: str = FIRST, previous: str = "", reason: str = "") -> Event:
    """A sealed event."""
    plain = Event(0, number, 1, EventKind.RECEIVED, 1, CLERK, NOW, NOW, reason=reason)
    return seal([plain], seq - 1, previous)[0]


def draft(seq: int = 1, number: str = FIRST, previous: str = "") -> Draft:
    """A complaint taken in."""
    row = NewRow(REGISTER.name, {"No. Register": number, "Nama Pengadu": "Warga"})
    return Draft((NewEvent(event(seq, number, previous)), row), {number: ""})


def mail_row(seq: int, number: str = FIRST, day: date | None = TODAY) -> NewRow:
    """A row of Agenda Masuk."""
    cells: dict[str, CellValue] = {"No. Urut": seq, "No. Agenda": f"{seq:03d}/2026"}
    return NewRow(INCOMING.name, cells | {"Tgl Terima": day, "No. Register": number})


def field_row(value: str, number: str = FIRST) -> NewRow:
    """A row of Isian."""
    cells: dict[str, CellValue] = {"No. Register": number, "Tahap": 4, "Isian": "tempat"}
    return NewRow(FIELDS.name, cells | {"Nilai": value})
