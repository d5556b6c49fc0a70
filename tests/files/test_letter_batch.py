"""The letters of all cases at a step, made at one go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from cli_office import HEAD
from desk_office import DeskOffice, entry, examples
from printing_office import NUMBERS, office_at

from pengaduan_xl.correspondence.batch import (
    Batch,
    BatchOrder,
    CaseLetters,
    letters_of_case,
    letters_of_step,
)
from pengaduan_xl.letters.catalogue import UnknownLetterError
from pengaduan_xl.letters.fields import UnknownFieldError
from pengaduan_xl.register.ledger import CaseNotFoundError
from pengaduan_xl.register.schema import OUTGOING, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

VISIT = examples("undangan")


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """Three cases in step 4 and one in step 3."""
    return office_at(tmp_path / "kantor", 4)


def batch(office: DeskOffice, step: int = 4, key: str = "", **details: dict[str, str]) -> Batch:
    """Make a batch and save it; details of everyone are those of ``all_``."""
    given = {number.replace("no_", "2026-"): fields for number, fields in details.items()}
    if "all_" in given:
        given["*"] = given.pop("all_")
    with office.desk() as desk:
        make = partial(desk.letters, entry=entry(HEAD))
        made = letters_of_step(desk.correspondence(), BatchOrder(step, key, given), make)
        desk.save()
    return made


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def invitation(number: str) -> str:
    return f"{number}_undangan.docx"


def test_the_letters_that_a_step_asks_for_are_made_for_all_its_cases(office: DeskOffice) -> None:
    made = batch(office, all_=VISIT)
    assert [case.number for case in made.cases] == list(NUMBERS)
    assert office.letters() == names(made.files) == [invitation(number) for number in NUMBERS]
    assert all(case.made == case.files for case in made.cases)


def test_letters_of_a_batch_are_numbered_one_after_the_other(office: DeskOffice) -> None:
    batch(office, all_=VISIT)
    numbers = [number.split("/")[1] for number in office.column(OUTGOING, "Nomor Surat")]
    assert (numbers, office.findings()) == (["001", "002", "003"], [])


def test_details_of_a_case_go_before_those_of_all(office: DeskOffice) -> None:
    batch(office, all_=VISIT, no_0002={"tempat": "Balai RT 03"})
    with office.desk() as desk:
        places = [desk.ledger.fields(number, 4)["tempat"] for number in NUMBERS]
    assert places == [VISIT["tempat"], "Balai RT 03", VISIT["tempat"]]


def test_a_case_that_lacks_details_does_not_keep_back_the_others(office: DeskOffice) -> None:
    made = batch(office, no_0001=VISIT, no_0003=VISIT)
    (refused,) = made.refused
    assert refused.number == NUMBERS[1]
    assert refused.refusal.startswith("Surat undangan: Isian wajib belum ada: tanggal_peninjauan")
    assert office.letters() == [invitation(NUMBERS[0]), invitation(NUMBERS[2])]


def test_a_refusal_does_not_repeat_the_number(office: DeskOffice) -> None:
    made = batch(office, key="telaahan", all_=examples("telaahan"))
    assert len(made.refused) == 3
    assert made.refused[0].refusal.startswith("ditolak karena 1 hal:\n- Surat 'telaahan'")


def test_letters_made_already_stay_as_they_are(office: DeskOffice) -> None:
    batch(office, no_0001=VISIT)
    before = (office.folder / "surat/2026" / invitation(NUMBERS[0])).read_bytes()
    made = batch(office, all_=VISIT | {"tempat": "Lain"})
    assert (made.cases[0].kept, made.cases[0].made) == (made.cases[0].files, ())
    assert made.cases[0].files[0].read_bytes() == before


def test_a_batch_made_twice_changes_nothing(office: DeskOffice) -> None:
    batch(office, all_=VISIT)
    before = office.fingerprint()
    again = batch(office, all_=VISIT)
    assert (office.fingerprint(), [case.made for case in again.cases]) == (before, [()] * 3)


def test_a_lost_file_is_made_again_under_its_number(office: DeskOffice) -> None:
    path = batch(office, all_=VISIT).cases[1].files[0]
    before, content = office.fingerprint(), path.read_bytes()
    path.unlink()
    made = batch(office)
    assert (made.cases[1].made, path.read_bytes()) == ((path,), content)
    assert office.fingerprint() == before


def test_a_letter_can_be_named_that_the_step_does_not_ask_for(office: DeskOffice) -> None:
    made = batch(office, key="kartu-kendali")
    assert names(made.files) == [f"{number}_kartu-kendali.docx" for number in NUMBERS]


def test_a_cancelled_letter_is_not_made_of_its_own_accord(office: DeskOffice) -> None:
    batch(office, all_=VISIT)
    with office.desk() as desk:
        desk.cancel_letter(NUMBERS[0], "undangan", entry(HEAD, "Tidak jadi"))
        desk.save()
    (first, *_) = batch(office, all_=VISIT).cases
    assert first == CaseLetters(
        NUMBERS[0],
        (),
        warnings=(
            "Surat 'undangan' 2026-0001 sudah dibatalkan, jadi tidak dibuat; bila perlu, jalankan: "
            "pengaduan surat 2026-0001 undangan",
        ),
    )


def test_details_for_which_there_is_no_letter_are_named(office: DeskOffice) -> None:
    batch(office, no_0001=VISIT)
    made = batch(office, all_=VISIT, no_0001=VISIT, no_0004=VISIT, no_0099=VISIT)
    assert made.unused == ("2026-0001", "2026-0004", "2026-0099")


def test_a_misspelt_detail_stops_the_batch_before_anything_is_made(office: DeskOffice) -> None:
    with pytest.raises(UnknownFieldError, match="Surat undangan: Isian 'temapt' tidak dikenal"):
        batch(office, all_=VISIT | {"temapt": "Aula"})
    assert office.letters() == []


def test_a_misspelt_letter_stops_the_batch(office: DeskOffice) -> None:
    with pytest.raises(UnknownLetterError):
        batch(office, key="undngan")


def test_a_step_without_cases_makes_nothing(office: DeskOffice) -> None:
    assert batch(office, 7, all_=VISIT) == Batch((), (), ())


def test_a_case_with_a_broken_row_is_named(office: DeskOffice) -> None:
    office.type_in(REGISTER, {"No. Register": NUMBERS[1]}, "Tgl/Jam Terima", "kemarin")
    made = batch(office, all_=VISIT)
    assert (made.left_out, len(made.cases)) == ((NUMBERS[1],), 2)


def test_leaving_the_session_without_saving_makes_nothing(office: DeskOffice) -> None:
    before = office.fingerprint()
    with office.desk() as desk:
        make = partial(desk.letters, entry=entry(HEAD))
        letters_of_step(desk.correspondence(), BatchOrder(4, "", {"*": VISIT}), make)
    assert (office.fingerprint(), office.letters()) == (before, [])


def of_case(office: DeskOffice, number: str) -> CaseLetters:
    with office.desk() as desk:
        make = partial(desk.letters, entry=entry(HEAD))
        letters = letters_of_case(desk.correspondence(), number, make)
        desk.save()
    return letters


def test_the_letters_of_a_case_come_in_the_order_of_their_steps(office: DeskOffice) -> None:
    batch(office, key="kartu-kendali")
    batch(office, all_=VISIT)
    letters = of_case(office, NUMBERS[0])
    keys = [name.split("_")[1] for name in names(letters.files)]
    assert keys == ["formulir.docx", "tanda-terima.docx", "kartu-kendali.docx", "undangan.docx"]
    assert names(letters.made) == [f"{NUMBERS[0]}_{key}" for key in keys[:2]]


def test_a_lost_letter_that_cannot_be_made_is_told_and_the_others_are_given(
    office: DeskOffice,
) -> None:
    batch(office, key="kartu-kendali")
    (office.folder / "templat" / "formulir.docx").write_bytes(b"rusak")
    letters = of_case(office, NUMBERS[0])
    assert names(letters.files) == [f"{NUMBERS[0]}_kartu-kendali.docx"]
    assert letters.refusal.startswith("formulir.docx: Templat")


def test_the_letters_of_an_unknown_case_are_refused(office: DeskOffice) -> None:
    with pytest.raises(CaseNotFoundError):
        of_case(office, "2026-0099")
