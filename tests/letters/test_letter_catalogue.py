"""Which letters there are, and what officers type for them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from pengaduan_xl.domain.procedure_sheet import default_procedure
from pengaduan_xl.letters.catalogue import (
    ANY_STEP,
    COMPLAINANT,
    LETTERS,
    UnknownLetterError,
    find_letter,
    missing_fields,
    read_fields,
)
from pengaduan_xl.letters.fields import BadFieldError, MissingFieldsError, UnknownFieldError

INVITATION = find_letter("undangan")
COMPLETE = {field.key: field.example for field in INVITATION.fields}


def test_the_letters_belong_to_the_steps_of_the_sop() -> None:
    assert {key: letter.step for key, letter in LETTERS.items()} == {
        "formulir": 2,
        "tanda-terima": 2,
        "kartu-kendali": 2,
        "lembar-verifikasi": 3,
        "undangan": 4,
        "bap": 5,
        "telaahan": 6,
        "disposisi": 7,
        "draf-balasan": 8,
        "surat-balasan": 9,
        "bukti-penyampaian": 10,
        "berkas-tidak-lengkap": ANY_STEP,
        "pelimpahan": ANY_STEP,
    }


def test_a_letter_of_any_step_says_when_it_is_made() -> None:
    said = {letter.when for letter in LETTERS.values() if letter.step == ANY_STEP}
    assert said == {"saat ditunda", "sebelum dilimpahkan"}
    assert find_letter("surat-balasan").when == "9"


def test_fields_of_letters_of_any_step_have_names_of_their_own() -> None:
    anywhere = [letter for letter in LETTERS.values() if letter.step == ANY_STEP]
    for letter in anywhere:
        others = {f.key for other in LETTERS.values() if other is not letter for f in other.fields}
        assert not others & {field.key for field in letter.fields}


def test_the_draft_is_the_reply_without_a_number() -> None:
    draft, reply = find_letter("draf-balasan"), find_letter("surat-balasan")
    assert (draft.template, draft.fields) == (reply.template, reply.fields)
    assert (draft.numbered, reply.numbered) == (False, True)


def test_every_field_explains_itself() -> None:
    for field in (field for letter in LETTERS.values() for field in letter.fields):
        assert field.label
        assert field.example
        assert field.help.endswith(".")


def test_the_addressee_is_the_complainant_or_a_field_of_the_letter() -> None:
    for letter in LETTERS.values():
        fields = {field.key for field in letter.fields}
        assert letter.addressee in {"", COMPLAINANT, *fields}


def test_every_letter_that_the_sop_demands_exists_by_its_step() -> None:
    for step in default_procedure().steps:
        assert all(LETTERS[key].step <= step.number for key in step.letters)


def test_letters_that_leave_their_desk_are_numbered() -> None:
    numbered = {key for key, letter in LETTERS.items() if letter.numbered}
    assert numbered == {
        "undangan", "bap", "telaahan", "surat-balasan", "berkas-tidak-lengkap", "pelimpahan",
    }  # fmt: skip


def test_only_receipt_and_reply_show_the_identity_of_a_confidential_case() -> None:
    shown = {key for key, letter in LETTERS.items() if letter.show_identity}
    assert shown == {"tanda-terima", "surat-balasan", "draf-balasan"}


@pytest.mark.parametrize(
    ("key", "required", "optional"),
    [
        ("formulir", [], []),
        ("tanda-terima", [], ["daftar_berkas"]),
        ("kartu-kendali", [], []),
        ("lembar-verifikasi", ["keputusan_peninjauan", "pertimbangan_verifikasi"], ["kelengkapan_berkas"]),
        (
            "bukti-penyampaian",
            ["cara_penyampaian", "tanggal_penyampaian", "penerima"],
            ["pukul_penyampaian", "hubungan_penerima", "bukti_kirim"],
        ),
        ("berkas-tidak-lengkap", ["kekurangan"], ["batas_melengkapi", "cara_melengkapi"]),
        ("pelimpahan", ["tujuan_pelimpahan", "alasan_pelimpahan"], ["alamat_tujuan", "tembusan_lain"]),
        ("undangan", ["tanggal_peninjauan", "pukul", "tempat", "tujuan"], ["acara", "tembusan"]),
        (
            "bap",
            ["tanggal_bap", "tempat", "temuan", "keterangan_pihak", "pertimbangan_teknis", "kesimpulan"],
            ["tim", "saksi", "foto"],
        ),
        ("telaahan", ["persoalan", "praanggapan", "fakta", "analisis", "simpulan", "saran"], []),
        ("disposisi", ["isi_disposisi"], ["diteruskan_kepada", "sifat", "catatan"]),
        (
            "surat-balasan",
            ["hasil_peninjauan", "keputusan", "tindak_lanjut"],
            ["batas_tindak_lanjut", "tembusan"],
        ),
    ],
)  # fmt: skip
def test_each_letter_asks_for_its_fields(
    key: str, required: list[str], optional: list[str]
) -> None:
    fields = find_letter(key).fields
    assert [field.key for field in fields if field.required] == required
    assert [field.key for field in fields if not field.required] == optional


def test_an_unknown_letter_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownLetterError) as caught:
        find_letter("undanga")
    assert str(caught.value) == (
        "Surat 'undanga' tidak dikenal. Pilih salah satu: formulir, tanda-terima, kartu-kendali, "
        "lembar-verifikasi, undangan, bap, telaahan, disposisi, draf-balasan, surat-balasan, "
        "bukti-penyampaian, berkas-tidak-lengkap, pelimpahan. Tidak ada yang ditulis."
    )
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("key", LETTERS)
def test_the_examples_of_the_catalogue_are_good_values(key: str) -> None:
    letter = find_letter(key)
    values = read_fields(letter, {field.key: field.example for field in letter.fields})
    assert all(values.values())


def test_blank_fields_are_missing_unless_they_have_a_default() -> None:
    given = COMPLETE | {"tempat": "  ", "acara": ""}
    assert [field.key for field in missing_fields(INVITATION, given)] == ["tempat"]


def test_missing_fields_are_told_with_an_example() -> None:
    with pytest.raises(MissingFieldsError) as caught:
        read_fields(INVITATION, {"pukul": "09.00 WIB", "tempat": "Aula"})
    assert str(caught.value) == (
        "Surat undangan: Isian wajib belum ada: tanggal_peninjauan (Tanggal peninjauan), tujuan (Tujuan). "
        "Isi semuanya, misalnya tanggal_peninjauan=23/11/2026. Tidak ada yang ditulis."
    )
    assert [field.key for field in caught.value.missing] == ["tanggal_peninjauan", "tujuan"]


def test_an_empty_field_takes_its_default() -> None:
    values = read_fields(INVITATION, COMPLETE | {"acara": " "})
    assert values["acara"] == "Peninjauan lapangan atas pengaduan masyarakat"


def test_lines_become_items_without_blanks() -> None:
    values = read_fields(INVITATION, COMPLETE | {"tujuan": " Camat \n\n Lurah\n"})
    assert values["tujuan"] == ("Camat", "Lurah")


@pytest.mark.parametrize(
    "text", ["23/11/2026", "23-11-2026", "23.11.2026", "2026-11-23", "2026-11-23 00:00:00"]
)
def test_a_date_may_be_written_day_first_or_iso(text: str) -> None:
    values = read_fields(INVITATION, COMPLETE | {"tanggal_peninjauan": text})
    assert values["tanggal_peninjauan"] == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "besok", "23/11/26"])
def test_a_date_that_is_none_is_told_with_an_example(text: str) -> None:
    with pytest.raises(BadFieldError) as caught:
        read_fields(INVITATION, COMPLETE | {"tanggal_peninjauan": text})
    assert str(caught.value) == (
        f"Surat undangan: Isian 'tanggal_peninjauan' (Tanggal peninjauan) bukan tanggal yang ada: '{text}'. "
        "Contoh: 23/11/2026. Tidak ada yang ditulis."
    )


@pytest.mark.parametrize(("text", "read"), [("ya", "Ya"), (" TIDAK ", "Tidak")])
def test_a_choice_may_be_typed_in_any_case(text: str, read: str) -> None:
    given = {"keputusan_peninjauan": text, "pertimbangan_verifikasi": "Perlu."}
    assert read_fields(find_letter("lembar-verifikasi"), given)["keputusan_peninjauan"] == read


def test_a_text_that_is_no_choice_is_told_with_the_choices() -> None:
    given = {"keputusan_peninjauan": "mungkin", "pertimbangan_verifikasi": "Perlu."}
    with pytest.raises(BadFieldError) as caught:
        read_fields(find_letter("lembar-verifikasi"), given)
    assert str(caught.value) == (
        "Surat lembar-verifikasi: Isian 'keputusan_peninjauan' (Keputusan peninjauan) harus Ya atau Tidak, "
        "bukan 'mungkin'. Contoh: Ya. Tidak ada yang ditulis."
    )


def test_an_optional_date_may_stay_empty() -> None:
    letter = find_letter("surat-balasan")
    given = {field.key: field.example for field in letter.fields} | {"batas_tindak_lanjut": ""}
    assert read_fields(letter, given)["batas_tindak_lanjut"] is None


def test_fields_of_other_letters_are_let_pass_as_the_case_holds_them_all() -> None:
    assert "isi_disposisi" not in read_fields(INVITATION, COMPLETE | {"isi_disposisi": "Proses"})


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        ("disposisi", "Isian surat ini: isi_disposisi, diteruskan_kepada, sifat, catatan"),
        ("formulir", "Surat ini tidak memerlukan isian"),
    ],
)
def test_a_misspelt_field_is_told_with_those_of_the_letter(key: str, remedy: str) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        read_fields(find_letter(key), {"tujuann": "Camat"})
    assert str(caught.value) == (
        f"Surat {key}: Isian 'tujuann' tidak dikenal. {remedy}. Tidak ada yang ditulis."
    )


def test_the_catalogue_is_light_to_import() -> None:
    heavy = "{'docxtpl', 'docx', 'lxml', 'jinja2', 'babel', 'num2words', 'numpy'}"
    code = f"import sys, pengaduan_xl.letters.catalogue; print({heavy} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"
