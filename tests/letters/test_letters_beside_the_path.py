"""Draft, notice of an incomplete file, forwarding, proof of delivery: what they say of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from letters.letter_cases import job, opened, rendered, said

from pengaduan_xl.domain.complaint import Event, EventKind
from pengaduan_xl.letters.context import build_context

if TYPE_CHECKING:
    from pengaduan_xl.letters.job import LetterJob

SECRETS = (
    "Budi Contoh",
    "1672011203850001",
    "0812-0000-0000",
    "budi@contoh.id",
    "Jalan Melati Nomor 12",
)
AT = datetime.fromisoformat("2026-11-20T10:00")


def context(letter: LetterJob) -> Any:
    return build_context(letter)


def header(content: bytes) -> list[str]:
    """The texts above the first page and above those that follow."""
    section = opened(content).sections[0]
    both = (section.first_page_header, section.header)
    return [paragraph.text for part in both for paragraph in part.paragraphs if paragraph.text]


def held(until: str) -> Event:
    due = datetime.fromisoformat(until)
    return Event(9, "2026-0014", 3, EventKind.HELD, 3, "Rudi", AT, AT, due=due)


def test_a_draft_is_marked_on_every_page_and_the_reply_is_not() -> None:
    assert header(rendered(job("draf-balasan"))) == ["DRAF", "DRAF"]
    assert header(rendered(job("surat-balasan"))) == []


def test_a_draft_leaves_number_and_date_open() -> None:
    text = said(rendered(job("draf-balasan")))
    assert "Nomor | : | ………………………… | Pagar Alam, …………………" in text
    assert "23 November 2026" not in text


def test_draft_and_reply_say_the_same_but_for_number_and_date() -> None:
    draft, reply = (
        said(rendered(job(key))).splitlines() for key in ("draf-balasan", "surat-balasan")
    )
    assert [one for one, other in zip(draft, reply, strict=True) if one != other] == [draft[1]]


@pytest.mark.parametrize(
    ("typed", "events", "until"),
    [
        ("", [], "Rabu, 23 Desember 2026"),
        ("", ["2026-12-20T23:59"], "Minggu, 20 Desember 2026"),
        ("", ["2026-12-20T23:59", "2027-01-05T23:59"], "Selasa, 5 Januari 2027"),
        ("16/12/2026", ["2026-12-20T23:59"], "Rabu, 16 Desember 2026"),
    ],
)
def test_the_notice_says_until_when(typed: str, events: list[str], until: str) -> None:
    letter = job("berkas-tidak-lengkap", {"batas_melengkapi": typed})
    case = letter.case._replace(events=(*letter.case.events, *map(held, events)))
    assert context(replace(letter, case=case))["batas_melengkapi_hari"] == until


def test_the_notice_says_how_unless_it_is_typed() -> None:
    default = said(rendered(job("berkas-tidak-lengkap", {"cara_melengkapi": ""})))
    assert "agar diserahkan ke kantor kami pada jam pelayanan atau dikirim ke pos-el" in default
    typed = said(rendered(job("berkas-tidak-lengkap", {"cara_melengkapi": "dikirim lewat pos"})))
    assert "agar dikirim lewat pos, paling lambat hari Rabu" in typed


@pytest.mark.parametrize("key", ["berkas-tidak-lengkap", "pelimpahan", "bukti-penyampaian"])
def test_a_confidential_complainant_is_in_none_of_them(key: str) -> None:
    text = said(rendered(job(key, confidential=True)))
    assert not [secret for secret in SECRETS if secret in text]
    assert "Pengadu (dirahasiakan)" in text


def test_a_confidential_forwarding_says_how_to_reach_the_complainant() -> None:
    open_case, hidden = (
        said(rendered(job("pelimpahan", confidential=secret))) for secret in (False, True)
    )
    assert "dapat disampaikan melalui kami" not in open_case
    assert "dapat disampaikan melalui kami" in hidden


def test_the_complainant_always_gets_a_copy_of_the_forwarding_and_is_not_named_there() -> None:
    typed = {"tembusan_lain": "Budi Contoh\nInspektur"}
    text = said(rendered(job("pelimpahan", typed)))
    assert text.endswith(
        "1.\tPengadu dengan nomor register 2026-0014 / 2.\tPengadu (dirahasiakan) / 3.\tInspektur\n"
    )


def test_a_forwarding_names_no_nik_and_takes_the_file_along() -> None:
    text = said(rendered(job("pelimpahan")))
    assert "1672" not in text
    assert "Lampiran | : | 1 (satu) berkas" in text


def test_the_proof_of_delivery_names_the_reply() -> None:
    text = said(rendered(job("bukti-penyampaian", {"pukul_penyampaian": "", "bukti_kirim": ""})))
    assert "Nomor surat | : | 503/004/DPMPTSP-NAKER/XI/2026" in text
    assert "Tanggal surat | : | 20 November 2026" in text
    assert "Pukul | : | -" in text
    assert "Bukti kirim | : | -" in text


@pytest.mark.parametrize("answer", ["Ya", "Tidak"])
def test_the_verification_sheet_ticks_the_decision(answer: str) -> None:
    text = said(rendered(job("lembar-verifikasi", {"keputusan_peninjauan": answer})))
    assert ("☒  Dilakukan peninjauan" in text) == (answer == "Ya")
    assert ("☒  Tidak dilakukan peninjauan" in text) == (answer == "Tidak")
