"""What templates may print: identity, signers, dates and what single letters add."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from letters.letter_cases import job

from pengaduan_xl.domain.complaint import Event, EventKind
from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.fields import DATE_FORMS, BadFieldError
from pengaduan_xl.letters.glossary import SHARED, SIGNED, SINGLE
from pengaduan_xl.letters.signers import NoSignerError

if TYPE_CHECKING:
    from pengaduan_xl.letters.job import LetterJob

SECRETS = ("Budi Contoh", "1672011203850001", "0812-0000-0000", "budi@contoh.id")


def context(letter: LetterJob) -> Any:
    """The context, its values free to be indexed."""
    return build_context(letter)


def with_officers(letter: LetterJob, *officers: Officer) -> LetterJob:
    return replace(letter, office=replace(letter.office, officers=officers))


def with_events(letter: LetterJob, *events: Event) -> LetterJob:
    return replace(letter, case=letter.case._replace(events=(*letter.case.events, *events)))


def ended(step: int, kind: EventKind, next_step: int, hour: int = 10) -> Event:
    when = datetime.fromisoformat("2026-11-16T00:00") + timedelta(hours=hour)
    return Event(9, "2026-0014", step, kind, next_step, "Sari Contoh", when, when, due=when)


def plain(value: object) -> bool:
    """Whether a value is made of texts, lists and dictionaries only."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(one) for key, one in value.items())
    return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str)


def names(value: dict[str, Any]) -> set[str]:
    """The dotted names of a context."""
    found = set()
    for key, one in value.items():
        found |= {f"{key}.{name}" for name in one} if isinstance(one, dict) else {key}
    return found


@pytest.mark.parametrize("key", LETTERS)
def test_a_context_is_made_of_plain_texts(key: str) -> None:
    assert plain(context(job(key)))


@pytest.mark.parametrize("key", LETTERS)
def test_the_manual_explains_exactly_what_templates_may_print(key: str) -> None:
    own = {
        f"{field.key}{form}"
        for field in LETTERS[key].fields
        for form in (DATE_FORMS if field.kind == "tanggal" else [""])
    }
    signed = set(SIGNED) if LETTERS[key].signer_role and key != "bap" else set()
    assert names(context(job(key))) == {*SHARED, *SINGLE.get(key, {}), *own, *signed}


@pytest.mark.parametrize(
    "key", [key for key, one in LETTERS.items() if one.identity == "kecuali rahasia"]
)
def test_a_confidential_case_hides_the_complainant_in_everything_inside_the_office(
    key: str,
) -> None:
    told = "Saya, BUDI  CONTOH (NIK 1672011203850001, 0812-0000-0000, budi@contoh.id), mengadu"
    hidden = context(job(key, confidential=True, description=told, subject="Keluhan Budi Contoh"))
    assert hidden["pengadu"]["nama"] == "Pengadu (dirahasiakan)"
    assert not [secret for secret in SECRETS if secret.casefold() in str(hidden).casefold()]
    assert hidden["perihal"] == "Keluhan Pengadu (dirahasiakan)"
    assert hidden["sifat"] in {"Rahasia", "Segera"}


@pytest.mark.parametrize("key", ["tanda-terima", "draf-balasan", "surat-balasan"])
def test_receipt_and_reply_name_the_complainant_of_a_confidential_case(key: str) -> None:
    shown = context(job(key, confidential=True))["pengadu"]
    assert (shown["nama"], shown["sapaan"]) == ("Budi Contoh", "Sdr. Budi Contoh")
    assert shown["nik"] == "1672********0001"


def test_an_invitation_never_names_the_complainant() -> None:
    shown = context(job("undangan"))["pengadu"]
    assert set(shown.values()) == {"Pengadu (dirahasiakan)", "(dirahasiakan)", "-"}


def test_an_invitation_tells_nothing_secret_so_it_is_not_marked_secret() -> None:
    assert context(job("undangan", confidential=True))["sifat"] == "Biasa"
    assert context(job("telaahan", confidential=True))["sifat"] == "Rahasia"


def test_an_addressee_who_is_the_hidden_complainant_is_veiled_too() -> None:
    invited = {"tujuan": "Budi Contoh\nLurah", "tempat": "Rumah Budi Contoh"}
    hidden = context(job("undangan", invited, confidential=True))
    assert hidden["tujuan"] == ["Pengadu (dirahasiakan)", "Lurah"]
    assert hidden["tempat"] == "Rumah Pengadu (dirahasiakan)"


def test_a_nik_in_the_description_is_masked_in_every_letter() -> None:
    shown = context(job("formulir", description="NIK saya 1672011203850001."))
    assert shown["uraian"] == "NIK saya 1672********0001."


def test_a_name_of_one_common_word_does_not_black_out_the_text() -> None:
    told = context(
        job("formulir", confidential=True, name="Warga", description="warga dan Warga RT")
    )
    assert told["uraian"] == "warga dan Pengadu (dirahasiakan) RT"


def test_an_organisation_is_not_called_saudara() -> None:
    shown = context(job("surat-balasan", name="PT Contoh Jaya"))["pengadu"]
    assert shown["sapaan"] == "PT Contoh Jaya"


def test_empty_parts_of_the_complaint_print_as_a_dash() -> None:
    shown = context(job("formulir", nik="", reported="", evidence=" "))
    assert (shown["pengadu"]["nik"], shown["terlapor"], shown["bukti"]) == ("-", "-", "-")


def test_the_receipt_shortens_a_long_description() -> None:
    shown = context(job("tanda-terima", description="kata " * 500))
    assert len(shown["ringkasan"]) <= 300
    assert shown["ringkasan"].endswith("kata …")


def test_the_receipt_tells_when_an_answer_is_due() -> None:
    assert context(job("tanda-terima"))["jatuh_tempo_hari"] == "Selasa, 1 Desember 2026"


def test_a_date_field_prints_in_four_forms() -> None:
    shown = context(job("bap"))
    assert [shown[f"tanggal_bap{form}"] for form in DATE_FORMS] == [
        "23 November 2026",
        "Senin, 23 November 2026",
        "23/11/2026",
        "Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam",
    ]


def test_an_empty_date_prints_as_nothing() -> None:
    shown = context(job("surat-balasan", {"batas_tindak_lanjut": ""}))
    assert [shown[f"batas_tindak_lanjut{form}"] for form in DATE_FORMS] == ["", "", "", ""]


def test_the_signature_block_shows_title_rank_and_grouped_nip() -> None:
    assert context(job("telaahan"))["tanda_tangan"] == {
        "jabatan": ["Kepala Seksi Pengaduan dan Informasi"],
        "nama": "Rudi Contoh, S.H.",
        "pangkat": "Penata Tk. I (III/d)",
        "nip": "19850101 201001 1 002",
    }


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        ("Kepala Dinas", "Plt. Kepala Dinas"),
        ("Plt. Kepala Dinas", "Plt. Kepala Dinas"),
        ("", "Plt. Kepala DPM-PTSP"),
    ],
)
def test_an_acting_head_signs_as_acting(position: str, shown: str) -> None:
    head = Officer("Ida Contoh", KEPALA, position=position, acting="Plt.")
    signed = context(with_officers(job("surat-balasan"), head))
    assert signed["tanda_tangan"]["jabatan"] == [shown]
    assert signed["kepala_dinas"] == shown


def test_the_petugas_who_received_the_complaint_signs_the_receipt() -> None:
    other, receiver = Officer("Ani", PETUGAS), Officer("Sari Contoh", PETUGAS)
    signed = context(with_officers(job("tanda-terima"), other, receiver))
    assert signed["tanda_tangan"]["nama"] == "Sari Contoh"


def test_when_the_receiver_has_left_another_petugas_signs() -> None:
    left = Officer("Sari Contoh", PETUGAS, valid_until=date(2026, 11, 20))
    signed = context(with_officers(job("tanda-terima"), left, Officer("Ani", PETUGAS)))
    assert signed["tanda_tangan"]["nama"] == "Ani"


def test_without_a_signer_on_the_letters_day_there_is_no_letter() -> None:
    gone = Officer("Hasan", KEPALA, valid_until=date(2026, 11, 22))
    with pytest.raises(NoSignerError) as caught:
        context(with_officers(job("undangan"), gone))
    assert str(caught.value) == (
        "Pegawai: Surat 'undangan' ditandatangani Kepala DPM-PTSP, tetapi tidak ada yang berlaku pada "
        "23/11/2026. Lengkapi lembar Pegawai: Peran, Berlaku Dari dan Berlaku Sampai. Tidak ada yang ditulis."
    )


def test_a_control_card_needs_no_signer() -> None:
    assert "tanda_tangan" not in context(with_officers(job("kartu-kendali")))


@pytest.mark.parametrize(
    ("count", "on_letter", "attached", "words"),
    [(1, 1, 0, "-"), (3, 3, 0, "-"), (4, 0, 4, "1 (satu) lembar"), (26, 0, 26, "1 (satu) berkas")],
)
def test_more_than_three_addressees_go_to_an_attachment(
    count: int, on_letter: int, attached: int, words: str
) -> None:
    shown = context(job("undangan", {"tujuan": "Camat\n" * count}))
    assert (len(shown["tujuan"]), len(shown["tujuan_lampiran"])) == (on_letter, attached)
    assert shown["lampiran"] == words


def test_without_typed_lines_the_team_is_all_of_tim_teknis() -> None:
    team = context(job("bap", {"tim": ""}))["tim"]
    assert [member["nama"] for member in team] == ["Dewi Contoh, S.T.", "Agus Contoh, S.T."]
    assert team[0]["nip"] == "19880101 201402 2 003"


def test_a_team_member_may_lack_nip_and_position() -> None:
    team = context(job("bap", {"tim": "Dewi\nAgus | - | Anggota | Seksi A"}))["tim"]
    assert team == [
        {"nama": "Dewi", "nip": "-", "jabatan": "-"},
        {"nama": "Agus", "nip": "-", "jabatan": "Anggota, Seksi A"},
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("| 198609262015051001 | Ketua", "memuat baris tanpa nama: '| 198609262015051001 | Ketua'"),
        ("Dewi | 12345 | Ketua", "memuat NIP yang bukan 18 angka: '12345'"),
    ],
)
def test_a_bad_line_of_the_team_is_told_with_an_example(line: str, problem: str) -> None:
    with pytest.raises(BadFieldError) as caught:
        context(job("bap", {"tim": line}))
    assert str(caught.value) == (
        f"Surat bap: Isian 'tim' (Tim) {problem}. "
        "Contoh: Rudi Hartono, S.T. | 198609262015051001 | Ketua Tim. Tidak ada yang ditulis."
    )


def test_a_berita_acara_needs_a_team() -> None:
    with pytest.raises(NoSignerError, match="ditandatangani Tim Teknis"):
        context(with_officers(job("bap", {"tim": ""})))


def test_later_letters_refer_to_earlier_ones() -> None:
    shown = context(job("surat-balasan"))
    assert shown["berita_acara"] == {
        "nomor": "503/002/DPMPTSP-NAKER/XI/2026",
        "tanggal": "18 November 2026",
    }
    assert shown["surat_undangan"]["nomor"] == "503/001/DPMPTSP-NAKER/XI/2026"


def test_a_berita_acara_is_dated_by_its_own_field() -> None:
    shown = context(job("surat-balasan", {"tanggal_bap": "19/11/2026"}))
    assert shown["berita_acara"]["tanggal"] == "19 November 2026"


def test_without_earlier_letters_nothing_is_referred_to() -> None:
    bare = job("telaahan")
    bare = replace(bare, case=bare.case._replace(events=bare.case.events[:1]))
    shown = context(bare)
    assert shown["berita_acara"] == {"nomor": "", "tanggal": ""}
    assert shown["lampiran"] == "-"


def test_a_disposition_names_the_analysis_and_the_day_it_arrived() -> None:
    arrived = ended(6, EventKind.FINISHED, 7)
    shown = context(with_events(job("disposisi"), arrived))
    assert shown["surat_dari"] == "Kepala Seksi Pengaduan dan Informasi"
    assert (shown["nomor_surat"], shown["tanggal_surat"], shown["diterima"]) == (
        "503/003/DPMPTSP-NAKER/XI/2026",
        "19 November 2026",
        "16 November 2026",
    )


def test_a_disposition_without_a_section_head_names_the_role() -> None:
    shown = context(with_officers(job("disposisi"), Officer("Hasan", KEPALA)))
    assert shown["surat_dari"] == KEPALA_SEKSI


def test_a_stray_row_in_the_sheet_isian_stops_no_letter() -> None:
    assert "salah_ketik" not in context(job("formulir", {"salah_ketik": "x"}))
