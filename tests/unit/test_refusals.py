"""The exact words of every refusal: what is wrong, what to do, that nothing was written."""

from __future__ import annotations

import inspect

import pytest
from case_factory import at
from domain_factory import OFFICE

from pengaduan_xl.domain import refusals
from pengaduan_xl.domain.refusals import (
    ActRefusedError,
    BeforeLastEventRefusal,
    CaseClosedRefusal,
    CompletionNotDueRefusal,
    FieldRefusal,
    FutureTimeRefusal,
    IncompleteRefusal,
    LetterNotMadeRefusal,
    LetterOfClosedCaseRefusal,
    LetterTooEarlyRefusal,
    MissingLetterRefusal,
    MissingReasonRefusal,
    MoveNotAllowedRefusal,
    NotOnHoldRefusal,
    OnHoldRefusal,
    Refusal,
    WrongRoleRefusal,
)

MORNING, NOON = at("2026-11-23T07:30"), at("2026-11-23T12:00")
STEP = OFFICE.current.step(3)
STEP_TEXT = "tahap 3 (Verifikasi berkas, putusan peninjauan)"
REFUSALS: list[tuple[Refusal, str]] = [
    (
        CaseClosedRefusal("Dianggap Dicabut"),
        "Pengaduan sudah dianggap dicabut. Tidak ada tindakan lagi untuk pengaduan ini.",
    ),
    (
        WrongRoleRefusal("Budi", ["Kepala Seksi", "Tim Teknis"], STEP),
        f"Budi tidak berwenang pada {STEP_TEXT}. "
        "Yang berwenang: Kepala Seksi, Tim Teknis (lembar Alur dan SOP).",
    ),
    (
        IncompleteRefusal(STEP, ["Berkas", "Agenda"]),
        f"Kelengkapan {STEP_TEXT} belum ada: Berkas; Agenda. "
        "Lengkapi berkas lalu nyatakan di Meja Kerja atau dengan --lengkap, atau tunda pengaduan.",
    ),
    (
        MissingLetterRefusal("2026-0001", STEP, "undangan"),
        f"Surat 'undangan' untuk {STEP_TEXT} belum dibuat. "
        "Tekan Buat Surat, atau jalankan: pengaduan surat 2026-0001 undangan.",
    ),
    (
        MissingReasonRefusal("tenggat terlewati"),
        "Alasan wajib diisi karena tenggat terlewati. Isi Alasan di Meja Kerja atau dengan --alasan.",
    ),
    (
        FutureTimeRefusal(NOON, MORNING),
        "Waktu kejadian 23/11/2026 12.00 belum terjadi (sekarang 23/11/2026 07.30). "
        "Perbaiki waktu kejadian.",
    ),
    (
        BeforeLastEventRefusal(MORNING, NOON),
        "Waktu kejadian 23/11/2026 07.30 mendahului peristiwa terakhir 23/11/2026 12.00. "
        "Perbaiki waktu kejadian.",
    ),
    (
        MoveNotAllowedRefusal("lompat", STEP, 6),
        f"'lompat' ke tahap 6 dari {STEP_TEXT} tidak dibolehkan. "
        "Ikuti urutan SOP; perpindahan yang dibolehkan tercantum dan aktif pada lembar Alur.",
    ),
    (
        MoveNotAllowedRefusal("kembali", STEP, None),
        f"'kembali' dari {STEP_TEXT} tidak dibolehkan. "
        "Ikuti urutan SOP; perpindahan yang dibolehkan tercantum dan aktif pada lembar Alur.",
    ),
    (
        OnHoldRefusal(),
        "Pengaduan sedang menunggu kelengkapan dari pengadu. "
        "Tekan Lanjutkan dahulu, atau jalankan: pengaduan lanjut.",
    ),
    (
        NotOnHoldRefusal(),
        "Pengaduan tidak sedang ditunda. Tindakan ini hanya untuk pengaduan yang ditunda.",
    ),
    (
        CompletionNotDueRefusal(NOON),
        "Batas melengkapi berkas 23/11/2026 12.00 belum lewat. "
        "Tunggu sampai batas itu lewat, atau cabut atas permintaan pengadu.",
    ),
    (
        LetterTooEarlyRefusal("bap", 5, STEP),
        f"Surat 'bap' baru dapat dibuat pada tahap 5; pengaduan masih di {STEP_TEXT}. "
        "Selesaikan tahap sebelumnya dahulu.",
    ),
    (
        LetterNotMadeRefusal("2026-0001", "bap"),
        "Surat 'bap' belum dibuat atau sudah dibatalkan. "
        "Lihat surat yang ada dengan: pengaduan lihat 2026-0001.",
    ),
    (
        LetterOfClosedCaseRefusal("2026-0001", "bap", "Selesai"),
        "Pengaduan sudah selesai; surat 'bap' yang dibuat sekarang berbeda dari yang tercatat. "
        "Kembalikan berkasnya dari cadangan, atau serahkan salinannya dengan: "
        "pengaduan surat 2026-0001 bap --terima-suntingan BERKAS.",
    ),
    (FieldRefusal("NIK", "bukan 16 angka", "Isi 16 angka"), "NIK: bukan 16 angka. Isi 16 angka."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "text"), REFUSALS, ids=[type(refusal).__name__ for refusal, _ in REFUSALS]
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(refusal: Refusal, text: str) -> None:
    assert str(refusal) == f"{text} Tidak ada yang ditulis."
    assert refusal.exit_code == 3


def test_every_refusal_has_its_words_tested_here() -> None:
    classes = {
        kind
        for _, kind in inspect.getmembers(refusals, inspect.isclass)
        if issubclass(kind, Refusal) and kind is not Refusal
    }
    assert classes == {type(refusal) for refusal, _ in REFUSALS}


def test_only_role_completeness_and_letter_may_be_set_aside() -> None:
    words = {type(refusal): refusal.override for refusal, _ in REFUSALS if refusal.override}
    assert words == {
        WrongRoleRefusal: "peran",
        IncompleteRefusal: "kelengkapan",
        MissingLetterRefusal: "surat",
    }


def test_a_refused_act_lists_all_its_reasons() -> None:
    error = ActRefusedError("2026-0001", [OnHoldRefusal(), MissingReasonRefusal("itu perlu")])
    assert str(error) == (
        "2026-0001: ditolak karena 2 hal:\n"
        "- Pengaduan sedang menunggu kelengkapan dari pengadu. "
        "Tekan Lanjutkan dahulu, atau jalankan: pengaduan lanjut.\n"
        "- Alasan wajib diisi karena itu perlu. Isi Alasan di Meja Kerja atau dengan --alasan.\n"
        "Tidak ada yang ditulis."
    )


def test_a_refused_intake_has_no_number_yet() -> None:
    error = ActRefusedError("", [FieldRefusal("NIK", "bukan 16 angka", "Isi 16 angka")])
    assert str(error) == (
        "ditolak karena 1 hal:\n- NIK: bukan 16 angka. Isi 16 angka.\nTidak ada yang ditulis."
    )


def test_programs_read_the_reasons_apart_and_each_remedy_once() -> None:
    reasons = [MissingReasonRefusal("satu"), MissingReasonRefusal("dua")]
    error = ActRefusedError("2026-0001", reasons)
    assert error.problem == "Alasan wajib diisi karena satu; Alasan wajib diisi karena dua"
    assert error.remedy == "Isi Alasan di Meja Kerja atau dengan --alasan"
    assert (error.where, error.number, error.exit_code) == ("2026-0001", "2026-0001", 3)


def test_what_is_missing_can_be_read_from_the_refusals_themselves() -> None:
    assert IncompleteRefusal(STEP, ["Berkas"]).missing == ("Berkas",)
    assert FieldRefusal("NIK", "", "").heading == "NIK"
