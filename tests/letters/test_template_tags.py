"""Single tags, and the loops and conditions that they make: what is wrong is told with the way to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from letters.bad_templates import form, found, saved

from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.check import check_template
from pengaduan_xl.letters.docx_template import TornDocumentError
from pengaduan_xl.letters.filling import TemplateBrokenError
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.letters.sample import sample_job
from pengaduan_xl.letters.tags import likeliest

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.letters.check import TemplateFinding

LOOP = "{%p for baris in tanda_tangan.jabatan %}"


def faults(folder: Path, *paragraphs: str) -> list[TemplateFinding]:
    """What is found in a template of these paragraphs."""
    document = form()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return found(folder, document)


def in_table(folder: Path, *rows: tuple[str, ...]) -> list[TemplateFinding]:
    """What is found in a template with this table."""
    document = form()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return found(folder, document)


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("{{ Kota }}", "Isian 'Kota' tidak dikenal", "Mungkin maksudnya 'kota'"),
        ("{{ KOTA }}", "Isian 'KOTA' tidak dikenal", "Mungkin maksudnya 'kota'"),
        ("{{ nama }}", "Isian 'nama' tidak dikenal", "Mungkin maksudnya 'pengadu.nama'"),
        ("{{ pengadu.Nama }}", "Isian 'pengadu.Nama' tidak dikenal", "Mungkin maksudnya 'pengadu.nama'"),
        ("{{ keputusan }}", "Isian 'keputusan' tidak dikenal",
         "Isian itu ada pada surat draf-balasan, surat-balasan"),
        ("{{ xyzzy }}", "Isian 'xyzzy' tidak dikenal", "Lihat daftar isian di docs/isian-surat.md"),
        ("{{ nomor register }}", "Ada tag yang salah tulis", "Mungkin maksudnya {{ nomor_register }}"),
        ("{{ nomor-register }}", "Isian 'register' tidak dikenal", "Mungkin maksudnya 'nomor_register'"),
        ("{{ kota –}}", "Ada tag yang salah tulis", "Tulis ulang tag itu, misalnya {{ kota }}"),
        ("{{ }}", "Ada tag kosong", "Isi dengan nama isian, misalnya {{ kota }}"),
        ("{% if rahasia == “Ya” %}x{% endif %}", "Ada tanda kutip keriting", "Ganti dengan kutip lurus '"),
        ("{% if rahasia == «Ya» %}x{% endif %}", "Ada tanda kutip keriting", "Ganti dengan kutip lurus '"),
        ("{{ ko\u200bta }}", "Ada huruf tak tampak di dalam tag", "Hapus tag itu, lalu ketik ulang"),
        ("{{ ko\u00adta }}", "Ada huruf tak tampak di dalam tag", "Hapus tag itu, lalu ketik ulang"),
        ("{{ kota.__class__ }}", "Perintah '__class__' tidak dibolehkan", "Templat hanya boleh mencetak"),
        ("{{ kota.upper() }}", "Perintah '( )' tidak dibolehkan", "Templat hanya boleh mencetak"),
        ("{{ 9 ** 9 }}", "Perintah '**' tidak dibolehkan", "Templat hanya boleh mencetak"),
        ("{% include 'x' %}", "Perintah '{% include %}' tidak dikenal", "Templat hanya boleh mencetak"),
        ("{{ kota|uper }}", "Perintah '|uper' tidak dikenal", "Mungkin maksudnya '|upper'"),
        ("{{ kota|xyz }}", "Perintah '|xyz' tidak dikenal", "Templat hanya boleh mencetak"),
        ("{% if kota is kosong %}{% endif %}", "Pertanyaan 'is kosong' tidak dikenal", "Templat hanya"),
        ("{{ " + "(" * 300 + "kota" + ")" * 300 + " }}", "Ada tag yang lebih panjang", "Hapus"),
        ("{{ 1" + "0" * 490 + "_ }}", "Ada tag yang salah tulis", "Tulis ulang tag itu"),
        ("{ kota }", "Kurung kurawal 'kota' hanya satu", "Tulis {{ kota }}"),
        ("{{{ kota }}}", "Ada kurung kurawal berlebih", "Pakai tepat dua kurung: {{ kota }}"),
        ("{# catatan", "Ada tag yang tidak ditutup atau dibuka", "Tulis ulang tag itu"),
        ("{{r uraian }}", "Awalan '{{r' tidak dipakai", "Tulis {{ uraian }} saja"),
        ("{% vm %}", "'{% vm %}' hanya berlaku di dalam sel tabel", "Hapus tag itu"),
        ("{% If kota %}x{% endif %}", "Perintah '{% If %}' tidak dikenal", "Mungkin maksudnya '{% if %}'"),
        ("{% if kota %}{% endif kota %}", "Ada kata sesudah 'endif'", "Tulis {% endif %} saja"),
        ("{{ pengadu }}", "Isian 'pengadu' tidak dapat dicetak utuh",
         "Cetak bagiannya, misalnya {{ pengadu.nama }}"),
        ("{{ tanda_tangan.jabatan }}", "Isian 'tanda_tangan.jabatan' tidak dapat dicetak utuh",
         "Isian itu daftar: ulangi dengan {%p for butir in tanda_tangan.jabatan %}"),
        ("{% for huruf in kota %}{{ huruf }}{% endfor %}", "Isian 'kota' bukan daftar",
         "Cetak langsung dengan {{ kota }}"),
        ("{% for x in salah( %}{{ x }}{% endfor %}", "Ada tag yang salah tulis", "Tulis ulang tag itu"),
        ("{% if kota ( %}x{% elif ( %}y{% endif %}", "Ada tag yang salah tulis", "Tulis ulang tag itu"),
    ],
)  # fmt: skip
def test_a_fault_of_a_tag_is_told_with_its_remedy(
    tmp_path: Path, text: str, problem: str, remedy: str
) -> None:
    first, *_ = faults(tmp_path, text)
    assert first.place == "paragraf 2"
    assert first.problem.startswith(problem)
    assert first.remedy.startswith(remedy)


@pytest.mark.parametrize(
    "text",
    [
        "{{\u00a0kota\u00a0}}",
        "{% if rahasia == 'Ya' %}x{% elif kota %}y{% else %}z{% endif %}",
        "{% for x in tanda_tangan.jabatan %}{{ loop.index }}{{ x }}{% else %}-{% endfor %}",
        "{{ tanda_tangan.jabatan|join(', ') }} {{ kota|upper }}",
        "{%- if kota -%}x{%- endif -%}",
        "{# {{ belum_dipakai }} #}",
        "{% if kota is defined %}x{% endif %} { xyzzy } {9}",
        "{%p if\u00a0kota %}{#p endif #}",
    ],
)
def test_good_tags_are_not_called_wrong(tmp_path: Path, text: str) -> None:
    tail = ["{%p endif %}"] if "{%p" in text else []
    assert faults(tmp_path, text.removesuffix("{#p endif #}"), *tail) == []


@pytest.mark.parametrize(
    ("paragraphs", "place", "problem"),
    [
        (["{%p if kota %}", "x"], 2, "Tag {%p if kota %} tidak punya penutup"),
        (["x", "{%p endif %}"], 3, "Tag {%p endif %} tidak punya pembuka"),
        (["{%p else %}"], 2, "Tag {%p else %} tidak punya pembuka"),
        ([LOOP, "{%p if kota %}", "{%p endfor %}"], 3, "Tag {%p if kota %} tidak punya penutup"),
        ([LOOP, "x", "{% endfor %}"], 4, f"Tag {{% endfor %}} tidak sejenis dengan pembukanya {LOOP}"),
        (["{%tr if kota %}", "{%tr endif %}"], 3, "Tag {%tr endif %} hanya berlaku di dalam tabel"),
        (["depan {%p if kota %} belakang", "{%p endif %}"], 2,
         "Tag {%p if kota %} membuang seluruh paragraf beserta isinya yang lain"),
        (["{%p if kota %}{%p endif %}"], 2,
         "Tag {%p if kota %} membuang seluruh paragraf beserta isinya yang lain"),
        (["{% if kota %}" * 13 + "{% endif %}" * 13], 2,
         "Lebih dari 12 perintah if atau for saling bersarang"),
        (["{% if kota %}{% else %}{% else %}{% endif %}"], 2, "Tag {% else %} tidak punya pembuka"),
    ],
)  # fmt: skip
def test_a_block_that_cannot_be_followed_is_told(
    tmp_path: Path, paragraphs: list[str], place: int, problem: str
) -> None:
    first, *_ = faults(tmp_path, *paragraphs)
    assert (first.place, first.problem) == (f"paragraf {place}", problem)


@pytest.mark.parametrize(
    ("rows", "place", "problem"),
    [
        ([("{%tr for x in tanda_tangan.jabatan %}", "Judul"), ("{{ x }}", ""), ("{%tr endfor %}", "")],
         "baris 1 kolom 1", "membuang seluruh baris beserta isinya yang lain"),
        ([("{%tr for x in tanda_tangan.jabatan %}", "{{ x }}{%tr endfor %}")],
         "baris 1 kolom 1", "membuang seluruh baris beserta isinya yang lain"),
        ([("{% for x in tanda_tangan.jabatan %}", ""), ("{{ x }}", ""), ("{% endfor %}", "")],
         "baris 3 kolom 1", "tidak berada di sel atau bagian yang sama dengan"),
        ([("{%tc for x in tanda_tangan.jabatan %}", "{{ x }}"), ("{%tc endfor %}", "")],
         "baris 2 kolom 1", "tidak berada di baris yang sama dengan"),
        ([("{%tc if kota %} x", "{%tc endif %}")],
         "baris 1 kolom 1", "membuang seluruh sel beserta isinya yang lain"),
    ],
)  # fmt: skip
def test_a_block_that_cuts_across_a_table_is_told(
    tmp_path: Path, rows: list[tuple[str, ...]], place: str, problem: str
) -> None:
    first, *_ = in_table(tmp_path, *rows)
    assert first.place == f"tabel 1 {place}"
    assert problem in first.problem


@pytest.mark.parametrize(
    "rows",
    [
        [("{%tr for x in tanda_tangan.jabatan %}",), ("{{ x }}",), ("{%tr endfor %}",)],
        [("{%tc for x in tanda_tangan.jabatan %}", "{{ x }}", "{%tc endfor %}")],
        [("{% cellbg kota %}", "{% colspan '1' %}x")],
    ],
)
def test_docxtpl_s_ways_with_tables_are_not_called_wrong(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    assert in_table(tmp_path, *rows) == []


def test_what_a_broken_loop_encloses_is_still_read(tmp_path: Path) -> None:
    told = faults(tmp_path, "{% for x in range(9) %}{{ x }}{{ kotaa }}{% endfor %}")
    assert [one.problem for one in told] == [
        "Perintah '( )' tidak dibolehkan",
        "Isian 'kotaa' tidak dikenal pada surat 'formulir'",
    ]


def test_asking_about_a_mandatory_field_is_not_printing_it(tmp_path: Path) -> None:
    document = form()
    document.paragraphs[0].text = "{{ uraian }}{% if nomor_register %}ada{% endif %}"
    (fault,) = found(tmp_path, document)
    assert fault.problem == "Isian wajib tidak dicetak: nomor_register"


def test_a_fault_that_shows_only_without_optional_fields_is_found_on_trial(tmp_path: Path) -> None:
    letter = find_letter("tanda-terima")
    document = form()
    for name in (*letter.mandatory_tags, "daftar_berkas|first"):
        document.add_paragraph(f"{{{{ {name} }}}}")
    (fault,) = check_template(saved(tmp_path, document), letter)
    assert fault.problem.startswith("Templat salah: ")


def test_a_block_across_cells_is_refused_when_a_letter_is_made(tmp_path: Path) -> None:
    document = form()
    cells = document.add_table(2, 2)
    cells.cell(0, 0).text, cells.cell(1, 1).text = "{%p if rahasia == 'Ya' %}", "{% endif %}"
    with pytest.raises(TemplateBrokenError) as caught:
        render_letter(sample_job(find_letter("formulir")), saved(tmp_path, document))
    assert str(TornDocumentError()) in caught.value.problem
    assert str(TornDocumentError()) == (
        "if atau for dibuka dan ditutup di tempat yang berlainan, sehingga susunan dokumen rusak"
    )


def test_a_tag_that_no_parser_follows_is_refused_when_a_letter_is_made(tmp_path: Path) -> None:
    document = form()
    document.add_paragraph("{{ " + "(" * 2000 + "kota" + ")" * 2000 + " }}")
    with pytest.raises(TemplateBrokenError) as caught:
        render_letter(sample_job(find_letter("formulir")), saved(tmp_path, document))
    assert caught.value.problem == "Templat salah: ada tag yang terlalu rumit"


@pytest.mark.parametrize(
    ("name", "meant"), [("Nik", "pengadu.nik"), ("pengadu.nikk", "pengadu.nik"), ("qq", "")]
)
def test_the_likeliest_name_is_found_whatever_its_capitals(name: str, meant: str) -> None:
    assert likeliest(name, ["kota", "pengadu.nik", "pengadu"]) == meant
