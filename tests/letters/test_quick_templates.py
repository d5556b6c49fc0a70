"""Templates of all kinds on both paths: the same bytes, or the letter is left to docxtpl."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from letters.quick_cases import (
    CONTEXT,
    body_of,
    by_docxtpl,
    of_paragraphs,
    of_rows,
    quickly,
    run,
    same,
    saved,
)

from pengaduan_xl.letters.filling import Emblem, Look
from scripts.template_emblem import emblem_png

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as DocumentType
    from docx.text.paragraph import Paragraph


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Isi: {{ a }}, {{ b }}.", "{{ kosong }}", "{{ b }}"),
        ("{%p if a %}", "ya {{ b }}", "{%p else %}", "tidak", "{%p endif %}", "akhir"),
        ("{% if kosong %}1{% elif a == 'satu' %}2{% else %}3{% endif %}",),
        ("{%p for x in banyak %}", "{{ loop.index }}. {{ x }}", "{%p endfor %}"),
        ("{%p for x in nihil %}", "{{ x }}", "{%p else %}", "tidak ada", "{%p endfor %}"),
        ("{% for x in banyak %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",),
        ("{% if a == “satu” %}x{% endif %}{{ banyak|join(‘, ’) }}",),
        ("{# catatan #}{{ a }}", "{#p hilang #}", "sisa"),
        ("kurung {_{ a }_} dan { satu } {{ a }} saja",),
        ("patah\nbaris\tdan tab {{ a }}",),
        ("tanpa tag",),
    ],
)
def test_paragraphs(paragraphs: tuple[str, ...]) -> None:
    assert same(of_paragraphs(*paragraphs))


@pytest.mark.parametrize(
    "rows",
    [
        (("{{ a }}", "{{ b }}"),),
        (("No", "Isi"), ("{%tr for r in baris %}",), ("{{ r.u }}", "{{ r.v }}"), ("{%tr endfor %}",)),
        (("No", "Isi"), ("{%tr if kosong %}",), ("{{ a }}", "{{ b }}"), ("{%tr endif %}",)),
    ],
)  # fmt: skip
def test_tables_whose_columns_stay(rows: tuple[tuple[str, ...], ...]) -> None:
    assert same(of_rows(*rows))


def test_tables_in_tables() -> None:
    document = Document()
    outer = document.add_table(2, 2)
    outer.cell(0, 0).text = "{{ b }}"
    inner = outer.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text = "{{ b }}"
    inner.cell(0, 1).text = "{%p if kosong %}"
    inner.cell(0, 1).add_paragraph("{{ a }}")
    inner.cell(0, 1).add_paragraph("{%p endif %}")
    inner.cell(0, 1).add_paragraph()
    assert same(saved(document))


@pytest.mark.parametrize("condition", ["a", "kosong"])
def test_blocks_over_runs_and_paragraphs(condition: str) -> None:
    document = Document()
    paragraph = document.add_paragraph(f"{{% if {condition} %}}mulai ")
    paragraph.add_run("tebal {{ b }}").bold = True
    paragraph.add_run(" akhir{% endif %}.")
    document.add_paragraph(f"{{% if {condition} %}}satu")
    document.add_paragraph("dua {{ b }}", "List Bullet")
    document.add_paragraph("tiga{% endif %}empat {% for x in banyak %}{{ x }}")
    document.add_paragraph("lima{% endfor %}")
    assert same(saved(document))


def test_tags_that_word_cut_into_runs() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ a", " }", "} {% if", " a %}ya{% en", "dif %}"):
        paragraph.add_run(piece).italic = True
    assert same(saved(document))


def test_headers_footers_sections_and_pictures() -> None:
    document = Document()
    picture = io.BytesIO(emblem_png())
    first = document.sections[0]
    first.header.paragraphs[0].text = "Kepala {{ a }} {{ b }}"
    first.footer.paragraphs[0].text = "  {{ kosong }} {{ kosong }}  "
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Halaman pertama"
    document.add_picture(picture, width=Mm(20))
    document.add_section().header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "{% for x in banyak %}{{ x }} {% endfor %}"
    document.add_paragraph("{%p for x in banyak %}")
    document.add_picture(picture)
    document.add_paragraph("{%p endfor %}")
    document.add_picture(picture)
    assert same(saved(document))
    assert same(saved(document), CONTEXT | {"banyak": []})


def test_the_emblem_in_a_condition(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{%p if a %}")
    document.add_picture(io.BytesIO(emblem_png()))
    document.element.body.xpath(".//wp:docPr")[0].set("descr", "lambang")
    document.add_paragraph("{%p endif %}")
    look = Look("A4", Emblem(tmp_path / "lambang.png", emblem_png() + b"lain"))
    content = saved(document)
    assert quickly(content, CONTEXT, look) == by_docxtpl(content, CONTEXT, look)


def test_runs_that_may_vanish() -> None:
    runs = (run(text) for text in ("{%r if kosong %}", "x", "{%r endif %}"))
    assert same(body_of(f"<w:p w:rsidR='1'>{''.join(runs)}</w:p><w:p>{run('{{ b }}')}</w:p>"))


TEXTS = st.sampled_from(
    ["teks", "{{ a }}", " {{ b }}{{ kosong }}", "x {{ banyak|length }}", "", "&"]
)
CONDITIONS = st.sampled_from(["a", "kosong", "banyak", "not nihil", "banyak|length > 2"])
LISTS = st.sampled_from(["banyak", "nihil", "baris"])


def conditional(inner: list[str], condition: str) -> list[str]:
    return [f"{{%p if {condition} %}}", *inner, "{%p else %}", "lain {{ b }}", "{%p endif %}"]


def repeated(inner: list[str], name: str) -> list[str]:
    return [f"{{%p for x in {name} %}}", *inner, "{{ loop.index }} {{ b }}", "{%p endfor %}"]


BLOCKS = st.recursive(
    st.lists(TEXTS, max_size=3),
    lambda inner: (
        st.builds(conditional, inner, CONDITIONS)
        | st.builds(repeated, inner, LISTS)
        | st.builds(list.__add__, inner, inner)
    ),
    max_leaves=6,
)
PRINTED = st.text(st.sampled_from("ab &<>\n\t\r\x07\u202e{}%_😀“"), max_size=6)


def cut(paragraph: Paragraph, text: str, places: list[int]) -> None:
    """Write a text in several runs, as Word does after some editing."""
    ends = sorted({place % (len(text) + 1) for place in places} | {0, len(text)})
    for start, end in pairwise(ends):
        paragraph.add_run(text[start:end]).bold = bool(start % 2)


def built(lines: list[str], places: list[int], in_cell: bool) -> DocumentType:
    document = Document()
    home = document.add_table(1, 1).cell(0, 0) if in_cell else document
    for line in lines:
        cut(home.add_paragraph(), line, [] if re.match(r"\{%p", line) else places)
    home.add_paragraph("akhir")
    return document


@settings(deadline=None, max_examples=40)
@given(BLOCKS, st.lists(st.integers(0, 30), max_size=3), st.booleans(), PRINTED, st.lists(PRINTED))
def test_any_template_and_any_text_is_the_same_on_both_paths(
    lines: list[str], places: list[int], in_cell: bool, text: str, texts: list[str]
) -> None:
    content = saved(built(lines, places, in_cell))
    context = CONTEXT | {"b": text, "banyak": texts}
    letter = quickly(content, context)
    assert letter is None or letter == by_docxtpl(content, context)
