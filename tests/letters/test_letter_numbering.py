"""Letter numbers in the shapes that offices use, and the names of letter files."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl.letters.catalogue import LETTERS, find_letter
from pengaduan_xl.letters.numbering import (
    BadNumberPatternError,
    NumberParts,
    check_pattern,
    letter_filename,
    letter_number,
    next_seq,
)
from pengaduan_xl.settings import Settings

DAY = date(2026, 11, 23)
PARTS = NumberParts("503", 14, "DPMPTSP-NAKER", DAY, "2026-0014")
REMEDY = (
    "Bagian yang dikenal: {klasifikasi} {urut} {unit} {bulan_romawi} {bulan} {tahun} {no_register}; "
    "{urut:03d} berarti tiga angka. Tidak ada yang ditulis."
)


def test_the_default_pattern_counts_in_three_digits_with_a_roman_month() -> None:
    number = letter_number(Settings().number_pattern, PARTS)
    assert number == "503/014/DPMPTSP-NAKER/XI/2026"


def test_a_pattern_may_do_without_month_and_year() -> None:
    parts = NumberParts("503", 115, "DPMPTSPP.4", DAY)
    assert letter_number("{klasifikasi}/{urut}/{unit}", parts) == "503/115/DPMPTSPP.4"


def test_a_pattern_may_count_in_four_digits_with_a_month_in_figures() -> None:
    parts = NumberParts("500.16.7.4", 1, "433.114", date(2026, 3, 2))
    pattern = "{klasifikasi}/{urut:04d}/{unit}/{bulan}/{tahun}"
    assert letter_number(pattern, parts) == "500.16.7.4/0001/433.114/03/2026"


def test_a_pattern_may_name_the_register_number() -> None:
    assert letter_number("{no_register}-{urut}", PARTS) == "2026-0014-14"


def test_braces_may_be_written_double() -> None:
    assert letter_number("{{{urut}}}", PARTS) == "{14}"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{klasifikasi}/{nomor}", "memuat {nomor} yang tidak dikenal"),
        ("{urut.__class__}", "memuat {urut.__class__} yang tidak dikenal"),
        ("{urut[0]}", "memuat {urut[0]} yang tidak dikenal"),
        ("{}", "memuat {} yang tidak dikenal"),
        ("{urut!r}", "menulis {urut} dengan cara yang tidak dikenal"),
        ("{urut:>99999999}", "menulis {urut} dengan cara yang tidak dikenal"),
        ("{urut}/{tahun:03d}", "menulis {tahun} dengan cara yang tidak dikenal"),
        ("{urut", "memuat kurung kurawal yang tidak lengkap"),
        ("urut}", "memuat kurung kurawal yang tidak lengkap"),
        ("{klasifikasi}/{tahun}", "tidak memuat {urut}"),
        ("", "tidak memuat {urut}"),
    ],
)
def test_a_bad_pattern_is_told_with_what_it_may_contain(pattern: str, problem: str) -> None:
    with pytest.raises(BadNumberPatternError) as caught:
        check_pattern(pattern)
    assert str(caught.value) == f"Pengaturan: Pola nomor surat '{pattern}' {problem}. {REMEDY}"


def test_a_good_pattern_is_let_pass() -> None:
    check_pattern(Settings().number_pattern)


def test_the_running_number_begins_with_one_each_year() -> None:
    used = [(7, date(2025, 12, 31)), (1, date(2026, 1, 2)), (2, date(2026, 1, 5))]
    assert next_seq(used, 2025) == 8
    assert next_seq(used, 2026) == 3
    assert next_seq(used, 2027) == 1


def test_a_gap_is_never_filled() -> None:
    assert next_seq([(1, DAY), (5, DAY)], 2026) == 6


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 999), st.dates(date(2025, 1, 1), date(2027, 12, 31)))))
def test_a_new_running_number_was_not_used_in_its_year(used: list[tuple[int, date]]) -> None:
    assert (next_seq(used, 2026), 2026) not in {(seq, day.year) for seq, day in used}


def test_a_letter_is_filed_under_its_register_number() -> None:
    assert (
        letter_filename("2026-0014", find_letter("tanda-terima")) == "2026-0014_tanda-terima.docx"
    )


@settings(deadline=None)
@given(st.text(max_size=20), st.sampled_from(sorted(LETTERS)))
def test_no_number_can_lead_a_file_out_of_its_folder(number: str, key: str) -> None:
    name = letter_filename(number, find_letter(key))
    assert not {"/", "\\", ":", "\0"} & set(name)
    assert not name.startswith(".")
