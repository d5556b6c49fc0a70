"""A register opened with its journal: missing, foreign, damaged, or of another past."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journal_office import BEGUN_ANEW, REGISTER_NAME, checked, opened, received, refused
from journal_samples import (
    BLANK,
    COUNTED_ANEW,
    FIRST,
    NOW,
    STEP_1,
    STEP_2,
    STEP_3,
    THIRD,
    VISIT_TAKEN_IN,
    acts,
    another_register,
    in_past,
    journal_until,
    past,
    without_rows,
)  # fmt: skip
from register_samples import read, with_cells

from pengaduan_xl.register.journal.content import Anchor
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import (
    LostActsError,
    LostHistoryError,
)
from pengaduan_xl.register.schema import HISTORY, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from desk_office import DeskOffice


def archived(office: DeskOffice, state: int, year: int = 2026) -> None:
    """Put the journal of a state among the backups."""
    folder = office.folder / "cadangan"
    folder.mkdir(exist_ok=True)
    name = f"Register_Pengaduan_{year}1123-0800_0000000{state}.jurnal"
    (folder / name).write_bytes(journal_until(state))


def begun_at(office: DeskOffice, state: int) -> None:
    """Begin a journal where Riwayat ended in a state."""
    events = read(past().states[state]).events
    last = events[-1].event
    journal = Journal(office.register)
    journal.begin(Anchor(last.seq, last.digest, events[0].event.digest), {}, NOW)


# All is well


def test_a_register_with_its_journal_goes_on(tmp_path: Path) -> None:
    office = in_past(tmp_path, COUNTED_ANEW, COUNTED_ANEW)
    assert (opened(office).lacking, opened(office).trouble, checked(office)) == ([], None, [])
    assert received(office) == (THIRD, [])


def test_a_register_without_a_journal_gets_one_and_staff_are_told(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_2)
    assert (opened(office).trouble, checked(office)) == (None, [])
    assert received(office) == (THIRD, [BEGUN_ANEW])
    content = Journal(office.register).read()
    assert (content.anchor.seq, len(content.entries)) == (6, 1)
    assert content.genesis == acts()[0].events[0].digest


def test_a_journal_without_a_byte_is_begun_anew(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_2)
    Journal(office.register).path.touch()
    assert received(office) == (THIRD, [BEGUN_ANEW])
    assert received(office) == ("2026-0004", [])


def test_a_blank_register_gets_its_journal_without_a_word(tmp_path: Path) -> None:
    assert received(in_past(tmp_path, BLANK)) == (FIRST, [])


def test_a_new_journal_knows_the_numbers_that_archived_ones_gave(tmp_path: Path) -> None:
    """The last complaint was refused, so that the register itself does not show its number any more."""
    office = in_past(tmp_path, BLANK, VISIT_TAKEN_IN)
    journal = Journal(office.register)
    journal.read()
    journal.refuse([2, 4], "", "keliru", NOW)
    journal.archive(Anchor(), NOW)
    journal.path.unlink()
    assert received(office) == (THIRD, [])
    assert received(office) == ("2026-0004", [])


# Acts are gone


def test_acts_that_are_gone_keep_new_ones_back(tmp_path: Path) -> None:
    office = in_past(tmp_path, VISIT_TAKEN_IN, STEP_2)
    assert refused(office, LostActsError) == (
        f"{REGISTER_NAME}: Register kehilangan 2 tindakan yang ada di jurnal (2026-0001: Tahap Selesai oleh "
        "Petugas Contoh (23/11/2026 08.03); 2026-0001: Surat Dibuat; Tahap Selesai oleh Petugas Contoh "
        "(23/11/2026 08.04)). Tekan tombol Pulihkan, atau jalankan: "
        "pengaduan pulihkan; bila memang tidak berlaku: pengaduan "
        "pulihkan --tolak. Tidak ada yang ditulis."
    )
    assert [finding.split(": ")[1] for finding in checked(office)] == [
        "Tindakan hilang dari register"
    ] * 2
    assert [len(opened(office).lost), opened(office).pending] == [2, []]


def test_of_many_acts_that_are_gone_the_first_are_named(tmp_path: Path) -> None:
    office = in_past(tmp_path, BLANK, COUNTED_ANEW)
    assert "; dan 3 lagi)" in refused(office, LostActsError)


@pytest.mark.parametrize("place", [0, 2])
def test_a_row_of_riwayat_deleted_by_hand_keeps_new_acts_back(tmp_path: Path, place: int) -> None:
    office = in_past(tmp_path, STEP_1, STEP_1)
    office.register.write_bytes(without_rows(past().states[STEP_1], HISTORY, place))
    assert "Register kehilangan 1 tindakan" in refused(office, LostActsError)


def test_a_row_of_register_deleted_by_hand_keeps_new_acts_back(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_1, STEP_1)
    office.register.write_bytes(without_rows(past().states[STEP_1], REGISTER, 1))
    assert "(2026-0002: Diterima oleh" in refused(office, LostActsError)


def test_a_row_changed_by_hand_is_for_periksa_and_keeps_nothing_back(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_1, STEP_1)
    office.register.write_bytes(with_cells({("Riwayat", "P5"): "lain"}, past().states[STEP_1]))
    assert checked(office) == []
    assert received(office) == (THIRD, [])


def test_acts_that_wait_are_not_entered_beside_acts_that_are_gone(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_1, STEP_1)
    (office.folder / f"~${REGISTER_NAME}").touch()
    office.receive()
    (office.folder / f"~${REGISTER_NAME}").unlink()
    office.register.write_bytes(past().states[VISIT_TAKEN_IN])
    refused(office, LostActsError)
    assert [len(opened(office).lost), len(opened(office).pending)] == [1, 1]
    assert opened(office).ledger.chain.last_seq == 2


# Older than the journal


def test_a_register_older_than_its_journal_gets_its_past_from_archived_ones(tmp_path: Path) -> None:
    office = in_past(tmp_path, VISIT_TAKEN_IN)
    archived(office, STEP_2)
    begun_at(office, STEP_2)
    assert "Register kehilangan 2 tindakan" in refused(office, LostActsError)
    assert (opened(office).is_whole, opened(office).has_gap) == (False, False)


def test_a_register_older_than_every_journal_is_told(tmp_path: Path) -> None:
    office = in_past(tmp_path, VISIT_TAKEN_IN)
    begun_at(office, STEP_2)
    assert refused(office, LostHistoryError) == (
        f"{REGISTER_NAME}: Register hanya sampai Riwayat No. Urut 2, sedangkan jurnal dimulai sesudah 6. "
        "Pulihkan dari cadangan yang lebih baru: pengaduan pulihkan --dari-cadangan; bila tidak ada: "
        "pengaduan pulihkan --tolak. Tidak ada yang ditulis."
    )
    assert checked(office)[0].startswith("Register hanya sampai Riwayat No. Urut 2")


def test_a_register_that_went_another_way_before_the_journal_began_is_told(tmp_path: Path) -> None:
    office = in_past(tmp_path, VISIT_TAKEN_IN)
    for _ in range(4):
        received(office)
    Journal(office.register).path.unlink()
    begun_at(office, STEP_1)
    assert "Riwayat No. Urut 3 bukan baris yang mendahului jurnal" in refused(
        office, LostHistoryError
    )


def test_a_deleted_row_at_which_the_journal_begins_is_for_periksa(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_3)
    begun_at(office, VISIT_TAKEN_IN)
    office.register.write_bytes(without_rows(past().states[STEP_3], HISTORY, 1))
    assert (opened(office).trouble, checked(office)) == (None, [])
    assert received(office)[0] == THIRD


def test_a_deleted_row_at_which_the_journal_begins_comes_back_from_an_archived_one(
    tmp_path: Path,
) -> None:
    office = in_past(tmp_path, STEP_3)
    archived(office, VISIT_TAKEN_IN)
    begun_at(office, VISIT_TAKEN_IN)
    office.register.write_bytes(without_rows(past().states[STEP_3], HISTORY, 1))
    assert "(2026-0002: Diterima oleh" in refused(office, LostActsError)


def test_a_missing_journal_is_made_up_for_by_archived_ones(tmp_path: Path) -> None:
    office = in_past(tmp_path, VISIT_TAKEN_IN)
    archived(office, STEP_2)
    with pytest.raises(LostActsError, match="kehilangan 2 tindakan"):
        received(office)


def test_archived_journals_of_another_register_are_not_asked(tmp_path: Path) -> None:
    office = another_register(tmp_path)
    archived(office, STEP_2)
    Journal(office.register).path.unlink()
    assert received(office) == (THIRD, [BEGUN_ANEW])
