"""A register opened with a journal that belongs to another register, or that is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journal_office import REGISTER_NAME, checked, opened, received, refused
from journal_samples import (
    BLANK,
    NOW,
    SECOND,
    STEP_1,
    STEP_2,
    THIRD,
    another_register,
    in_past,
    journal_until,
    past,
)  # fmt: skip
from register_samples import Layout, arranged, chain_holds, read, with_cells

from pengaduan_xl.register.checkup import check_file
from pengaduan_xl.register.journal.content import Anchor
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import (
    DamagedJournalError,
    ForeignJournalError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desk_office import DeskOffice


def begun_at(office: DeskOffice, state: int) -> None:
    """Begin a journal where Riwayat ended in a state."""
    events = read(past().states[state]).events
    last = events[-1].event
    journal = Journal(office.register)
    journal.begin(Anchor(last.seq, last.digest, events[0].event.digest), {}, NOW)


def test_a_journal_of_another_register_is_told(tmp_path: Path) -> None:
    office = another_register(tmp_path)
    Journal(office.register).path.write_bytes(journal_until(STEP_2))
    assert refused(office, ForeignJournalError) == (
        f"{REGISTER_NAME}.jurnal: Jurnal ini milik register lain. Kembalikan ke folder registernya, atau "
        "singkirkan dengan: pengaduan pulihkan --tolak. Tidak ada yang ditulis."
    )
    assert checked(office)[0].startswith("Jurnal ini milik register lain.")


def test_a_foreign_journal_is_told_also_beside_rows_changed_by_hand(tmp_path: Path) -> None:
    office = another_register(tmp_path)
    for sidik in ("S4", "S5"):
        office.register.write_bytes(
            with_cells({("Riwayat", sidik): "abc"}, office.register.read_bytes())
        )
    Journal(office.register).path.write_bytes(journal_until(STEP_2))
    refused(office, ForeignJournalError)


def test_a_first_row_whose_sidik_was_changed_makes_no_journal_foreign(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_1)
    begun_at(office, STEP_1)
    office.register.write_bytes(with_cells({("Riwayat", "S4"): "abc"}, past().states[STEP_1]))
    assert opened(office).trouble is None


def test_a_journal_whose_first_act_was_refused_is_not_foreign(tmp_path: Path) -> None:
    office = in_past(tmp_path, BLANK)
    (office.folder / f"~${REGISTER_NAME}").touch()
    office.receive()
    office.receive()
    (office.folder / f"~${REGISTER_NAME}").unlink()
    journal = Journal(office.register)
    journal.read()
    journal.refuse([2], "", "keliru", NOW)
    assert received(office)[0] == THIRD
    content = read(office.register.read_bytes())
    assert [row.complaint.number for row in content.rows] == [SECOND, THIRD]
    assert (chain_holds(content), opened(office).trouble) == (True, None)


def test_a_damaged_journal_is_told_with_its_lines(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_2, STEP_2)
    path = Journal(office.register).path
    path.write_bytes(path.read_bytes().replace(b"Warga", b"warga", 1))
    assert refused(office, DamagedJournalError) == (
        f"{REGISTER_NAME}.jurnal: Jurnal rusak pada baris 2, 3. Jalankan pengaduan pulihkan: tindakan yang "
        "terbaca dimasukkan, jurnal ini disimpan. Tidak ada yang ditulis."
    )
    assert checked(office)[0].startswith("Jurnal rusak pada baris 2, 3.")


def test_of_many_damaged_lines_the_first_are_named(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_2, STEP_2)
    path = Journal(office.register).path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "Jurnal rusak pada baris 1, 2, 3, 4, 5, …." in refused(office, DamagedJournalError)
    assert len(opened(office).lacking) == 0


def test_a_torn_end_keeps_nothing_back_and_is_told_by_periksa(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_2, STEP_2)
    with Journal(office.register).path.open("ab") as file:
        file.write(b'{"no":')
    assert checked(office) == [
        "Baris terakhir jurnal terpotong saat ditulis. Ulangi tindakan terakhir bila tidak ada di register; "
        "jurnal tidak perlu diperbaiki."
    ]
    assert received(office) == (THIRD, [])
    assert (checked(office), opened(office).trouble) == ([], None)


def test_a_broken_structure_is_told_without_the_journal(tmp_path: Path) -> None:
    office = in_past(tmp_path, STEP_2, STEP_2)
    office.register.write_bytes(arranged({"Isian": Layout(without=("Nilai",))}))
    assert "Isian: Kolom 'Nilai' tidak ada" in str(check_file(office.register, office.moment)[0])
