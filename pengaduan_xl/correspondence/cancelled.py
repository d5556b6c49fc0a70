"""Letters being cancelled: marked in Riwayat and Agenda Keluar, their file put aside, their number spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.correspondence.making import PreparedLetter
from pengaduan_xl.domain.documents import CANCELLED
from pengaduan_xl.domain.letter_acts import cancel_letter, letter_in_force
from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.privacy import one_line
from pengaduan_xl.letters.records import made_before, step_of
from pengaduan_xl.register.holdings import row_year
from pengaduan_xl.register.schema import OUTGOING

if TYPE_CHECKING:
    from datetime import date

    from pengaduan_xl.correspondence.making import Correspondence
    from pengaduan_xl.domain.attempt import Request
    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.documents import Document

CANCEL_NOTE = "BATAL: "
"""How the column Ket. of a cancelled letter begins."""

NOTE = "Ket."


def cancelled_letter(
    post: Correspondence, case: Case, key: str, request: Request
) -> PreparedLetter:
    """Enter that a letter is cancelled; its file is put aside once the register is saved.

    Raises:
        UnknownLetterError: There is no such letter.
        ActRefusedError: It is not in force, no reason was given, or the case is closed.
    """
    letter, ledger, number = find_letter(key), post.ledger, case.complaint.number
    act = cancel_letter(ledger.office, case, request, key)
    document = letter_in_force(case, key)
    first, _ = made_before(case, key)
    day = (first or case.events[-1]).happened.date()
    step = step_of(letter, case, ledger.office)
    ledger.enter(act)
    if document.number:
        reason = f"{CANCEL_NOTE}{one_line(request.reason)}"
        known = _note(post, number, document, day)
        note = f"{reason}; {known}" if known else reason
        ledger.change_outgoing(document.number, NOTE, note, year=day.year)
    return PreparedLetter(
        letter=letter,
        number=number,
        step=step,
        act=act,
        document=document._replace(mark=CANCELLED),
        content=b"",
        path=post.path_of(number, letter),
        day=day,
        fields={},
        agenda_seq=None,
    )


def _note(post: Correspondence, number: str, document: Document, day: date) -> str:
    """Return what the letter's row in Agenda Keluar says in Ket. already."""
    rows = post.ledger.lists.rows_of(OUTGOING, number)
    mine = (
        str(row.get(NOTE) or "").strip()
        for row in rows
        if row.get("Nomor Surat") == document.number and row_year(OUTGOING, row) == day.year
    )
    return next(mine, "")
