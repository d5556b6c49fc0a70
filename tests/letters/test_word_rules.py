"""Templates, letters and reports keep the rules by which Word opens a document without a word of repair."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document
from letters.bad_templates import add_xml, edited, form, replaced, run, saved
from letters.letter_cases import job, rendered
from letters.word_rules import word_faults

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.filling import fill, open_template
from pengaduan_xl.letters.template_kinds import template_kinds
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KINDS = {kind.key: kind for kind in template_kinds()}
DOCUMENT = "word/document.xml"
EMPTY = ("description", "evidence", "requested", "permit", "location", "address")


def filled(key: str, context: Mapping[str, object]) -> bytes:
    """A template filled in."""
    path = templates() / KINDS[key].file
    opened = open_template(path)
    fill(opened, dict(context), path)
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def in_body(path: Path) -> list[str]:
    """The rules that the body breaks; the other parts of python-docx's own template are not ours."""
    return [fault for fault in word_faults(path.read_bytes()) if "word/document.xml" in fault]


@pytest.mark.parametrize("key", KINDS)
def test_a_template_keeps_the_rules(key: str) -> None:
    assert word_faults((templates() / KINDS[key].file).read_bytes()) == []


@pytest.mark.parametrize("key", KINDS)
def test_what_is_filled_in_keeps_the_rules_full_long_and_bare(key: str) -> None:
    for context in KINDS[key].trials:
        if "foto" not in context or not context["foto"]:
            assert word_faults(filled(key, context)) == []


@pytest.mark.parametrize("key", LETTERS)
def test_a_letter_of_an_almost_empty_complaint_keeps_the_rules(key: str) -> None:
    assert word_faults(rendered(job(key, None, **dict.fromkeys(EMPTY, "")))) == []


def test_lists_that_turn_out_empty_leave_nothing_that_word_would_repair(tmp_path: Path) -> None:
    document = form()
    rows = document.add_table(3, 1)
    for cell, text in zip(
        rows.columns[0].cells, ("{%tr for x in [] %}", "{{ x }}", "{%tr endfor %}"), strict=True
    ):
        cell.text = text
    cells = document.add_table(1, 3)
    for cell, text in zip(
        cells.rows[0].cells, ("{%tc for x in [] %}", "{{ x }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    document.add_table(1, 1).cell(0, 0).text = "{%p if false %}"
    document.tables[-1].cell(0, 0).add_paragraph("{%p endif %}")
    path = saved(tmp_path, document)
    opened = open_template(path)
    fill(opened, dict(KINDS["formulir"].context), path)
    opened.save(path)
    assert in_body(path) == []
    assert [len(table.rows) for table in Document(str(path)).tables] == [1]


def test_lines_within_a_link_stay_lines_and_keep_the_rules(tmp_path: Path) -> None:
    document = form()
    add_xml(document, f'<w:hyperlink w:anchor="x">{run("{{ uraian }}")}</w:hyperlink>')
    path = saved(tmp_path, document)
    opened = open_template(path)
    fill(opened, {**KINDS["formulir"].context, "uraian": "satu\ndua"}, path)
    opened.save(path)
    assert in_body(path) == []
    assert Document(str(path)).paragraphs[-1].text == "satu\ndua"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"<w:sectPr", b"<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:sectPr", "tbl tanpa tr"),
        (b"<w:sectPr", b"<w:p><w:r/><w:pPr/></w:p><w:sectPr", "element 'pPr'"),
        (b"<w:sectPr", b"<w:p><w:pPr><w:jc/><w:spacing/></w:pPr></w:p><w:sectPr", "element 'spacing'"),
        (b"<w:sectPr", b"<w:p><w:pPr><w:aneh/></w:pPr></w:p><w:sectPr", "element 'aneh'"),
        (b"<w:sectPr", b'<w:p><w:pPr><w:pStyle w:val="Tiada"/></w:pPr></w:p><w:sectPr', "'Tiada'"),
        (b"<w:sectPr", b"<w:p><w:r><w:t> x</w:t></w:r></w:p><w:sectPr", "spasi hilang pada ' x'"),
        (b"</w:body>", b"<w:p/></w:body>", "element 'p'"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_seen(tmp_path: Path, old: bytes, new: bytes, fault: str) -> None:
    path = edited(saved(tmp_path, form()), replaced(DOCUMENT, old, new))
    assert any(fault in found for found in word_faults(path.read_bytes()))


def test_missing_parts_and_types_are_seen(tmp_path: Path) -> None:
    path = edited(saved(tmp_path, form()), lambda members: members.update({"x.bin": b""}))
    assert word_faults(path.read_bytes())[0] == "tanpa jenis x.bin"
