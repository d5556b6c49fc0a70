"""Letters as printed: LibreOffice turns them into pages, and the pages are read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from letters.letter_cases import job, rendered

from pengaduan_xl.letters.catalogue import LETTERS

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "Bengkel bekerja sampai lewat tengah malam sehingga warga tidak dapat tidur. "
LONG_TEXT = "\n".join([SENTENCE * 9] * 12)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of every letter, and of three long ones."""
    missing = [tool for tool in ("soffice", "pdftotext") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"tidak terpasang: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("halaman")
    letters = {key: job(key) for key in LETTERS} | {
        "formulir-panjang": job("formulir", description=LONG_TEXT),
        "undangan-banyak": job(
            "undangan", {"tujuan": "\n".join(f"Camat {n}" for n in range(1, 26))}
        ),
        "telaahan-panjang": job("telaahan", {"analisis": LONG_TEXT}),
    }
    for name, letter in letters.items():
        (folder / f"{name}.docx").write_bytes(rendered(letter))
    return printed(folder)


def printed(folder: Path) -> dict[str, list[str]]:
    """Turn all letters of a folder into PDF at once and return their pages as text."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profil').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    found = {}
    for path in sorted(folder.glob("*.pdf")):
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=60
        )
        found[path.stem] = text.stdout.decode("utf-8").split("\f")[:-1]
    return found


def words(page: str) -> str:
    return " ".join(page.split())


def test_every_letter_prints_with_its_register_number_and_nothing_left_over(
    pages: dict[str, list[str]],
) -> None:
    for key in LETTERS:
        text = words(" ".join(pages[key]))
        assert "2026-0014" in text
        assert not re.search(r"\{\{|\}\}|\{%|\bNone\b|\bnan\b|\bJanuary\b|\bMonday\b", text)


@pytest.mark.parametrize("key", LETTERS)
def test_a_short_letter_is_one_page_without_a_page_number(
    pages: dict[str, list[str]], key: str
) -> None:
    assert len(pages[key]) == 1
    assert "halaman" not in pages[key][0]


def test_many_addressees_are_listed_on_a_second_page_that_is_signed_too(
    pages: dict[str, list[str]],
) -> None:
    letter, attachment = map(words, pages["undangan-banyak"])
    assert "Daftar Undangan Terlampir" in letter
    assert "Lampiran : 1 (satu) lembar" in letter
    assert "25. Camat 25" in attachment
    assert "Hasan Contoh, M.Si." in attachment
    assert attachment.endswith("Pengaduan 2026-0014 – halaman 2 dari 2")


@pytest.mark.parametrize(
    ("key", "closing", "name"),
    [
        ("formulir-panjang", "dapat dipertanggungjawabkan.", "Sari Contoh, S.E."),
        ("telaahan-panjang", "arahan lebih lanjut.", "Rudi Contoh, S.H."),
    ],
)
def test_a_signature_shares_its_page_with_the_closing_sentence(
    pages: dict[str, list[str]], key: str, closing: str, name: str
) -> None:
    last = words(pages[key][-1])
    assert len(pages[key]) >= 2
    assert closing in last
    assert name in last
