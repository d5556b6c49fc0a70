"""Letters as Word files: what they say, that texts stay texts, and that equal input gives equal bytes."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from letters.letter_cases import GOLDEN, job, opened, rendered, said, template_of

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.render import (
    EmblemUnusableError,
    TemplateBrokenError,
    TemplateMissingError,
    TemplateUnreadableError,
    render_letter,
)
from pengaduan_xl.resources import templates
from scripts.template_emblem import emblem_png

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.errors import TemplateError

REMEDY = "Perbaiki templat di Word, lalu periksa dengan: pengaduan templat. Tidak ada yang ditulis."
SAVE_AGAIN = (
    "Simpan ulang di Word sebagai Dokumen Word (.docx), atau kembalikan templat bawaan. "
    "Tidak ada yang ditulis."
)


def failure(template: Path, emblem: Path | None = None) -> TemplateError:
    """The error that a bad template or emblem gives."""
    kinds = (
        TemplateBrokenError,
        TemplateMissingError,
        TemplateUnreadableError,
        EmblemUnusableError,
    )
    with pytest.raises(kinds) as caught:
        render_letter(job("formulir"), template, emblem)
    return caught.value


def written(tmp_path: Path, paragraph: str, description: str = "Uraian") -> list[str]:
    """What a template of one paragraph says when it is filled in."""
    template = template_of(tmp_path / "formulir.docx", paragraph)
    content = render_letter(job("formulir", description=description), template)
    return [paragraph.text for paragraph in opened(content).paragraphs]


@pytest.mark.parametrize("key", LETTERS)
def test_a_letter_says_what_it_always_said(key: str) -> None:
    assert said(rendered(job(key))) == (GOLDEN / f"{key}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", LETTERS)
def test_the_same_letter_is_the_same_bytes(key: str) -> None:
    assert rendered(job(key)) == rendered(job(key))


@pytest.mark.parametrize("key", LETTERS)
def test_a_bare_letter_holds_no_tag_and_no_none(key: str) -> None:
    bare = job(key, nik="", address="", phone="", email="", evidence="", permit="", location="")
    optional = {field.key: "" for field in bare.letter.fields if not field.required}
    text = said(rendered(replace(bare, fields={**bare.fields, **optional})))
    assert not {"{{", "{%", "None", "nan", "[]"} & set(text.split())


def test_a_file_bears_no_time_of_making_and_no_machine() -> None:
    content = rendered(job("undangan"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = opened(content).core_properties
    assert (about.title, about.author) == (
        "Undangan Peninjauan Lapangan 2026-0014",
        "DPMPTSP-NAKER",
    )
    assert about.last_modified_by == "DPMPTSP-NAKER"
    assert (
        f"{about.created:%Y-%m-%d %H:%M}"
        == f"{about.modified:%Y-%m-%d %H:%M}"
        == "2026-11-23 00:00"
    )


@pytest.mark.parametrize(
    "text",
    [
        "PT Maju & Jaya <cabang>",
        "{{ pengadu.nama }} dan {% for a in b %}",
        "{_{ x }_} {_% y %_}",
        "{# rahasia #}",
        "kerja\tmalam",
        "&amp; &lt;w:t&gt;</w:t></w:r>",
        "senyum 😀 👨‍👩‍👧",
        "\"kutip\" 'tunggal' “keriting”",
        "^\\1 $& %s %(a)s",
    ],
)
def test_what_a_complainant_types_is_printed_as_typed(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, "Isi: {{ uraian }}", description=text) == [f"Isi: {text}"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x00b\x07c\x1bd", "abcd"),
        ("kiri\u202ekanan\u2066x\u200f", "kirikananx"),
        ("\ufeffawal\uffff", "awal"),
        ("rusak\ud800", "rusak"),
    ],
)
def test_characters_that_no_page_can_show_are_dropped(
    tmp_path: Path, text: str, printed: str
) -> None:
    assert written(tmp_path, "{{ uraian }}", description=text) == [printed]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n \n", "\v", "\u2028", "\x85"])
def test_a_new_line_becomes_a_paragraph_of_the_same_style(tmp_path: Path, end: str) -> None:
    template = template_of(tmp_path / "formulir.docx")
    document = opened(template.read_bytes())
    document.add_paragraph("{{ uraian }}", "List Bullet")
    document.save(str(template))
    content = render_letter(job("formulir", description=f"satu{end}dua"), template)
    found = [(paragraph.text, paragraph.style) for paragraph in opened(content).paragraphs]
    assert [(text, style.name) for text, style in found if style is not None] == [
        ("satu", "List Bullet"),
        ("dua", "List Bullet"),
    ]


def test_a_very_long_description_is_printed_whole() -> None:
    told = "Uraian & <panjang> {{ ini }} " * 400
    assert told.strip() in said(rendered(job("formulir", description=told)))


def test_any_text_gives_a_file_that_word_can_read() -> None:
    chance = random.Random(5)  # seeded: a failure can be repeated
    told = "".join(
        chr(chance.choice([chance.randrange(128), chance.randrange(0x11000)])) for _ in range(3000)
    )
    opened(rendered(job("formulir", description=told, name=told[:50], subject=told[50:99])))


@pytest.mark.parametrize(
    "key", ["formulir", "kartu-kendali", "undangan", "bap", "telaahan", "disposisi"]
)
def test_the_file_of_a_confidential_case_does_not_hold_the_name_anywhere(key: str) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(job(key, confidential=True)))) as package:
        held = b"".join(package.read(name) for name in package.namelist())
    assert b"Budi Contoh" not in held
    assert b"1672011203850001" not in held


@pytest.mark.parametrize(
    ("paper", "size"), [("F4", (215, 330)), ("A4", (210, 297)), ("?", (215, 330))]
)
def test_the_paper_is_a_setting(paper: str, size: tuple[int, int]) -> None:
    letter = job("undangan")
    letter = replace(letter, settings=replace(letter.settings, letter_paper=paper))
    section = opened(rendered(letter)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_the_offices_emblem_takes_the_place_of_the_templates(tmp_path: Path) -> None:
    emblem = tmp_path / "lambang.png"
    emblem.write_bytes(emblem_png())
    content = render_letter(job("undangan"), templates() / "undangan.docx", emblem)
    assert len(opened(content).inline_shapes) == 1
    (picture,) = opened(content).element.body.iter(qn("a:blip"))
    part = opened(content).part.related_parts[picture.get(qn("r:embed"))]
    assert part.blob == emblem_png()


def test_a_wide_emblem_keeps_its_proportions(tmp_path: Path) -> None:
    wide = tmp_path / "lambang.png"
    plain = emblem_png()
    wide.write_bytes(plain)
    shape = opened(
        render_letter(job("undangan"), templates() / "undangan.docx", wide)
    ).inline_shapes[0]
    assert shape.width * 225 // 180 == pytest.approx(shape.height, rel=0.01)


def test_other_pictures_of_a_template_stay(tmp_path: Path) -> None:
    emblem = tmp_path / "lambang.png"
    emblem.write_bytes(emblem_png())
    template = template_of(tmp_path / "formulir.docx", "{{ uraian }}")
    document = opened(template.read_bytes())
    document.add_picture(str(emblem), width=Mm(50))
    document.save(str(template))
    shape = opened(render_letter(job("formulir"), template, emblem)).inline_shapes[0]
    assert shape.width == Mm(50)


@pytest.mark.parametrize("content", [None, b"bukan gambar"])
def test_an_emblem_that_is_no_picture_is_told(tmp_path: Path, content: bytes | None) -> None:
    emblem = tmp_path / "lambang.png"
    if content is not None:
        emblem.write_bytes(content)
    assert str(failure(templates() / "formulir.docx", emblem)) == (
        "lambang.png: Berkas lambang tidak ada atau bukan gambar PNG/JPEG. Perbaiki 'Berkas lambang' pada "
        "lembar Pengaturan, atau kosongkan. Tidak ada yang ditulis."
    )


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    error = failure(tmp_path / "formulir.docx")
    assert str(error) == (
        f"formulir.docx: Templat tidak ada. Kembalikan berkas itu ke folder {tmp_path.name}. "
        "Tidak ada yang ditulis."
    )
    assert error.exit_code == 9


@pytest.mark.parametrize("content", [b"bukan zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_document_is_told(tmp_path: Path, content: bytes) -> None:
    template = tmp_path / "formulir.docx"
    template.write_bytes(content)
    assert str(failure(template)) == (
        f"formulir.docx: Templat bukan dokumen Word (.docx) yang utuh. {SAVE_AGAIN}"
    )


def test_a_template_with_macros_is_told(tmp_path: Path) -> None:
    template = template_of(tmp_path / "formulir.docx", "{{ uraian }}")
    plain, macros = b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml"
    with zipfile.ZipFile(template) as package:
        members = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(template, "w") as package:
        for name, content in members.items():
            package.writestr(
                name,
                content.replace(
                    b"openxmlformats-officedocument." + plain, b"ms-word.document." + macros
                ),
            )
    assert str(failure(template)) == f"formulir.docx: Templat berisi makro. {SAVE_AGAIN}"


def test_a_template_of_more_than_20_mb_is_told_without_reading_it(tmp_path: Path) -> None:
    template = tmp_path / "formulir.docx"
    with template.open("wb") as file:
        file.truncate(20_000_001)
    assert str(failure(template)) == f"formulir.docx: Templat lebih besar dari 20 MB. {SAVE_AGAIN}"


@pytest.mark.parametrize(
    ("paragraph", "problem"),
    [
        ("{{ namaa }}", "isian 'namaa' tidak dikenal"),
        ("{{ pengadu.nam }}", "isian 'nam' tidak dikenal"),
        ("{{ pengadu }}", "isian berupa daftar tidak dapat dicetak utuh, ambil bagiannya satu per satu"),
        ("{% if rahasiaa %}x{% endif %}", "isian 'rahasiaa' tidak dikenal"),
        ("{{ uraian.__class__ }}", "perintah '__class__' tidak dibolehkan"),
        ("{{ pengadu.items }}", "perintah 'items' tidak dibolehkan"),
        ("{{ uraian['__class__'] }}", "perintah '__class__' tidak dibolehkan"),
        ("{{ uraian() }}", "perintah '( )' tidak dibolehkan"),
        ("{{ range(9) }}", "perintah '( )' tidak dibolehkan"),
        ("{{ 'a' * 999999999 }}", "perintah '*' tidak dibolehkan"),
        ("{{ '%999999999d' % 1 }}", "perintah '%' tidak dibolehkan"),
        ("{{ uraian - 1 }}", "ada tag yang tidak dapat dijalankan (TypeError)"),
        ("{{ uraian|safe }}", "ada perintah di belakang '|' yang tidak dikenal"),
        ("{% if uraian %}", "tag tidak lengkap atau salah tulis (di dekat: {% if uraian %})"),
        ("{{ uraian uraian }}", "tag tidak lengkap atau salah tulis (di dekat: {{ uraian uraian }})"),
    ],
)  # fmt: skip
def test_a_broken_tag_is_told_with_its_field(tmp_path: Path, paragraph: str, problem: str) -> None:
    template = template_of(tmp_path / "formulir.docx", paragraph)
    assert str(failure(template)) == f"formulir.docx: Templat salah: {problem}. {REMEDY}"


@pytest.mark.parametrize(
    ("paragraph", "printed"),
    [
        ("{{ pengadu.nama|upper }}", "BUDI CONTOH"),
        ("{{ tanda_tangan.jabatan|join(', ') }}", "Petugas Pengaduan"),
        ("{{ tidak_ada|default('kosong') }}", "kosong"),
        ("{{ “dua” ~ ‘ <’ ~ rahasia }}", "dua <Tidak"),
        ("{% set a = '<' ~ rahasia ~ '>' %}[{{ a }}]", "[<Tidak>]"),
        ("{% for j in tanda_tangan.jabatan %}{{ loop.index }}{% endfor %}", "1"),
    ],
)  # fmt: skip
def test_templates_may_print_and_walk_lists(tmp_path: Path, paragraph: str, printed: str) -> None:
    assert written(tmp_path, paragraph) == [printed]
