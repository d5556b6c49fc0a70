"""What may be done to a letter that was made: its edited file taken as the record, or the letter cancelled.

Both are notes in Riwayat of the kind *Surat Dibuat*, told apart by the mark that ends the column Dokumen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pengaduan_xl.domain.acts import Act, act_of
from pengaduan_xl.domain.attempt import Attempt, Request
from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.documents import CANCELLED, EDITED
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.domain.refusals import (
    ActRefusedError,
    LetterNotMadeRefusal,
    MissingReasonRefusal,
    step_text,
)

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.documents import Document
    from pengaduan_xl.domain.office import Office

ACCEPTED, WITHDRAWN = "Suntingan diterima.", "Surat dibatalkan."
"""How the column Alasan begins."""


def letter_in_force(case: Case, key: str) -> Document:
    """Return a letter of a case as last made or edited.

    Raises:
        ActRefusedError: It was never made, or was cancelled.
    """
    number, document = case.complaint.number, replay(case.events).documents.get(key)
    if document is None:
        raise ActRefusedError(number, [LetterNotMadeRefusal(number, key)])
    return document


def accept_edit(office: Office, case: Case, request: Request, edited: Document) -> Act:
    """Note that a letter's file, edited in Word, is the record from now on (*terima suntingan*).

    Args:
        office: The rules in force.
        case: Whose letter it is; a closed one takes no more notes.
        request: Who accepts it, and when.
        edited: The letter in force with the SHA-256 of its edited file.
    """
    attempt = Attempt(office, case, request)
    attempt.refuse()
    event = attempt.event(EventKind.LETTER, attempt.step.number)._replace(
        document=str(edited._replace(mark=EDITED)), reason=f"{ACCEPTED} {request.reason}".strip()
    )
    return act_of(office, case, event)


def cancel_letter(office: Office, case: Case, request: Request, key: str) -> Act:
    """Note that a letter is cancelled (*batal*): its number stays spent and no step ends on it.

    A closed case takes no such note: its letters went out, and what is wrong with one of them is put right by
    another letter, which refers to it.
    """
    attempt = Attempt(office, case, request)
    document = letter_in_force(case, key)
    if not request.reason:
        attempt.refusals.append(MissingReasonRefusal("surat dibatalkan"))
    attempt.refuse()
    event = attempt.event(EventKind.LETTER, attempt.step.number)._replace(
        document=str(document._replace(mark=CANCELLED)), reason=f"{WITHDRAWN} {request.reason}"
    )
    after = case._replace(events=(*case.events, event))
    warnings = [
        f"Surat '{key}' adalah syarat {step_text(step)} yang sudah selesai. Tanpa penggantinya tahap ini "
        f"tidak dapat selesai: pengaduan surat {case.complaint.number} {key}"
        for step, letter in Attempt(office, after, request).cancelled_before()
        if letter == key
    ]
    act = act_of(office, case, event)
    return replace(act, warnings=(*act.warnings, *warnings))
