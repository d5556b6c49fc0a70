"""Letters as printed: LibreOffice turns them into pages, and the pages are read back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from letters.hostile_office import COMPLAINT, MARKUP, UNSEEN, make_letters
from letters.letter_cases import job, rendered

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.fields import DATE_FORMS
from pengaduan_xl.letters.filling import fill, open_template
from pengaduan_xl.letters.template_kinds import template_kinds
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.letters.job import LetterJob
    from pengaduan_xl.letters.template_kinds import TemplateKind

SENTENCE = "Bengkel bekerja sampai lewat tengah malam sehingga warga tidak dapat tidur. "
LONG_TEXT = "\n".join([SENTENCE * 9] * 12)
MANY_PAPERS = "\n".join(f"Berkas nomor {n} | Ya | Lengkap dan terbaca" for n in range(1, 60))
TEAM = "\n".join(f"Anggota {n}, S.T. | 19880101201402200{n} | Penelaah" for n in range(1, 9))
WITNESSES = "\n".join(f"Orang {n} | Ketua RT 0{n}" for n in range(1, 7))
ENGLISH = (
    r"January|February|March|May|June|July|August|October|December|"
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)


LEFT_OVER = rf"\{{\{{|\}}\}}|\{{%|\b(None|nan|{ENGLISH})\b"
REPORTS = [kind for kind in template_kinds() if kind.key not in LETTERS]
HOSTILE = ("formulir", "surat-balasan")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page of every letter, and of long ones."""
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
        "draf-panjang": job("draf-balasan", {"keputusan": LONG_TEXT}),
        "pelimpahan-panjang": job("pelimpahan", {"alasan_pelimpahan": LONG_TEXT}),
        "verifikasi-panjang": job("lembar-verifikasi", {"kelengkapan_berkas": MANY_PAPERS}),
        "bap-panjang": job("bap", {"tim": TEAM, "saksi": WITNESSES, "kesimpulan": LONG_TEXT}),
    }
    # These lengths once parted the signature from its sentence in LibreOffice.
    letters |= {f"balasan-{n}": on_a4("tindak_lanjut", n) for n in range(1, 9)}
    contents = {name: rendered(letter) for name, letter in letters.items()}
    contents |= {kind.key: filled(kind) for kind in REPORTS}
    hostile = make_letters(
        tmp_path_factory.mktemp("serangan"), COMPLAINT | {"confidential": "Tidak"}
    )
    contents |= {
        f"jahat-{key}": path.read_bytes() for key, path in hostile.items() if key in HOSTILE
    }
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    return printed(folder)


def filled(kind: TemplateKind) -> bytes:
    """The template of a report, filled in with its example."""
    path = templates() / kind.file
    opened = open_template(path)
    fill(opened, dict(kind.context), path)
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def on_a4(field: str, lines: int) -> LetterJob:
    """A reply on A4 that is some lines longer."""
    reply = job("surat-balasan", {field: "\n".join(["Baris pendek."] * lines)})
    return replace(reply, settings=replace(reply.settings, letter_paper="A4"))


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
        assert not re.search(LEFT_OVER, text)


def test_every_report_prints_with_nothing_left_over(pages: dict[str, list[str]]) -> None:
    for kind in REPORTS:
        assert not re.search(LEFT_OVER, words(" ".join(pages[kind.key])))


@pytest.mark.parametrize("kind", template_kinds(), ids=lambda kind: kind.key)
def test_every_mandatory_field_is_on_the_page(
    pages: dict[str, list[str]], kind: TemplateKind
) -> None:
    text = words(" ".join(pages[kind.key]))
    for name in set(kind.mandatory) - {"keputusan_peninjauan"}:  # printed as a tick
        owner, _, part = name.rpartition(".")
        group = kind.context[owner] if owner else kind.context
        assert isinstance(group, dict)
        forms = [group[f"{part}{form}"] for form in DATE_FORMS if f"{part}{form}" in group]
        assert any(beginning(value) in text for value in forms)


def beginning(value: object) -> str:
    """The first two words of a text, or of a list's first item."""
    while isinstance(value, list | dict):
        value = next(iter(value if isinstance(value, list) else value.values()))
    return " ".join(str(value).split()[:2])


@pytest.mark.parametrize("key", HOSTILE)
def test_what_would_be_commands_elsewhere_is_on_the_page_as_typed(
    pages: dict[str, list[str]], key: str
) -> None:
    text = re.sub(r"\s", "", " ".join(pages[f"jahat-{key}"]))
    assert re.sub(r"\s", "", MARKUP) in text
    assert not set(UNSEEN) & set(text)


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
        ("draf-panjang", "kami ucapkan terima kasih.", "Hasan Contoh, M.Si."),
        ("pelimpahan-panjang", "kami ucapkan terima kasih.", "Hasan Contoh, M.Si."),
        ("verifikasi-panjang", "Demikian hasil verifikasi", "Rudi Contoh, S.H."),
    ],
)
def test_a_signature_shares_its_page_with_the_closing_sentence(
    pages: dict[str, list[str]], key: str, closing: str, name: str
) -> None:
    last = words(pages[key][-1])
    assert len(pages[key]) >= 2
    assert closing in last
    assert name in last


@pytest.mark.parametrize("lines", range(1, 9))
def test_closing_signature_and_copies_stay_on_one_page(
    pages: dict[str, list[str]], lines: int
) -> None:
    (page,) = [page for page in pages[f"balasan-{lines}"] if "Demikian kami" in page]
    assert "Hasan Contoh, M.Si." in page
    assert "Inspektur Kota Pagar Alam" in page


def test_a_draft_is_marked_on_each_of_its_pages(pages: dict[str, list[str]]) -> None:
    assert len(pages["draf-panjang"]) >= 2
    assert all("DRAF" in page.split() for page in pages["draf-panjang"])
    assert "DRAF" not in " ".join(pages["surat-balasan"]).split()


def test_a_table_over_pages_repeats_its_head(pages: dict[str, list[str]]) -> None:
    listed = [page for page in pages["verifikasi-panjang"] if "Lengkap dan terbaca" in page]
    assert len(listed) >= 2
    assert all("Keterangan" in page for page in listed)


def test_team_and_witnesses_sign_below_a_sentence(pages: dict[str, list[str]]) -> None:
    found = list(map(words, pages["bap-panjang"]))
    assert any("Demikian Berita Acara" in page and "Anggota 1, S.T. NIP" in page for page in found)
    assert any("disaksikan oleh:" in page and "Orang 1" in page for page in found)
