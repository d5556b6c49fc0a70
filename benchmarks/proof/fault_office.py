"""An office whose saves are cut short, and every way in which its register could then be wrong.

A check returns sentences, each one a broken promise; an empty list means that all of them hold.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

# The office is the one the tests work in, and their folder is no package.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from desk_office import MAIL, DeskOffice, entry
from register_samples import chain_holds

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.documents import Document, parse_document
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.journal.content import JournalContent, read_journal
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.schema import OUTGOING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pengaduan_xl.desk import Desk
    from pengaduan_xl.register.reader import RegisterContent

WAITING = ("Tindakan belum masuk ke register", "Baris terakhir jurnal terpotong")
"""What an audit may say after a save was cut short, until the next session."""


class Claim(NamedTuple):
    """Acts on one case that somebody was told have happened.

    Attributes:
        number: No. Register.
        subject: Subject of the complaint, which no other complaint has.
        digests: Sidik of every event of the case so far.
        has_letters: Whether it has letters, whose files were told to be written.
    """

    number: str
    subject: str
    digests: tuple[str, ...]
    has_letters: bool


@contextmanager
def new_office() -> Iterator[DeskOffice]:
    """Give a new office in a folder of its own, which is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield DeskOffice(Path(folder))


def claimed(desk: Desk, number: str) -> Claim:
    """Return what a case amounts to at the desk now, to be claimed once it is saved."""
    case = desk.ledger.case(number)
    digests = tuple(event.digest for event in case.events)
    has_letters = any(event.kind == EventKind.LETTER for event in case.events)
    return Claim(number, case.complaint.subject, digests, has_letters)


def receive(desk: Desk, subject: str) -> str:
    """Take in a letter of complaint and return its number."""
    return desk.receive(MAIL | {"subject": subject}, entry()).complaint.number


def finish_with_letters(desk: Desk, number: str) -> None:
    """Bring a new case into step 3, which makes two letters."""
    desk.finish(number, entry())
    desk.finish(number, entry())


def opened(office: DeskOffice) -> RegisterContent:
    """Return the register as any reader finds it."""
    return read_register(office.register.read_bytes(), office.register)


def pass_time(office: DeskOffice) -> None:
    """Let a minute pass, so that what one session leaves behind is not written over by the next."""
    office.moment += timedelta(minutes=1)


def after_fault(office: DeskOffice) -> list[str]:
    """Tell what is wrong right after a fault: the register opens, and nothing is amiss but what waits."""
    try:
        opened(office)
        findings = check_file(office.register, office.moment)
    except PengaduanError as error:
        return [f"does not open: {error}"]
    return [f"found: {each}" for each in findings if not each.problem.startswith(WAITING)]


def after_next_session(office: DeskOffice, claims: list[Claim], subject: str) -> list[str]:
    """Take in one more complaint, which brings in what waits, and tell what is wrong then.

    Args:
        office: The office.
        claims: What was told to have happened; the new complaint is added.
        subject: Subject of the new complaint.
    """
    pass_time(office)
    try:
        with office.desk() as desk:
            number = receive(desk, subject)
            claim = claimed(desk, number)
            desk.save()
            claims.append(claim)
            is_pending = desk.is_pending
        if is_pending:
            return ["the next session's act stays pending"]
        promised = {claim.number for claim in claims if claim.has_letters}
        return [
            *_letters(office, promised),
            *_register(office, claims),
            *_journals(office),
            *(f"found: {each}" for each in check_file(office.register, office.moment)),
            *(f"left behind: {path.name}" for path in office.folder.rglob("*.tmp")),
        ]
    except PengaduanError as error:
        return [f"the next session fails: {error}"]


def journals(office: DeskOffice) -> Iterator[JournalContent]:
    """Return the journals among the backups and the present one, oldest first."""
    paths = [*office.folder.glob("cadangan/*.jurnal"), *office.folder.glob("*.jurnal")]
    contents = [read_journal(path.read_bytes()) for path in paths]
    yield from sorted(contents, key=lambda content: content.last_place)


def _register(office: DeskOffice, claims: Sequence[Claim]) -> Iterator[str]:
    content = opened(office)
    events = [row.event for row in content.events]
    written = Counter(event.digest for event in events)
    rows = Counter((row.complaint.number, row.complaint.subject) for row in content.rows)
    for claim in claims:
        if rows[claim.number, claim.subject] != 1:
            yield f"{claim.number} is {rows[claim.number, claim.subject]} times in Register"
        wrong = [digest for digest in claim.digests if written[digest] != 1]
        if wrong:
            yield f"{claim.number}: {len(wrong)} of its events not exactly once in Riwayat"
    yield from _twice("number", (row.complaint.number for row in content.rows))
    yield from _twice("complaint", (row.complaint.subject for row in content.rows))
    numbers = (row.text("Nomor Surat") for row in content.list_rows(OUTGOING))
    yield from _twice("letter", (number for number in numbers if number))
    if [event.seq for event in events] != list(range(1, len(events) + 1)):
        yield "No. Urut of Riwayat has gaps"
    if not chain_holds(content):
        yield "the chain of Sidik is broken"


def _twice(what: str, values: Iterable[object]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{what} {value} {times} times"


def _journals(office: DeskOffice) -> Iterator[str]:
    written = {row.event.digest for row in opened(office).events}
    contents = list(journals(office))
    for content in contents:
        if content.damaged or content.open_end or not content.is_terminated:
            yield f"journal: lines {content.damaged} damaged, {len(content.open_end)} bytes open"
    absent = [
        event
        for content in contents
        for act in content.wanted()
        for event in act.events
        if event.digest not in written
    ]
    if absent:
        yield f"{len(absent)} events of the journal are not in Riwayat"
    if contents and any(not act.entered for act in contents[-1].wanted()):
        yield "acts of the journal are not marked as entered"


def _letters(office: DeskOffice, promised: set[str]) -> list[str]:
    """Tell which letters are not whole or missing though promised; the others missing are made again."""
    faults = []
    for number, document in _documents(office).items():
        path = office.folder / "surat" / number[0][:4] / document.file
        if not path.exists():
            if number[0] in promised:
                faults.append(f"letter {document.file} is missing")
            with office.desk() as desk:
                desk.letter(number[0], number[1], entry(), {})
                desk.save()
        if hashlib.sha256(path.read_bytes()).hexdigest() != document.digest:
            faults.append(f"letter {document.file} is not the one in Riwayat")
    return faults


def _documents(office: DeskOffice) -> dict[tuple[str, str], Document]:
    """Return the letters that Riwayat names, by number and key, as last made."""
    found = {}
    for row in opened(office).events:
        document = parse_document(row.event.document)
        if row.event.kind == EventKind.LETTER and document is not None:
            found[row.event.number, document.letter] = document
    return found
