"""Tabs and new paragraphs in printed texts, as docxtpl's own expressions make them."""

from __future__ import annotations

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl.letters.line_breaks import with_breaks

PIECES = st.sampled_from(
    [
        "<w:p>", '<w:p w:rsidR="1">', '<w:p w:rsidR="1"/>', "<w:p/>", "</w:p>", "<w:pPr>", "</w:pPr>",
        "<w:r>", '<w:r w:rsidR="1">', '<w:r w:rsidR="1"/>', "</w:r>", "<w:rPr>", "</w:rPr>", "<w:b/>",
        "<w:t>", '<w:t xml:space="preserve">', '<w:t xml:space="preserve"/>', "<w:t/>", "</w:t>", "<w:tab/>",
        "\a", "\t", "a", "{x}",
    ]
)  # fmt: skip
PAIRS = {"p": "<w:p>{}</w:p>", "r": "<w:r>{}</w:r>", "t": "<w:t>{}</w:t>"}


def by_docxtpl(xml: str) -> str:
    return str(DocxTemplate("").resolve_listing(xml))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_xml_is_broken_as_docxtpl_does_it(xml: str) -> None:
    nested = PAIRS["p"].format(PAIRS["r"].format(PAIRS["t"].format(f"a\ab\t{xml}")))
    assert with_breaks(xml) == by_docxtpl(xml)
    assert with_breaks(nested + xml + nested) == by_docxtpl(nested + xml + nested)


def test_a_new_paragraph_has_the_style_of_the_first() -> None:
    xml = "<w:p><w:pPr><x/></w:pPr><w:r><w:rPr><y/></w:rPr><w:t>a\ab</w:t></w:r></w:p>"
    assert with_breaks(xml) == (
        "<w:p><w:pPr><x/></w:pPr><w:r><w:rPr><y/></w:rPr><w:t>a</w:t></w:r></w:p>"
        '<w:p><w:pPr><x/></w:pPr><w:r><w:rPr><y/></w:rPr><w:t xml:space="preserve">b</w:t></w:r></w:p>'
    )


@pytest.mark.parametrize("xml", ["", "<w:p><w:r><w:t>a</w:t></w:r></w:p>", "\a", "<w:p>\t"])
def test_where_nothing_is_to_be_broken_nothing_changes(xml: str) -> None:
    assert with_breaks(xml) == xml
