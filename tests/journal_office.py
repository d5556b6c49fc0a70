"""What the tests of recovery ask of an office whose register has a journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_office import WALK_IN, DeskOffice, entry

from pengaduan_xl import recovering
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import open_register
from pengaduan_xl.register.store import RegisterFile

if TYPE_CHECKING:
    from pengaduan_xl.errors import PengaduanError
    from pengaduan_xl.register.opened import Opened

REGISTER_NAME = "Register_Pengaduan.xlsx"
BEGUN_ANEW = "Jurnal tidak ditemukan; jurnal baru dimulai di sebelah register"


def opened(office: DeskOffice) -> Opened:
    return open_register(RegisterFile(office.register), Journal(office.register))


def received(office: DeskOffice) -> tuple[str, list[str]]:
    """Take in a visit; return its number and what staff are told."""
    with office.desk() as desk:
        number = desk.receive(WALK_IN, entry()).complaint.number
        desk.save()
        return number, desk.notices


def refused(office: DeskOffice, error: type[PengaduanError]) -> str:
    """Return what a command that writes is answered with; reading goes on, and nothing is written."""
    before, journal = office.fingerprint(), Journal(office.register).path.read_bytes()
    with pytest.raises(error) as caught:
        received(office)
    assert (office.fingerprint(), Journal(office.register).path.read_bytes()) == (before, journal)
    notice = f"{caught.value.problem}. {caught.value.remedy}"
    assert read_ledger(office.register).notices[0] == notice
    return str(caught.value)


def checked(office: DeskOffice) -> list[str]:
    """What periksa says about the journal."""
    found = map(str, check_file(office.register, office.moment))
    return [finding.removeprefix("Jurnal: ") for finding in found if finding.startswith("Jurnal")]


def numbers(office: DeskOffice) -> list[str]:
    return [case.complaint.number for case in read_ledger(office.register).ledger.cases()]


def is_clean(office: DeskOffice) -> bool:
    return check_file(office.register, office.moment) == []


def recover(office: DeskOffice) -> recovering.Recovered:
    return recovering.recover(office.register, lambda: office.moment)
