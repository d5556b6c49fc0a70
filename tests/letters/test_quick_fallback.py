"""Templates, or what is to be printed in them, that the quick path leaves to docxtpl."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import nsdecls
from docxtpl import InlineImage, Listing, RichText
from letters.quick_cases import (
    CONTEXT,
    LOOK,
    body_of,
    by_docxtpl,
    canonical,
    left,
    of_paragraphs,
    of_rows,
    quickly,
    run,
    same,
    saved,
    with_part,
)

from pengaduan_xl.letters.quick_making import quick_template
from pengaduan_xl.letters.quick_structure import check_structure
from pengaduan_xl.letters.quick_tags import NotQuickError
from scripts.template_emblem import emblem_png

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@pytest.mark.parametrize(
    "rows",
    [
        (("{%tr for r in baris %}",), ("{{ r.u }}", "{{ r.v }}"), ("{%tr endfor %}",)),
        (("a", "{%tc for x in banyak %}", "{{ x }}", "{%tc endfor %}"),),
        (("a", "{% colspan baris|length %}{{ a }}"), ("c", "d")),
        (("a", "{% cellbg a %}{{ a }}"), ("c", "d")),
        (("A", "B"), ("{%tr for r in baris %}",), ("{{ r.u }}", "{% vm %}x"), ("{%tr endfor %}",)),
        (("{% for r in baris %}{{ r.u }}", "x"), ("{{ a }}{% endfor %}",)),
    ],
)
def test_tables_whose_columns_may_change_are_left_to_docxtpl(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    assert left(of_rows(*rows))


@pytest.mark.parametrize("span", ["2", "dua"])
def test_merged_cells_count_as_the_columns_they_span(span: str) -> None:
    cells = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p>{run("{{ a }}")}</w:p></w:tc>'
    grid = '<w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>'
    content = body_of(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl><w:p/>")
    if span == "2":
        assert same(content)
    else:
        with pytest.raises(NotQuickError):
            quick_template(content, LOOK)


@pytest.mark.parametrize("width", ["", 'w:w="lebar"'])
def test_tables_without_widths_are_left_to_docxtpl(width: str) -> None:
    row = f"<w:tr><w:tc><w:p>{run('{{ a }}')}</w:p></w:tc></w:tr>"
    grid = f"<w:tblGrid><w:gridCol {width}/></w:tblGrid>"
    assert left(body_of(f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl><w:p/>"))


def test_a_cell_that_may_lose_all_its_paragraphs_is_left_to_docxtpl() -> None:
    texts = ("{%p if a %}", "{{ b }}", "{%p endif %}")
    cell = f"<w:tc>{''.join(f'<w:p>{run(text)}</w:p>' for text in texts)}</w:tc>"
    grid = '<w:tblGrid><w:gridCol w:w="90"/></w:tblGrid>'
    assert left(body_of(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cell}</w:tr></w:tbl><w:p/>"))


@pytest.mark.parametrize("condition", ["a", "kosong"])
def test_a_row_that_may_be_the_widest_is_left_to_docxtpl(condition: str) -> None:
    def row(*texts: str) -> str:
        cells = (f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)
        return f"<w:tr>{''.join(cells)}</w:tr>"

    grid = '<w:tblGrid><w:gridCol w:w="90"/></w:tblGrid>'
    block = (row(f"{{%tr if {condition} %}}"), row("{{ b }}", "x"), row("{%tr endif %}"))
    rows = "".join((row("a"), *block))
    assert left(body_of(f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl><w:p/>"))


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p><w:hyperlink w:anchor='x'>{run('{{ b }}')}</w:hyperlink></w:p>",
        f"<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>{run('{{ b }}')}</w:p>",
        "<w:p><w:r><w:instrText>{{ a }}</w:instrText></w:r></w:p>",
        f"<w:p>{run('{{r a }}')}</w:p>",
        f"<w:p>{run('{% if a %}')}</w:p><w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p>{run('{% endif %}')}</w:p>",
        f"<w:p>{run('{% if a %}')}<w:hyperlink w:anchor='x'>{run('{% endif %}')}</w:hyperlink></w:p>",
        f"<w:p>{run('a }{{ a }}')}</w:p>",
        f"<w:p xmlns:q='urn:q'>{run('{{ a }}')}<q:x/></w:p>",
        "<w:p><w:r><w:t>a</w:t></w:r></w:p><!--{{ a }}--><w:p/>",
        f"<w:p>{run('x&#10;y {{ a }}')}</w:p>",
        "<w:p/><?x {{ a }}?>",
    ],
)  # fmt: skip
def test_documents_that_only_docxtpl_follows_are_left_to_it(xml: str) -> None:
    assert left(body_of(xml))


def test_a_text_whose_blanks_may_be_dropped_is_left_to_docxtpl() -> None:
    paragraph = "<w:p><w:r><w:t><!--tanda:0--></w:t></w:r></w:p>"
    xml = f"<w:body {nsdecls('w')}>{paragraph}</w:body>"
    with pytest.raises(NotQuickError):
        check_structure(xml, "tanda", [["print", ["name", "a"]]])
    check_structure(xml.replace("<w:t>", '<w:t xml:space="preserve">'), "tanda", [["print", []]])


@pytest.mark.parametrize("element", ["w:p", "w:r"])
def test_an_empty_element_with_attributes_is_left_to_docxtpl(element: str) -> None:
    empty = f"<{element} w:rsidR='1'></{element}>"
    with pytest.raises(NotQuickError):
        check_structure(f"<w:body {nsdecls('w')}>{empty}</w:body>", "tanda", [])


@pytest.mark.parametrize(
    "name", ["author", "comments", "identifier", "language", "subject", "title"]
)
def test_tags_in_properties_are_left_to_docxtpl(name: str) -> None:
    document = Document()
    document.add_paragraph("{{ a }}")
    setattr(document.core_properties, name, "x & y")
    assert same(saved(document))
    setattr(document.core_properties, name, "{{ a }}")
    assert left(saved(document))


@pytest.mark.parametrize(("note", "quick"), [("catatan", True), ("{{ a }}", False)])
def test_footnotes_stay_and_their_tags_are_left_to_docxtpl(note: str, quick: bool) -> None:
    inner = f"<w:footnote w:id='1'><w:p>{run(note)}</w:p></w:footnote>"
    xml = f"<w:footnotes {nsdecls('w')}>{inner}</w:footnotes>"
    content = with_part(of_paragraphs("{{ a }}"), "footnotes", FOOTNOTES, xml)
    assert same(content) is quick
    assert left(content) is not quick


@pytest.mark.parametrize("text", [RichText("tebal & <b>", bold=True), Listing("x & y")])
@pytest.mark.parametrize("tag", ["{{ kaya }}", "{{r kaya }}"])
def test_rich_texts_are_left_to_docxtpl(text: object, tag: str) -> None:
    content, context = of_paragraphs(tag, "{{ a }}"), {**CONTEXT, "kaya": text}
    assert left(content, context)
    assert "tebal" in str(canonical(by_docxtpl(content, context))) or isinstance(text, Listing)


def test_pictures_in_a_context_are_left_to_docxtpl() -> None:
    content = of_paragraphs("{{ foto }}", "{{ a }}")
    letter = by_docxtpl(
        content,
        lambda opened: {**CONTEXT, "foto": InlineImage(opened, io.BytesIO(emblem_png()))},
    )
    assert any(name.startswith("word/media/") for name in canonical(letter))
    assert quickly(content, {**CONTEXT, "foto": InlineImage(None, "foto.png")}) is None
