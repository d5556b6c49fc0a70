"""The command ``papan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

if TYPE_CHECKING:
    from cli_office import CliOffice


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in the browser."""
    files: list[str] = []
    monkeypatch.setattr(click, "launch", files.append)
    return files


def test_the_numbers_and_the_file_are_told(office: CliOffice, opened: list[str]) -> None:
    office.receive()
    done = office.at("2026-11-23T09:00").run("papan")
    file = office.folder / "laporan" / "papan.html"
    assert done.out == f"Masuk 1, selesai 0, sisa 1, terlambat 1.\nBerkas: {file}\n"
    assert (done.code, file.is_file(), opened) == (0, True, [])


def test_the_page_is_opened_when_asked_for(office: CliOffice, opened: list[str]) -> None:
    assert office.run("papan", "--buka").code == 0
    assert opened == [str(office.folder / "laporan" / "papan.html")]


def test_a_browser_that_does_not_start_is_told(
    office: CliOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click, "launch", lambda _: 3)
    done = office.run("papan", "--buka")
    assert (done.code, "Buka sendiri berkas itu" in done.err) == (0, True)


def test_a_program_reads_the_same_numbers(office: CliOffice) -> None:
    office.receive()
    data = office.at("2026-11-23T08:11").run("papan", "--json").data
    assert (data["keadaan"], data["masuk"], data["sisa"]) == ("2026-11-23T08:11+07:00", 1, 1)
    assert data["tahap"][0] == {
        "tahap": 1, "nama_tahap": "Penerimaan pengaduan", "dalam_waktu": 0, "hampir_habis": 1,
        "lewat_tenggat": 0, "menunggu": 0,
    }  # fmt: skip
    assert data["kepatuhan"][-1] == {
        "bulan": "2026-11", "dinilai": 0, "tepat_waktu": 0, "persen": None,
    }  # fmt: skip
    assert (data["buka"], data["hari_libur"]) == ("2026-11-23T07:30+07:00", [])
    assert data["berkas"].endswith("papan.html")
