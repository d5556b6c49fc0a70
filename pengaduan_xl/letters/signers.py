"""Who signs a letter, and how a signature block shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.officers import Officer, digits, holder
from pengaduan_xl.domain.procedure import PETUGAS, TIM_TEKNIS
from pengaduan_xl.errors import NotFoundError
from pengaduan_xl.wording import nip_text, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pengaduan_xl.domain.complaint import Case


class NoSignerError(NotFoundError):
    """Nobody holds the role that signs the letter, on the letter's day."""

    def __init__(self, letter: str, role: str, day: date) -> None:
        super().__init__(
            f"Surat '{letter}' ditandatangani {role}, tetapi tidak ada yang berlaku pada {short_date(day)}",
            "Lengkapi lembar Pegawai: Peran, Berlaku Dari dan Berlaku Sampai",
            where="Pegawai",
        )


def find_signer(officers: Sequence[Officer], role: str, day: date, case: Case) -> Officer | None:
    """Return who signs for ``role`` on ``day``, ``None`` when nobody can.

    Of several Petugas Pengaduan the one who received the complaint signs, as the receipt promises.
    """
    if role == PETUGAS and case.events:
        receiver = case.events[0].officer
        for row in officers:
            if row.role == role and row.name == receiver and row.holds_on(day):
                return row
    return holder(officers, role, day)


def position_of(officer: Officer) -> str:
    """Return the position a signature block opens with, ``Plt.`` or ``Plh.`` before it."""
    position = officer.position or officer.role
    if officer.acting and not position.startswith(officer.acting):
        return f"{officer.acting} {position}"
    return position


def signature(officer: Officer) -> dict[str, object]:
    """Return the parts of a signature block; ``jabatan`` is one line per item, ready for *a.n.*."""
    return {
        "jabatan": [position_of(officer)],
        "nama": officer.full_name,
        "pangkat": officer.rank,
        "nip": nip_text(officer.nip),
    }


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
