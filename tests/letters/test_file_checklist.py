"""The checklist of the verification sheet: as typed, else from Riwayat and the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from letters.letter_cases import job

from pengaduan_xl.domain.complaint import Event, EventKind
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.fields import BadFieldError

AT = datetime.fromisoformat("2026-11-16T10:00")


def ended(step: int, completeness: str) -> Event:
    kind = EventKind.FINISHED
    return Event(
        9, "2026-0014", step, kind, step + 1, "Sari", AT, AT, due=AT, completeness=completeness
    )


def checklist(typed: str, *events: Event, **complaint: object) -> list[dict[str, str]]:
    letter = job("lembar-verifikasi", {"kelengkapan_berkas": typed}, **complaint)
    case = letter.case._replace(events=(*letter.case.events, *events))
    context: Any = build_context(replace(letter, case=case))
    found: list[dict[str, str]] = context["kelengkapan_berkas"]
    return found


def answers(lines: list[dict[str, str]]) -> dict[str, str]:
    words = {("√", ""): "Ya", ("", "√"): "Tidak", ("", ""): ""}
    return {line["nama"]: words[line["ya"], line["tidak"]] for line in lines}


def test_typed_lines_are_taken_as_they_are() -> None:
    assert checklist("Formulir | ya\nFoto | TIDAK | Menyusul | besok") == [
        {"nama": "Formulir", "ya": "√", "tidak": "", "keterangan": ""},
        {"nama": "Foto", "ya": "", "tidak": "√", "keterangan": "Menyusul, besok"},
    ]


@pytest.mark.parametrize("line", ["Formulir", "| Ya", "Formulir | mungkin"])
def test_a_line_that_says_neither_yes_nor_no_is_told(line: str) -> None:
    with pytest.raises(BadFieldError) as caught:
        checklist(line)
    assert str(caught.value) == (
        "Surat lembar-verifikasi: Isian 'kelengkapan_berkas' (Kelengkapan berkas) memuat baris yang bukan "
        f"Nama | Ya atau Tidak: '{line}'. Contoh: Formulir pengaduan | Ya. Tidak ada yang ditulis."
    )


def test_without_typed_lines_the_steps_before_tell_what_is_on_file() -> None:
    lines = checklist(
        "",
        ended(1, "Pengaduan tertulis dan/atau lisan"),
        ended(2, "formulir pengaduan; Tanda terima pengaduan"),
    )
    assert answers(lines) == {
        "Pengaduan tertulis dan/atau lisan": "Ya",
        "Formulir pengaduan": "Ya",
        "Agenda": "Tidak",
        "Tanda terima pengaduan": "Ya",
        "Identitas dan alamat pengadu": "Ya",
        "Uraian pengaduan": "Ya",
        "Bukti pendukung": "Ya",
    }


def test_what_the_register_lacks_is_missing() -> None:
    lines = checklist("", evidence="", phone="", email="", address="", proxy="Siti Kuasa")
    found = answers(lines)
    assert found["Formulir pengaduan"] == found["Bukti pendukung"] == "Tidak"
    assert found["Identitas dan alamat pengadu"] == "Tidak"
    assert lines[-1] == {
        "nama": "Surat kuasa",
        "ya": "",
        "tidak": "",
        "keterangan": "Diperiksa pada berkas",
    }
