"""Faults in templates that staff edited are told with the paragraph they stand in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from docx import Document
from letters.letter_cases import opened, template_of

from pengaduan_xl.letters.catalogue import LETTERS, find_letter
from pengaduan_xl.letters.check import check_template, check_templates
from pengaduan_xl.resources import templates

if TYPE_CHECKING:
    from pathlib import Path

FORM = find_letter("formulir")
GOOD = "{{ nomor_register }} {{ uraian }}"
AGAIN = "Tulis ulang tag itu, lengkap dengan pembuka dan penutupnya, di satu paragraf."


def findings(tmp_path: Path, *paragraphs: str) -> list[str]:
    """What is found in a template of the form that holds these paragraphs."""
    template = template_of(tmp_path / "formulir.docx", *paragraphs)
    return [str(finding) for finding in check_template(template, FORM)]


def test_the_shipped_templates_are_without_fault() -> None:
    assert check_templates(templates()) == []


def test_a_small_template_with_the_mandatory_fields_is_enough(tmp_path: Path) -> None:
    assert findings(tmp_path, GOOD) == []


def test_a_template_of_the_reply_without_the_mark_of_drafts_is_found(tmp_path: Path) -> None:
    reply = find_letter("surat-balasan")
    tags = " ".join(f"{{{{ {name} }}}}" for name in reply.mandatory_tags if name != "draf")
    (found,) = check_template(template_of(tmp_path / reply.template, tags), reply)
    assert found.problem == "Isian wajib tidak dicetak: draf"


def test_a_missing_template_of_the_reply_is_told_once_though_the_draft_shares_it(
    tmp_path: Path,
) -> None:
    shutil.copytree(templates(), tmp_path / "templat")
    (tmp_path / "templat" / "surat-balasan.docx").unlink()
    assert len(check_templates(tmp_path / "templat")) == 1


def test_the_recap_s_template_is_checked_too(tmp_path: Path) -> None:
    shutil.copytree(templates(), tmp_path / "templat")
    template_of(tmp_path / "templat" / "rekap-harian.docx", "{{ kotaa }}")
    unknown, missing = check_templates(tmp_path / "templat")
    assert unknown.problem == "Isian 'kotaa' tidak dikenal pada surat 'rekap-harian'"
    assert "per_saluran" in missing.problem


def test_every_letter_needs_its_template(tmp_path: Path) -> None:
    shutil.copytree(templates(), tmp_path / "templat")
    (tmp_path / "templat" / "bap.docx").unlink()
    assert [str(finding) for finding in check_templates(tmp_path / "templat")] == [
        "bap.docx: Templat tidak ada. Kembalikan berkas itu ke folder templat."
    ]


def test_a_file_that_is_no_document_is_found(tmp_path: Path) -> None:
    path = tmp_path / "formulir.docx"
    path.write_bytes(b"teks")
    assert [finding.problem for finding in check_template(path, FORM)] == [
        "Templat bukan dokumen Word (.docx) yang utuh"
    ]


@pytest.mark.parametrize("paragraph", ["Yth. {{ kota", "Yth. kota }}", "{%p if kota", "{ kota }}"])
def test_a_tag_without_its_other_half_is_found_in_its_paragraph(
    tmp_path: Path, paragraph: str
) -> None:
    assert findings(tmp_path, GOOD, paragraph) == [
        f"formulir.docx, paragraf 2 ({paragraph}): Ada tag yang tidak ditutup atau dibuka. {AGAIN}"
    ]


def test_a_misspelt_field_is_found_with_the_likely_one(tmp_path: Path) -> None:
    assert findings(tmp_path, GOOD, "Di {{ kotaa }}") == [
        (
            "formulir.docx, paragraf 2 (Di {{ kotaa }}): Isian 'kotaa' tidak dikenal pada surat 'formulir'. "
            "Mungkin maksudnya 'kota'."
        )
    ]


def test_a_misspelt_part_of_a_field_is_found(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD, "{{ pengadu.almat }}")
    assert "'pengadu.almat' tidak dikenal" in found
    assert "Mungkin maksudnya 'pengadu.alamat'" in found


def test_a_field_that_resembles_none_refers_to_the_manual(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD, "{{ xyz }}")
    assert found.endswith("Lihat daftar isian di docs/isian-surat.md.")


def test_a_field_in_a_branch_that_the_example_does_not_take_is_found(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD, "{% if rahasia == 'Ya' %}{{ kotaa }}{% endif %}")
    assert "'kotaa'" in found


def test_a_misspelt_part_inside_a_loop_is_found(tmp_path: Path) -> None:
    template = tmp_path / "bap.docx"
    shutil.copyfile(templates() / "bap.docx", template)
    document = opened(template.read_bytes())
    document.add_paragraph("{% for satu in tim %}{{ loop.index }}{{ satu.nipp }}{% endfor %}")
    document.save(str(template))
    (found,) = check_template(template, find_letter("bap"))
    assert found.problem == "Isian 'satu.nipp' tidak dikenal pada surat 'bap'"
    assert found.remedy == "Mungkin maksudnya 'satu.nip'"


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% for a, b in tanda_tangan.jabatan %}{{ a }}{% endfor %}",
        "{% set tempat_lain = kota %}{{ tempat_lain }}",
        "{{ tanda_tangan.jabatan[0]|upper }}",
        "{{ (kota ~ 'x')|upper }}",
        "{# catatan untuk kita #}",
    ],
)
def test_names_that_a_template_makes_itself_are_not_called_unknown(
    tmp_path: Path, paragraph: str
) -> None:
    assert not [found for found in findings(tmp_path, GOOD, paragraph) if "dikenal" in found]


@pytest.mark.parametrize("tag", ["{{ tim[0].nipp }}", "{% for a in tim %}{{ a.nipp }}{% endfor %}"])
def test_a_misspelt_part_of_an_item_is_found(tmp_path: Path, tag: str) -> None:
    good = " ".join(f"{{{{ {name} }}}}" for name in find_letter("bap").mandatory_tags)
    template = template_of(tmp_path / "bap.docx", good, tag)
    found = [one.problem for one in check_template(template, find_letter("bap"))]
    assert any("nipp' tidak dikenal" in problem for problem in found)


def test_of_what_an_expression_gives_nothing_is_called_unknown(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD, "{{ (kota|upper).nama }}")
    assert "perintah 'nama' tidak dibolehkan" in found or "isian 'nama' tidak dikenal" in found


def test_a_part_of_a_text_is_unknown(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD, "{{ kota.nama }}")
    assert "'kota.nama' tidak dikenal" in found


def test_a_missing_mandatory_field_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, "{{ uraian }}") == [
        (
            "formulir.docx: Isian wajib tidak dicetak: nomor_register. "
            "Tambahkan tag, misalnya {{ nomor_register }}."
        )
    ]


@pytest.mark.parametrize("key", LETTERS)
def test_a_template_without_any_field_lacks_all_mandatory_ones(tmp_path: Path, key: str) -> None:
    letter = find_letter(key)
    (found,) = check_template(template_of(tmp_path / letter.template, "Surat"), letter)
    assert all(name in found.problem for name in letter.mandatory_tags)


def test_fields_in_header_and_footer_count(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ nomor_register }}"
    document.sections[0].footer.paragraphs[0].text = "{{ uraian }}{{ salah }}"
    document.save(str(tmp_path / "formulir.docx"))
    (found,) = check_template(tmp_path / "formulir.docx", FORM)
    assert found.problem == "Isian 'salah' tidak dikenal pada surat 'formulir'"


def test_what_only_fails_when_filled_in_is_found(tmp_path: Path) -> None:
    assert findings(tmp_path, GOOD, "{{ uraian - 1 }}") == [
        (
            "formulir.docx: Templat salah: ada tag yang tidak dapat dijalankan (TypeError). "
            "Perbaiki templat di Word, lalu periksa dengan: pengaduan templat."
        )
    ]


def test_a_long_paragraph_is_quoted_by_its_beginning(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD, "panjang " * 40 + "{{ kota")
    assert found.split("): ")[0].endswith("panjang …")
