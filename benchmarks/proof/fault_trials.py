"""One save with something that fails in it, and whether what was said of it is true."""

from __future__ import annotations

import copy
import shutil
import tempfile
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from pengaduan_xl.correspondence.files import LetterNotWrittenError, LettersNotWrittenError
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.register import session
from pengaduan_xl.register.journal.file import ARCHIVE_BYTES, MAYBE_WRITTEN
from proof.fault_office import (
    Claim,
    after_fault,
    after_next_session,
    claimed,
    finish_with_letters,
    journals,
    new_office,
    opened,
    receive,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk_office import DeskOffice

    from pengaduan_xl.desk import Desk

    Act = Callable[[Desk], str]


@dataclass(frozen=True, slots=True)
class Scene:
    """An office before a save, and the act that is saved.

    Attributes:
        name: What it is.
        office: The office; every trial works on a copy of its folder.
        act: Makes the act and returns its case.
        archive_bytes: Size from which the journal is archived; 0 for the product's own.
    """

    name: str
    office: DeskOffice
    act: Act
    archive_bytes: int = 0

    @contextmanager
    def copied(self) -> Iterator[DeskOffice]:
        """Give a copy of the office in a folder of its own."""
        archive_bytes = self.archive_bytes or ARCHIVE_BYTES
        with tempfile.TemporaryDirectory() as name:
            office = copy.copy(self.office)
            office.folder = Path(name) / "kantor"
            office.register = office.folder / self.office.register.name
            shutil.copytree(self.office.folder, office.folder)
            with patch.object(session, "ARCHIVE_BYTES", archive_bytes):
                yield office


class Outcome(NamedTuple):
    """What a save was said to have led to.

    Attributes:
        happened: Whether the act was said to have happened; ``None`` for *mungkin*.
        is_pending: Whether it was said to wait in the journal.
        claim: The act, as far as it was made.
        stray: What came out that is no message for staff; empty for nothing.
    """

    happened: bool | None
    is_pending: bool
    claim: Claim | None
    stray: str = ""


class Before(NamedTuple):
    """What a register and its journal hold before a save: SHA-256 of the file, and Sidik of events."""

    fingerprint: str
    digests: frozenset[str]


@contextmanager
def scenes() -> Iterator[list[Scene]]:
    """Give an office's first save, one in use whose journal is archived, and an act with letters."""
    with new_office() as new, new_office() as used, new_office() as ready:
        for office in (used, ready):
            with office.desk() as desk:
                receive(desk, "Izin lama")
                desk.save()
        for office in (new, used, ready):
            shutil.rmtree(office.folder / "templat")
        yield [
            Scene("first save", new, _receive),
            Scene("save that archives the journal", used, _receive, archive_bytes=1),
            Scene("save with letters", ready, _finish),
        ]


def _receive(desk: Desk) -> str:
    return receive(desk, "Izin uji")


def _finish(desk: Desk) -> str:
    finish_with_letters(desk, "2026-0001")
    return "2026-0001"


def attempted(office: DeskOffice, act: Act, hold: Callable[[], object] = lambda: None) -> Outcome:
    """Make an act and save it; return what was said of it.

    Args:
        office: The office.
        act: The act.
        hold: Called right before the save.
    """
    claim, is_saved, is_pending = None, False, False
    try:
        with office.desk() as desk:
            claim = claimed(desk, act(desk))
            hold()
            try:
                desk.save()
                is_saved = True
            finally:
                is_pending = desk.is_pending
    except (LetterNotWrittenError, LettersNotWrittenError):
        return Outcome(True, is_pending, claim and claim._replace(has_letters=False))
    except PengaduanError as error:
        happened = is_saved or (None if error.written == MAYBE_WRITTEN else False)
        return Outcome(happened, is_pending, claim)
    except Exception as error:  # noqa: BLE001 - whatever else comes out is what is looked for
        return Outcome(is_saved or None, is_pending, claim, f"{error!r} in {_where(error)}")
    return Outcome(True, is_pending, claim)


def _where(error: Exception) -> str:
    """Return the product's function from which an exception came."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.name for frame in reversed(frames) if "pengaduan_xl" in frame.filename), "")


def before(office: DeskOffice) -> Before:
    """Return what there is before a save."""
    digests = frozenset(row.event.digest for row in opened(office).events)
    return Before(office.fingerprint(), digests)


def judged(office: DeskOffice, known: Before, outcome: Outcome) -> list[str]:
    """Tell where what was said of a save is not true, now and after the next session."""
    faults = [f"no message for staff: {outcome.stray}"] if outcome.stray else []
    faults += after_fault(office)
    if faults and faults[-1].startswith("does not open"):
        return faults
    faults += _untrue(office, known, outcome)
    claims = [outcome.claim] if outcome.happened and outcome.claim else []
    faults += after_next_session(office, claims, "Izin sesudahnya")
    if outcome.happened is False:
        told = {digest for claim in claims for digest in claim.digests}
        if before(office).digests - known.digests - told:
            faults.append("told as not happened, but entered later")
    return faults


def _untrue(office: DeskOffice, known: Before, outcome: Outcome) -> Iterator[str]:
    written = before(office).digests
    events = {
        event.digest
        for content in journals(office)
        for act in content.wanted()
        for event in act.events
    }
    waiting = events - written
    if office.fingerprint() != known.fingerprint and not written - known.digests:
        yield "the file has changed without an act"
    if outcome.happened is False and (written - known.digests or waiting):
        yield "told as not happened, but written"
    if outcome.happened and outcome.claim:
        own = set(outcome.claim.digests)
        if own - written - waiting:
            yield "acknowledged, but gone"
        if outcome.is_pending != bool(own - written):
            yield f"told as {'pending' if outcome.is_pending else 'entered'}, but it is not"
