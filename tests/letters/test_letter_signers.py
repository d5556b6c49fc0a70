"""Who signs: the holder of the role, whoever acts for them, and whoever signs on their behalf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from letters.letter_cases import job, rendered, said

from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.signers import find_signer, office_holder, signature

if TYPE_CHECKING:
    from pengaduan_xl.letters.job import LetterJob

DAY = date(2026, 11, 23)
HEAD = Officer("Hasan", KEPALA, position="Kepala Dinas")
ACTING = Officer("Ida", KEPALA, position="Kepala Dinas", acting="Plt.")
SECRETARY = Officer("Sekar", KEPALA, position="Sekretaris", acting="a.n.")
CHIEF = Officer("Kadir", KEPALA, position="Kepala Bidang", acting="u.b.")


def lines(*officers: Officer) -> tuple[str, Any]:
    """Who signs for the head, and the lines of the position."""
    officer = find_signer(officers, KEPALA, DAY)
    assert officer is not None
    return officer.name, signature(officers, officer, DAY)["jabatan"]


def with_officers(letter: LetterJob, *officers: Officer) -> LetterJob:
    return replace(letter, office=replace(letter.office, officers=officers))


@pytest.mark.parametrize(
    ("officers", "name", "position"),
    [
        ([HEAD], "Hasan", ["Kepala Dinas"]),
        ([HEAD, ACTING], "Ida", ["Plt. Kepala Dinas"]),
        ([HEAD, SECRETARY], "Sekar", ["a.n. Kepala Dinas", "Sekretaris"]),
        ([SECRETARY], "Sekar", ["a.n. Kepala DPM-PTSP", "Sekretaris"]),
        ([ACTING, SECRETARY], "Sekar", ["a.n. Plt. Kepala Dinas", "Sekretaris"]),
        (
            [HEAD, SECRETARY, CHIEF],
            "Kadir",
            ["a.n. Kepala Dinas", "Sekretaris", "u.b.", "Kepala Bidang"],
        ),
        ([HEAD, CHIEF], "Kadir", ["a.n. Kepala Dinas", "u.b.", "Kepala Bidang"]),
    ],
)
def test_whoever_signs_on_behalf_names_whom(
    officers: list[Officer], name: str, position: list[str]
) -> None:
    assert lines(*officers) == (name, position)


def test_a_mandate_that_has_ended_signs_nothing() -> None:
    ended = replace(SECRETARY, valid_until=date(2026, 11, 22))
    assert lines(HEAD, ended) == ("Hasan", ["Kepala Dinas"])


def test_a_mandate_for_one_role_is_none_for_another() -> None:
    other = replace(SECRETARY, role=KEPALA_SEKSI)
    assert lines(HEAD, other) == ("Hasan", ["Kepala Dinas"])


def test_whoever_signs_on_behalf_is_not_taken_for_the_head() -> None:
    assert office_holder([SECRETARY, HEAD], KEPALA, DAY) == HEAD
    assert office_holder([SECRETARY], KEPALA, DAY) is None
    shown: Any = build_context(with_officers(job("undangan"), HEAD, SECRETARY))
    assert shown["kepala_dinas"] == "Kepala Dinas"


def test_the_named_one_of_several_signs() -> None:
    named = find_signer([HEAD, replace(HEAD, name="Dua")], KEPALA, DAY, "Dua")
    assert named is not None
    assert named.name == "Dua"


def test_the_letter_prints_all_lines_and_a_comma_after_the_last() -> None:
    text = said(rendered(with_officers(job("surat-balasan"), HEAD, SECRETARY, CHIEF)))
    assert "a.n. Kepala Dinas / Sekretaris / u.b. / Kepala Bidang, / Kadir / Tembusan:" in text
