"""The sheet Pegawai: who a name means, which roles it holds on a day, and bad rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from domain_factory import sheet_rows, texts

from pengaduan_xl.domain.officers import (
    AmbiguousOfficerError,
    Officer,
    OfficerNotFoundError,
    Person,
    digits,
    find_person,
    holder,
    parse_officers,
)
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

DAY = date(2026, 7, 6)
NIP = "198609262015051001"
RINA = Officer("Rina Marlina", PETUGAS, "S.A.P.", NIP, account="rmarlina")
RINA_TOO = Officer("Rina Marlina", TIM_TEKNIS, "S.A.P.", NIP)
OTHER_RINA = Officer("Rina Marlina", KEPALA, nip="197801012005011002")
BUDI = Officer("Budi", KEPALA_SEKSI, valid_from=date(2026, 7, 1), valid_until=DAY)
ROW: dict[str, CellValue] = {
    "Nama": "Rina  Marlina", "Gelar": "S.A.P.", "NIP": "19860926 201505 1 001", "Peran": PETUGAS,
    "Berlaku Dari": None, "Berlaku Sampai": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "who",
    ["rina marlina", " Rina  Marlina ", "Rina Marlina, S.A.P.", "RMARLINA", NIP,
     "19860926 201505 1 001"],
)  # fmt: skip
def test_a_person_is_found_by_name_nip_or_account_with_all_roles(who: str) -> None:
    found = find_person([RINA, RINA_TOO, BUDI], who, DAY)
    roles = {PETUGAS} if who == "RMARLINA" else {PETUGAS, TIM_TEKNIS}
    assert found == Person("Rina Marlina", frozenset(roles))


@pytest.mark.parametrize("who", ["", "  ", "Tono", "1986", "²"])
def test_nobody_is_meant_by_a_blank_an_unknown_name_or_a_part_of_a_nip(who: str) -> None:
    with pytest.raises(OfficerNotFoundError) as caught:
        find_person([RINA, BUDI], who, DAY)
    assert str(caught.value) == (
        f"Pegawai: Pegawai '{who}' tidak ada atau tidak berlaku pada 06/07/2026. "
        "Periksa nama atau NIP pada lembar Pegawai. Tidak ada yang ditulis."
    )


def test_two_people_of_one_name_are_told_apart_by_nip() -> None:
    with pytest.raises(AmbiguousOfficerError) as caught:
        find_person([RINA, OTHER_RINA], "Rina Marlina", DAY)
    assert str(caught.value) == (
        "Pegawai: Nama 'Rina Marlina' dipakai lebih dari satu pegawai. Sebutkan NIP-nya. "
        "Tidak ada yang ditulis."
    )
    assert find_person([RINA, OTHER_RINA], OTHER_RINA.nip, DAY).roles == {KEPALA}


def test_two_people_who_share_an_account_and_have_no_nip_do_not_share_their_roles() -> None:
    shared = [
        Officer(name, role, account="admin") for name, role in (("A", PETUGAS), ("B", KEPALA))
    ]
    with pytest.raises(AmbiguousOfficerError):
        find_person(shared, "admin", DAY)


def test_a_person_without_nip_may_hold_two_roles() -> None:
    rows = [Officer("Contoh", PETUGAS), Officer("Contoh", KEPALA)]
    assert find_person(rows, "contoh", DAY).roles == {PETUGAS, KEPALA}


@pytest.mark.parametrize(("day", "holds"), [(30, False), (1, True), (6, True), (7, False)])
def test_a_row_holds_from_its_first_to_its_last_day(day: int, holds: bool) -> None:
    month = 6 if day == 30 else 7
    assert BUDI.holds_on(date(2026, month, day)) is holds


def test_a_name_is_shown_with_its_titles() -> None:
    assert RINA.full_name == "Rina Marlina, S.A.P."
    assert BUDI.full_name == "Budi"


def test_an_acting_holder_wins_over_the_first_row() -> None:
    acting = Officer("Wati", KEPALA, acting="Plh.", valid_from=DAY, valid_until=DAY)
    rows = [OTHER_RINA, acting]
    assert holder(rows, KEPALA, DAY) is acting
    assert holder(rows, KEPALA, date(2026, 7, 7)) is OTHER_RINA
    assert holder(rows, TIM_TEKNIS, DAY) is None


def test_a_row_is_read_with_its_spaces_put_right() -> None:
    officers, findings = parse_officers(sheet_rows("Pegawai", [ROW]))
    assert (officers, findings) == ((Officer("Rina Marlina", PETUGAS, "S.A.P.", NIP),), [])


@pytest.mark.parametrize(
    "cell", [date(2026, 7, 1), datetime.fromisoformat("2026-07-01T00:00"), "01/07/2026"]
)
def test_a_date_may_be_a_date_a_moment_or_a_text(cell: CellValue) -> None:
    officers, _ = parse_officers(sheet_rows("Pegawai", [ROW | {"Berlaku Dari": cell}]))
    assert officers[0].valid_from == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("heading", "value", "finding"),
    [
        ("Nama", None, "Pegawai!A4: Nama kosong. Isi nama pegawai atau hapus barisnya."),
        (
            "Peran",
            "Satpam",
            "Pegawai!D4 (Rina  Marlina): Peran tidak dikenal. Pilih salah satu: "
            "Petugas Pengaduan, Kepala Seksi, Tim Teknis, Kepala DPM-PTSP.",
        ),
        ("NIP", "1234", "Pegawai!C4 (Rina  Marlina): NIP bukan 18 angka. Isi 18 angka sebagai teks."),
        ("Berlaku Sampai", "besok", "Pegawai!F4 (Rina  Marlina): Bukan tanggal. "
         "Isi tanggal, mis. 01/01/2026."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_a_finding_and_the_row_is_left_out(
    heading: str, value: CellValue, finding: str
) -> None:
    rows = sheet_rows("Pegawai", [ROW | {heading: value}, ROW])
    officers, findings = parse_officers(rows)
    assert texts(findings) == [finding]
    assert len(officers) == 1


def test_a_nip_typed_as_a_number_has_lost_digits_and_is_found() -> None:
    officers, findings = parse_officers(sheet_rows("Pegawai", [ROW | {"NIP": 198609262015051e3}]))
    assert [finding.problem for finding in findings] == ["NIP bukan 18 angka"]
    assert officers == ()


def test_only_the_digits_0_to_9_are_digits() -> None:
    assert digits("19²86 ٣ x-0") == "19860"
