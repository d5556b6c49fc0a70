"""A letter in the register's lists: its step, what Riwayat tells of it, what Agenda Keluar says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.documents import CANCELLED, parse_document
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.letters.catalogue import COMPLAINANT
from pengaduan_xl.letters.privacy import HIDDEN_NAME, Identity, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.complaint import Case, Complaint, Event
    from pengaduan_xl.domain.documents import Document
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.letters.catalogue import Letter


def step_of(letter: Letter, case: Case, office: Office) -> int:
    """Return the step that a letter counts with: its own, or the one at hand for a letter of any step.

    Where the case's SOP asks for the letter at an earlier step (*Surat Wajib*), that one counts: the sheet
    rules, and a letter that is asked for must not come too early.

    Raises:
        UnknownVersionError: The case began under a version that the sheet SOP no longer holds.
    """
    steps = office.procedure(replay(case.events).version).steps
    last = case.events[-1]
    asked = [step.number for step in steps if letter.key in step.letters]
    return min([letter.step, *asked]) or last.next_step or last.step


def made_before(case: Case, key: str) -> tuple[Event | None, Document | None]:
    """Return the event that first made a letter, and the document as last made; none once it is cancelled."""
    made = _makings(case, key)
    cancelled = [place for place, (_, document) in enumerate(made) if document.mark == CANCELLED]
    made = made[cancelled[-1] + 1 :] if cancelled else made
    return (made[0][0], made[-1][1]) if made else (None, None)


def own_digests(case: Case, key: str) -> frozenset[str]:
    """Return the SHA-256 of all versions of a letter that the program made and nobody cancelled."""
    documents = [document for _, document in _makings(case, key)]
    marked = {document.digest for document in documents if document.mark}
    return frozenset(document.digest for document in documents) - marked


def _makings(case: Case, key: str) -> list[tuple[Event, Document]]:
    """Return the events of a letter with the documents that they name, oldest first."""
    return [
        (event, document)
        for event in case.events
        if event.kind == EventKind.LETTER
        and key in event.document  # spares reading the others, which are most
        and (document := parse_document(event.document)) is not None
        and document.letter == key
    ]


def agenda_texts(
    letter: Letter, complaint: Complaint, fields: Mapping[str, str]
) -> dict[str, object]:
    """Return addressee, subject, nature and signer of a letter, by field of Agenda Keluar.

    A complainant who is to stay hidden is not named.

    Args:
        letter: What it is.
        complaint: What it is about.
        fields: The texts typed for it.
    """
    subject = f"{letter.title}: {complaint.subject}"
    if complaint.confidential:
        subject = Identity(complaint, letter).bare(subject)
    return {
        "addressee": _addressee(letter, complaint, fields),
        "subject": subject,
        "nature": "Rahasia" if complaint.confidential else "Biasa",
        "signer": letter.signer_role,
    }


def _addressee(letter: Letter, complaint: Complaint, fields: Mapping[str, str]) -> str:
    """Return to whom the letter goes, the first of several; empty when it stays in the file."""
    if letter.addressee == COMPLAINANT:
        return HIDDEN_NAME if complaint.confidential else complaint.name
    lines = [one_line(line) for line in fields.get(letter.addressee, "").splitlines()]
    named = [line for line in lines if line]
    if not named:
        return ""
    others = f" dan {len(named) - 1} lainnya" if len(named) > 1 else ""
    return Identity(complaint, letter).typed(named[0]) + others
