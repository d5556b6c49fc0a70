"""Who signs a letter, and how a signature block shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.officers import Officer, digits, holder
from pengaduan_xl.domain.procedure import TIM_TEKNIS
from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.wording import nip_text, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

ON_BEHALF = ("u.b.", "a.n.")
"""Marks of those who sign for the holder of a role (*untuk beliau*, *atas nama*); the first wins."""


class NoSignerError(NotFoundError):
    """Nobody holds the role that signs the letter, on the letter's day."""

    def __init__(self, letter: str, role: str, day: date) -> None:
        super().__init__(
            f"Surat '{letter}' ditandatangani {role}, tetapi tidak ada yang berlaku pada {short_date(day)}",
            "Lengkapi lembar Pegawai: Peran, Berlaku Dari dan Berlaku Sampai",
            where="Pegawai",
        )


def office_holder(officers: Iterable[Officer], role: str, day: date) -> Officer | None:
    """Return who holds ``role`` on ``day``, acting or not, but nobody who only signs on behalf."""
    return holder([row for row in officers if row.acting not in ON_BEHALF], role, day)


def find_signer(
    officers: Sequence[Officer], role: str, day: date, preferred: str = ""
) -> Officer | None:
    """Return who signs for ``role`` on ``day``, ``None`` when nobody can.

    Whoever signs on behalf comes first. Of several others the one named ``preferred`` signs.
    """
    rows = [row for row in officers if row.role == role and row.holds_on(day)]
    for mark in ON_BEHALF:
        for row in rows:
            if row.acting == mark:
                return row
    named = (row for row in rows if preferred and row.name == preferred)
    return next(named, None) or holder(rows, role, day)


def position_of(officer: Officer) -> str:
    """Return the position a signature block opens with, ``Plt.`` or ``Plh.`` before it."""
    position = officer.position or officer.role
    if officer.acting in ON_BEHALF or not officer.acting or position.startswith(officer.acting):
        return position
    return f"{officer.acting} {position}"


def signature(officers: Sequence[Officer], officer: Officer, day: date) -> dict[str, object]:
    """Return the parts of the signature block of ``officer``, one of ``officers``.

    ``jabatan`` has a line for the position; before it, for those who sign on behalf, the lines of *a.n.* and
    *u.b.* (Permendagri 1/2023: ``a.n. Kepala Dinas``, ``Sekretaris``, ``u.b.``, ``Kepala Bidang``).
    """
    return {
        "jabatan": [*_behalf(officers, officer, day), position_of(officer)],
        "nama": officer.full_name,
        "pangkat": officer.rank,
        "nip": nip_text(officer.nip),
    }


def _behalf(officers: Sequence[Officer], officer: Officer, day: date) -> list[str]:
    if officer.acting not in ON_BEHALF:
        return []
    head = office_holder(officers, officer.role, day)
    lines = [f"a.n. {position_of(head) if head else officer.role}"]
    if officer.acting == "u.b.":
        rows = [row for row in officers if row.role == officer.role and row.holds_on(day)]
        lines += [position_of(row) for row in rows if row.acting == "a.n."][:1]
        lines.append("u.b.")
    return lines


def team(officers: Iterable[Officer], day: date) -> list[dict[str, str]]:
    """Return all of Tim Teknis on ``day`` as rows of a *berita acara*."""
    return [
        team_member(row.full_name, row.nip, position_of(row))
        for row in officers
        if row.role == TIM_TEKNIS and row.holds_on(day)
    ]


def team_member(name: str, nip: str = "", position: str = "") -> dict[str, str]:
    """Return one row of a *berita acara*'s team; what is unknown shows as a dash."""
    return {"nama": name, "nip": nip_text(digits(nip)) or "-", "jabatan": position or "-"}
