"""The office's people (*pegawai*): who they are, what they may do, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pengaduan_xl.domain.procedure import ROLES
from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.errors import InputDataError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pengaduan_xl.domain.findings import Finding, SheetRow


class OfficerNotFoundError(NotFoundError):
    """Nobody of that name or NIP holds a valid row in Pegawai."""

    def __init__(self, who: str, on: date) -> None:
        super().__init__(
            f"Pegawai '{who}' tidak ada atau tidak berlaku pada {on:%d/%m/%Y}",
            "Periksa nama atau NIP pada lembar Pegawai",
            where="Pegawai",
        )


class AmbiguousOfficerError(InputDataError):
    """Two people share the name, so the NIP is needed."""

    def __init__(self, who: str) -> None:
        super().__init__(
            f"Nama '{who}' dipakai lebih dari satu pegawai", "Sebutkan NIP-nya", where="Pegawai"
        )


@dataclass(frozen=True, slots=True)
class Officer:
    """One row of *Pegawai*; a person with two roles has two rows.

    ``nip`` is 18 digits without spaces. ``acting`` is ``Plt.``, ``Plh.``, ``a.n.``, ``u.b.`` or empty.
    Dates bound the days on which the row holds; ``None`` leaves that side open.
    """

    name: str
    role: str
    title: str = ""
    nip: str = ""
    rank: str = ""
    position: str = ""
    acting: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    account: str = ""

    @property
    def full_name(self) -> str:
        """Name with titles, as letters show it."""
        return f"{self.name}, {self.title}" if self.title else self.name

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever acts: a name with all roles held on the day of the act."""

    name: str
    roles: frozenset[str]


def digits(text: str) -> str:
    """Return only the digits 0 to 9 of a text, as a NIP is compared."""
    return "".join(character for character in text if character in "0123456789")


def find_person(officers: Iterable[Officer], who: str, on: date) -> Person:
    """Return the person named ``who`` (name, NIP or account) with the roles held on ``on``.

    Raises:
        OfficerNotFoundError: Nobody fits.
        AmbiguousOfficerError: Several people fit: their NIPs differ, or without NIPs their names do.
    """
    wanted = " ".join(who.split()).casefold()
    number = digits(who)
    rows = [
        row
        for row in officers
        if row.holds_on(on)
        and (
            wanted in {row.name.casefold(), row.full_name.casefold()}
            or (row.account and wanted == row.account.casefold())
            or (len(number) == 18 and digits(row.nip) == number)
        )
    ]
    if not rows:
        raise OfficerNotFoundError(who, on)
    if len({digits(row.nip) or row.name.casefold() for row in rows}) > 1:
        raise AmbiguousOfficerError(who)
    return Person(rows[0].name, frozenset(row.role for row in rows))


def holder(officers: Sequence[Officer], role: str, on: date) -> Officer | None:
    """Return who holds ``role`` on ``on``; an acting holder (Plt./Plh.) wins, else the first row."""
    rows = [row for row in officers if row.role == role and row.holds_on(on)]
    return next((row for row in rows if row.acting), rows[0] if rows else None)


def parse_officers(rows: Iterable[SheetRow]) -> tuple[tuple[Officer, ...], list[Finding]]:
    """Read the rows of *Pegawai*; rows that cannot be used come back as findings."""
    officers: list[Officer] = []
    findings: list[Finding] = []
    for row in rows:
        faults = _faults(row)
        findings += faults
        if not faults:
            officers.append(_officer(row))
    return tuple(officers), findings


def _officer(row: SheetRow) -> Officer:
    return Officer(
        name=" ".join(row.text("Nama").split()),
        role=row.text("Peran"),
        title=row.text("Gelar"),
        nip=digits(row.text("NIP")),
        rank=row.text("Pangkat/Gol."),
        position=row.text("Jabatan"),
        acting=row.text("Plt./Plh."),
        valid_from=as_date(row.values.get("Berlaku Dari")),
        valid_until=as_date(row.values.get("Berlaku Sampai")),
        account=row.text("Akun"),
    )


def _faults(row: SheetRow) -> list[Finding]:
    name = row.text("Nama")
    faults = []
    if not name:
        faults.append(row.finding("Nama", "Nama kosong", "Isi nama pegawai atau hapus barisnya"))
    if row.text("Peran") not in ROLES:
        faults.append(
            row.finding(
                "Peran", "Peran tidak dikenal", f"Pilih salah satu: {', '.join(ROLES)}", name
            )
        )
    nip = row.values.get("NIP")
    # Excel keeps 15 digits of a number, so a NIP typed as one has lost its last three.
    if row.text("NIP") and not (isinstance(nip, str) and len(digits(nip)) == 18):
        faults.append(row.finding("NIP", "NIP bukan 18 angka", "Isi 18 angka sebagai teks", name))
    faults.extend(
        row.finding(heading, "Bukan tanggal", "Isi tanggal, mis. 01/01/2026", name)
        for heading in ("Berlaku Dari", "Berlaku Sampai")
        if row.text(heading) and as_date(row.values.get(heading)) is None
    )
    return faults
