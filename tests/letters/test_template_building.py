"""The shipped templates: current, reproducible, and set as an official letter is."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from letters.letter_cases import job, opened, rendered

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.note_page import KEY as NOTE
from pengaduan_xl.letters.recap_page import KEY as RECAP
from pengaduan_xl.letters.recap_page import PERIOD_KEY as PERIOD
from pengaduan_xl.resources import templates
from scripts import build_letter_docs, build_templates
from scripts.template_emblem import HEIGHT, WIDTH, emblem_png
from scripts.template_styles import LOOKS

if TYPE_CHECKING:
    from pathlib import Path


TEMPLATES = sorted(build_templates.WRITERS)


def template(key: str) -> Any:
    """A shipped template as python-docx reads it."""
    return Document(str(templates() / f"{key}.docx"))


def paragraphs(document: Any) -> list[Any]:
    """All paragraphs, those of tables included."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]


def test_the_templates_on_file_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert build_templates.main(["--check"]) == 0
    assert capsys.readouterr().out == "templates are current\n"


def test_a_template_is_built_alike_each_time() -> None:
    assert build_templates.template_bytes("bap") == build_templates.template_bytes("bap")


def test_a_missing_or_changed_template_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_templates.main(["--folder", str(tmp_path)])
    (tmp_path / "bap.docx").unlink()
    (tmp_path / "undangan.docx").write_bytes((tmp_path / "telaahan.docx").read_bytes())
    assert build_templates.main(["--check", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "not current: undangan.docx",
        "not current: bap.docx",
    ]


def test_there_is_a_template_for_every_letter_and_no_other() -> None:
    letters = {one.template for one in LETTERS.values()}
    assert {path.name for path in templates().glob("*")} == {
        *letters, f"{RECAP}.docx", f"{PERIOD}.docx", f"{NOTE}.docx",
    }  # fmt: skip


def test_the_manual_holds_the_catalogue_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert build_letter_docs.main(["--check"]) == 0
    assert capsys.readouterr().out == "docs/surat.md is current\n"


@pytest.mark.parametrize("key", [*LETTERS, RECAP])
def test_every_letter_has_a_small_picture_in_the_manual(key: str) -> None:
    picture = build_letter_docs.PICTURES / f"{key}.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 60_000


def test_a_stale_manual_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "surat.md"
    stale.write_text(build_letter_docs.PAGE.read_text("utf-8").replace("Kartu", "Kertas"), "utf-8")
    monkeypatch.setattr(build_letter_docs, "PAGE", stale)
    assert build_letter_docs.main(["--check"]) == 1
    assert build_letter_docs.main([]) == 0
    assert "Kartu Kendali" in stale.read_text("utf-8")
    assert capsys.readouterr().out == "not current: docs/surat.md\n"


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_is_f4_with_the_margins_of_an_official_letter(key: str) -> None:
    section = template(key).sections[0]
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in sizes] == [215, 330]
    assert [round(size.cm, 1) for size in margins] == [2.5, 3.0, 3.0, 2.5]


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_paragraph_has_a_named_style_that_staff_can_change(key: str) -> None:
    document = template(key)
    assert {line.style.name for line in paragraphs(document)} <= {*LOOKS, "Normal"}
    assert not [line for line in paragraphs(document) if line.style.name == "Normal" and line.text]


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_is_set_in_arial_and_indonesian(key: str) -> None:
    defaults = template(key).styles.element.find(qn("w:docDefaults"))
    assert defaults.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Arial"
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "id-ID"


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_signature_is_never_alone_on_a_page(key: str) -> None:
    styles = template(key).styles
    kept = ("Penutup", "Pernyataan", "Jarak Tanda Tangan", "Tanda Tangan", "Nama Penanda Tangan")
    assert all(styles[name].paragraph_format.keep_with_next for name in kept)


@pytest.mark.parametrize("key", [key for key in TEMPLATES if key not in {"bap", "kartu-kendali"}])
def test_a_signature_stands_in_a_row_that_no_page_break_splits(key: str) -> None:
    rows = [row._tr for table in template(key).tables for row in table.rows]
    signed = [row for row in rows if "{{ tanda_tangan.nama }}" in row.xpath("string()")]
    assert signed
    assert all(row.find(f"./{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in signed)


@pytest.mark.parametrize("key", LETTERS)
def test_no_two_tables_touch_and_so_become_one(key: str) -> None:
    optional = {field.key: "" for field in LETTERS[key].fields if not field.required}
    for letter in (job(key), job(key, optional)):
        parts = [one.tag for one in opened(rendered(letter)).element.body]
        assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(parts))


@pytest.mark.parametrize("key", TEMPLATES)
def test_tables_with_heads_repeat_them_and_keep_their_rows_whole(key: str) -> None:
    for table in template(key).tables:
        if table._tbl.findall(f".//{qn('w:tblHeader')}"):
            assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
            assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


@pytest.mark.parametrize("key", TEMPLATES)
def test_tables_are_measured_by_the_text_so_that_they_fit_other_paper(key: str) -> None:
    for width in template(key).element.body.iter(qn("w:tblW")):
        assert (width.get(qn("w:type")), width.get(qn("w:w"))) == ("pct", "5000")


@pytest.mark.parametrize("key", TEMPLATES)
def test_pages_are_numbered_from_the_second_on(key: str) -> None:
    section = template(key).sections[0]
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert section.different_first_page_header_footer
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("key", TEMPLATES)
def test_the_letterhead_has_an_emblem_and_a_double_rule(key: str) -> None:
    head = template(key).tables[0]
    (picture,) = head._tbl.iter(qn("wp:docPr"))
    assert picture.get("descr") == "lambang"
    assert {rule.get(qn("w:val")) for rule in head._tbl.iter(qn("w:bottom"))} == {
        "thinThickMediumGap"
    }


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_template_carries_no_parts_that_no_letter_needs(key: str) -> None:
    with zipfile.ZipFile(templates() / f"{key}.docx") as package:
        names = set(package.namelist())
    assert not [name for name in names if "theme" in name or "custom" in name or "thumb" in name]


def test_the_emblem_is_a_png_of_its_size() -> None:
    assert emblem_png().startswith(b"\x89PNG\r\n\x1a\n")
    document = Document()
    shape = document.add_picture(io.BytesIO(emblem_png()))
    assert shape.width * HEIGHT == pytest.approx(shape.height * WIDTH, rel=0.001)
