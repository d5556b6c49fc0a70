"""How results look on a terminal and in a pipe."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from domain_factory import MONDAY

from pengaduan_xl.cli.output import (
    PIPE_WIDTH,
    iso,
    moment_text,
    show_findings,
    show_outcome,
    show_table,
)
from pengaduan_xl.desk import Outcome
from pengaduan_xl.domain.complaint import CaseState, Complaint, Status
from pengaduan_xl.domain.findings import Finding

Screen = pytest.CaptureFixture[str]

HEADINGS = ("No. Register", "Diterima", "Perihal", "Tenggat tahap")
LONG = "Izin gangguan belum terbit walaupun permohonan sudah lengkap sejak bulan September"
ROWS = [
    ("2026-0001", "23/11/2026 08.00", LONG, "23/11/2026 08.15"),
    ("2026-0002", "23/11/2026 08.05", "x" * 60, "-"),
]
STATE = CaseState(
    None, 3, "Kepala Seksi", MONDAY, MONDAY, MONDAY, MONDAY, Status.IN_PROCESS, "", "", None
)


def lines_of(screen: Screen) -> list[str]:
    """What was printed, without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", screen.readouterr().out).splitlines()


def texts_of(lines: list[str]) -> list[str]:
    """The text of each column, its lines put together without blanks."""
    cells = [line.strip("│").split("│") for line in lines if line.startswith("│")]
    return ["".join(column).replace(" ", "") for column in zip(*cells, strict=True)]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal whose width a test sets."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return monkeypatch


def outcome(**changes: object) -> Outcome:
    complaint = Complaint("2026-0001", MONDAY, "Surat", "Warga")
    made = Outcome(complaint, STATE, "Verifikasi", (), ())
    return made._replace(**changes)  # type: ignore[arg-type]  # by field name


def test_a_table_in_a_pipe_is_wide_and_its_short_columns_stay_whole(capsys: Screen) -> None:
    show_table("Daftar", HEADINGS, ROWS)
    lines = lines_of(capsys)
    assert lines[0].strip() == "Daftar"
    assert max(map(len, lines)) <= PIPE_WIDTH
    assert sum("23/11/2026 08.00" in line for line in lines) == 1


def test_long_texts_wrap_and_lose_nothing(capsys: Screen) -> None:
    show_table("Daftar", HEADINGS, [(*ROWS[0][:2], LONG * 3, "-")])
    assert texts_of(lines_of(capsys))[2] == (LONG * 3).replace(" ", "")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_narrow_terminal_shows_every_letter(
    capsys: Screen, narrow: pytest.MonkeyPatch, width: int
) -> None:
    narrow.setenv("COLUMNS", str(width))
    show_table("Daftar", HEADINGS, ROWS)
    lines = lines_of(capsys)
    assert max(map(len, lines)) <= width
    assert texts_of(lines) == [
        "".join(column).replace(" ", "") for column in zip(*ROWS, strict=True)
    ]


def test_markup_in_a_text_is_shown_as_typed(capsys: Screen, narrow: pytest.MonkeyPatch) -> None:
    narrow.delenv("FORCE_COLOR")
    show_table("[b]Daftar[/b]", ("[i]Hal[/i]",), [("[red]x[/red]",), ("[/]",), (":smile:",)])
    text = capsys.readouterr().out
    for shown in ("[b]Daftar[/b]", "[i]Hal[/i]", "[red]x[/red]", "[/]", ":smile:"):
        assert shown in text


def test_an_empty_table_shows_its_headings(capsys: Screen) -> None:
    show_table("Daftar pengaduan (0)", HEADINGS, [])
    lines = lines_of(capsys)
    assert all(heading in lines[2] for heading in HEADINGS)
    assert len(lines) == 5


def test_an_empty_cell_is_blank_and_numbers_are_texts(capsys: Screen) -> None:
    show_table("Rekap", ("Hal", "Isi"), [("Masuk", 3), ("Petugas", None)])
    assert texts_of(lines_of(capsys)) == ["MasukPetugas", "3"]


def test_a_row_of_another_length_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="zip"):
        show_table("Rekap", ("Hal", "Isi"), [("Masuk",)])


def test_lines_within_a_cell_stay_lines(capsys: Screen) -> None:
    show_table("Rekap", ("Hal",), [("satu\ndua",)])
    assert "│ satu │" in (lines := lines_of(capsys))
    assert "│ dua  │" in lines


def test_moments_are_shown_as_staff_read_them_and_as_programs_do() -> None:
    moment = datetime.fromisoformat("2026-11-03T07:05:59")
    assert (moment_text(moment), iso(moment)) == ("03/11/2026 07.05", "2026-11-03T07:05+07:00")
    assert (moment_text(None), iso(None)) == ("-", None)


def test_an_outcome_tells_step_deadline_and_files(capsys: Screen) -> None:
    show_outcome("tahap selesai", outcome(files=(Path("surat/a.docx"),)), as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "2026-0001: tahap selesai. Status: Diproses.",
        "  Tahap 3: Verifikasi (Kepala Seksi)",
        f"  Tenggat tahap: {moment_text(MONDAY)}; tenggat kasus: {moment_text(MONDAY)}",
        "  Surat: surat/a.docx",
    ]


def test_a_clock_that_stands_still_is_said_so(capsys: Screen) -> None:
    held = STATE._replace(step_due=None, status=Status.WAITING)
    show_outcome("pengaduan ditunda", outcome(state=held), as_json=False)
    assert "Tenggat tahap: berhenti selama menunggu;" in capsys.readouterr().out


def test_a_case_at_its_end_has_no_step_to_show(capsys: Screen) -> None:
    ended = STATE._replace(step=None, status=Status.FINISHED)
    show_outcome("tahap selesai", outcome(state=ended), as_json=False)
    assert capsys.readouterr().out == "2026-0001: tahap selesai. Status: Selesai.\n"


def test_warnings_do_not_mix_with_the_result(capsys: Screen) -> None:
    warned = outcome(warnings=("Hari libur 2028 belum lengkap",))
    show_outcome("tahap selesai", warned, as_json=False)
    shown = capsys.readouterr()
    assert shown.err == "  Peringatan: Hari libur 2028 belum lengkap\n"
    assert "Peringatan" not in shown.out
    show_outcome("tahap selesai", warned, as_json=True)
    assert json.loads(capsys.readouterr().out)["peringatan"] == list(warned.warnings)


def test_findings_are_counted(capsys: Screen) -> None:
    finding = Finding("Register", "B4", "2026-0001", "Bukan tanggal", "Isi tanggal")
    show_findings([finding] * 2, as_json=False)
    shown = "- Register!B4 (2026-0001): Bukan tanggal. Isi tanggal.\n"
    assert capsys.readouterr().out == f"{shown * 2}2 temuan.\n"
    show_findings([], as_json=False)
    assert capsys.readouterr().out == "Tidak ada temuan.\n"
    show_findings([], as_json=True)
    assert json.loads(capsys.readouterr().out) == []
