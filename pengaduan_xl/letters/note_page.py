"""A *nota dinas* about late cases as a document: what its template may print, from texts of the reports.

It is no letter of a case and so not in the catalogue, nor in Agenda Keluar: its number is left open, as
internal notes are numbered in a book of their own. The Kepala Seksi, who answers for the section, writes to
everybody but himself; the Petugas, who keeps the register (SOP, Pencatatan dan Pendataan), writes to him.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pengaduan_xl.domain.procedure import KEPALA_SEKSI, PETUGAS
from pengaduan_xl.letters.context import office_texts
from pengaduan_xl.letters.signers import (
    ON_BEHALF,
    find_signer,
    office_holder,
    position_of,
    signature,
)
from pengaduan_xl.wording import clock, counted, day_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.settings import Settings

KEY = "nota-dinas"
TEMPLATE = f"{KEY}.docx"

Rows = tuple[tuple[str, ...], ...]

COLUMNS = ("nomor", "perihal", "tahap", "pelaksana", "tenggat", "lama", "alasan")
"""Names of the columns of both lists of cases."""

MANDATORY_TAGS = ("tujuan", "dari", "tugas", "eskalasi")

NUMBER_BLANK = "." * 30
NAME_BLANK = f"({'.' * 40})"
"""Lines to be filled in by hand."""

URGENCY = "Segera"
SUBJECT = "Penyelesaian pengaduan yang lewat waktu"


@dataclass(frozen=True, slots=True)
class NotePage:
    """What one role is told, as texts.

    Attributes:
        role: Who is told.
        moment: The moment it tells about, naive WIB.
        own: Cases whose step the role performs; see :data:`COLUMNS`.
        escalated: Cases of others that have gone up to the role.
        copies: Roles that get a copy, unless it is they who write.
    """

    role: str
    moment: datetime
    own: Rows
    escalated: Rows
    copies: tuple[str, ...] = ()


def sender_role(role: str) -> str:
    """Return the role that writes to a role."""
    return PETUGAS if role == KEPALA_SEKSI else KEPALA_SEKSI


def note_context(
    page: NotePage, settings: Settings, officers: Sequence[Officer]
) -> dict[str, object]:
    """Return all that the template of the note may print.

    A role that nobody holds on the day, or several do, is addressed by its name alone. Where nobody can
    sign, the name is left open.
    """
    day, sender = page.moment.date(), sender_role(page.role)
    copies = (role for role in page.copies if role != sender)
    head = _only_holder(officers, page.role, day)
    return {
        **office_texts(settings, officers, day),
        **_sender(officers, sender, day),
        "tujuan": position_of(head) if head else page.role,
        "tujuan_nama": head.full_name if head else "",
        "nomor": NUMBER_BLANK,
        "sifat": URGENCY,
        "hal": SUBJECT,
        "keadaan": f"{day_date(day)} pukul {clock(page.moment)}",
        "jumlah_tugas": counted(len(page.own), "pengaduan"),
        "jumlah_eskalasi": counted(len(page.escalated), "pengaduan"),
        "tugas": _listed(page.own),
        "eskalasi": _listed(page.escalated),
        "tembusan": [_position(officers, role, day) for role in copies],
    }


def _sender(officers: Sequence[Officer], role: str, day: date) -> dict[str, object]:
    officer = find_signer(officers, role, day)
    if officer is None:
        blank = {"jabatan": [role], "nama": NAME_BLANK, "pangkat": "", "nip": ""}
        return {"dari": role, "tanda_tangan": blank}
    return {"dari": position_of(officer), "tanda_tangan": signature(officers, officer, day)}


def _only_holder(officers: Iterable[Officer], role: str, day: date) -> Officer | None:
    """Return who holds a role; of several that hold it together, as a team does, nobody is picked."""
    rows = [
        row
        for row in officers
        if row.role == role and row.holds_on(day) and row.acting not in ON_BEHALF
    ]
    holder = office_holder(rows, role, day)
    return holder if holder and (len(rows) == 1 or holder.acting) else None


def _position(officers: Sequence[Officer], role: str, day: date) -> str:
    holder = _only_holder(officers, role, day)
    return position_of(holder) if holder else role


def _listed(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]
