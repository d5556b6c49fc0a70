"""A fault in a template is told with its place as staff find it in Word, wherever docxtpl looks for tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import nsdecls
from letters.bad_templates import (
    add_xml,
    edited,
    element,
    form,
    found,
    found_in,
    run,
    saved,
    text_box,
    with_part,
)

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as DocumentType

WRONG = "{{ uraain }}"
UNKNOWN = "Isian 'uraain' tidak dikenal pada surat 'formulir'"
NOTE = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p>{run(WRONG)}</w:p></w:footnote></w:footnotes>'


def place(folder: Path, document: DocumentType) -> str:
    """Where the only fault is found, which is the misspelt field."""
    (fault,) = found(folder, document)
    assert (fault.problem, fault.remedy) == (UNKNOWN, "Mungkin maksudnya 'uraian'")
    return fault.place


def test_a_paragraph_is_counted_from_the_first_blank_ones_too(tmp_path: Path) -> None:
    document = form()
    document.add_paragraph("")
    document.add_paragraph(f"Isi: {WRONG}")
    assert place(tmp_path, document) == "paragraf 3"


def test_a_finding_reads_as_file_place_text_problem_and_remedy(tmp_path: Path) -> None:
    document = form()
    document.add_paragraph(f"Isi: {WRONG}")
    (fault,) = found(tmp_path, document)
    assert str(fault) == (
        f"formulir.docx, paragraf 2 (Isi: {WRONG}): {UNKNOWN}. Mungkin maksudnya 'uraian'."
    )


def test_a_cell_is_told_by_table_row_and_column(tmp_path: Path) -> None:
    document = form()
    document.add_table(1, 1)
    document.add_table(3, 2).cell(2, 1).text = WRONG
    assert place(tmp_path, document) == "tabel 2 baris 3 kolom 2"


def test_a_cell_of_a_table_within_a_table_is_told_by_both(tmp_path: Path) -> None:
    document = form()
    cell = document.add_table(2, 2).cell(1, 1)
    cell.add_table(1, 2).cell(0, 1).text = WRONG
    assert place(tmp_path, document) == "tabel 1 baris 2 kolom 2, tabel 1 baris 1 kolom 2"


def test_rows_of_an_inner_table_do_not_count_for_the_outer_one(tmp_path: Path) -> None:
    document = form()
    table = document.add_table(2, 1)
    table.cell(0, 0).add_table(4, 1)
    table.cell(1, 0).text = WRONG
    assert place(tmp_path, document) == "tabel 1 baris 2 kolom 1"


def test_headers_and_footers_are_told_by_their_kind(tmp_path: Path) -> None:
    document = form()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = WRONG
    section.header.paragraphs[0].text = WRONG
    section.footer.paragraphs[0].text = WRONG
    section.even_page_footer.paragraphs[0].text = WRONG
    assert sorted(fault.place for fault in found(tmp_path, document)) == [
        "kaki halaman genap, paragraf 1",
        "kaki halaman, paragraf 1",
        "kepala halaman pertama, paragraf 1",
        "kepala halaman, paragraf 1",
    ]


def test_a_header_that_no_section_shows_is_read_too(tmp_path: Path) -> None:
    document = form()
    document.sections[0].header.paragraphs[0].text = WRONG
    section: Any = document.sections[0]._sectPr
    section.remove(section.xpath("./w:headerReference")[0])
    assert place(tmp_path, document) == "kepala halaman, paragraf 1"


def test_a_text_box_is_told_once_though_word_keeps_a_copy_for_old_versions(tmp_path: Path) -> None:
    document = form()
    add_xml(document, text_box(WRONG), "Kotak: ")
    assert place(tmp_path, document) == "kotak teks di paragraf 2, paragraf 1"


def test_a_footnote_is_told(tmp_path: Path) -> None:
    path = edited(saved(tmp_path, form()), with_part("footnotes", "footnotes.xml", NOTE.encode()))
    assert [(one.place, one.problem) for one in found_in(path)] == [
        ("catatan kaki, paragraf 1", UNKNOWN)
    ]


def test_a_content_control_counts_as_the_paragraphs_in_it(tmp_path: Path) -> None:
    document = form()
    control = f"<w:sdt ><w:sdtContent><w:p>{run(WRONG)}</w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, element(control))
    assert place(tmp_path, document) == "paragraf 1"


def test_a_hyperlink_s_text_is_read(tmp_path: Path) -> None:
    document = form()
    add_xml(document, f'<w:hyperlink w:anchor="x">{run(WRONG)}</w:hyperlink>')
    assert place(tmp_path, document) == "paragraf 2"


def test_a_tag_that_word_cut_into_runs_is_read_as_one(tmp_path: Path) -> None:
    document = form()
    paragraph = document.add_paragraph("{{ ")
    paragraph._p.append(element('<w:proofErr w:type="spellStart"/>'))
    paragraph.add_run("ura").bold = True
    paragraph._p.append(element('<w:bookmarkStart w:id="0" w:name="x"/>'))
    for piece in ("ain", " }", "}"):
        paragraph.add_run(piece)
    assert place(tmp_path, document) == "paragraf 2"


@pytest.mark.parametrize("between", ["tab", "br"])
def test_a_tab_or_break_inside_a_tag_does_no_harm(tmp_path: Path, between: str) -> None:
    document = form()
    paragraph = document.add_paragraph("{{ ura")
    paragraph._p.append(element(f"<w:r ><w:{between}/></w:r>"))
    paragraph.add_run("ian }}")
    assert found(tmp_path, document) == []


def test_a_picture_inside_a_tag_is_told(tmp_path: Path) -> None:
    document = form()
    add_xml(document, text_box("isi"), "{{ ko")
    document.paragraphs[-1].add_run("ta }}")
    (fault,) = found(tmp_path, document)
    assert (fault.problem, fault.text) == (
        "Ada gambar atau kotak teks di tengah tag",
        "{{ ko ta }}",
    )


def test_a_tag_over_two_paragraphs_is_told_at_both(tmp_path: Path) -> None:
    document = form()
    document.add_paragraph("Di {{ ko")
    document.add_paragraph("ta }} besar")
    assert [fault.place for fault in found(tmp_path, document)] == ["paragraf 2", "paragraf 3"]


def test_all_faults_are_told_in_the_order_of_the_page(tmp_path: Path) -> None:
    document = form()
    for text in ("{{ kotaa }}", "{{ kota", "{{ Perihal }}", "{{ kota kota }}", "{{ pengadu }}"):
        document.add_paragraph(text)
    problems = [fault.problem for fault in found(tmp_path, document)]
    assert problems == [
        "Isian 'kotaa' tidak dikenal pada surat 'formulir'",
        "Ada tag yang tidak ditutup atau dibuka",
        "Isian 'Perihal' tidak dikenal pada surat 'formulir'",
        "Ada tag yang salah tulis",
        "Isian 'pengadu' tidak dapat dicetak utuh",
    ]


def test_of_very_many_faults_fifty_are_told(tmp_path: Path) -> None:
    document = Document()
    for number in range(60):
        document.add_paragraph(f"{{{{ salah{number}")
    told = found(tmp_path, document)
    assert len(told) == 51
    assert told[-1].problem == "Ada 11 temuan lain"


def test_a_comment_of_word_would_go_out_with_each_letter(tmp_path: Path) -> None:
    document = form()
    document.add_comment(document.paragraphs[0].runs, "Mohon dicek", "Rina", "R")
    (fault,) = found(tmp_path, document)
    assert fault.problem == "Ada komentar Word, yang akan ikut pada setiap surat"


def test_tracked_changes_would_go_out_with_each_letter(tmp_path: Path) -> None:
    document = form()
    add_xml(document, f'<w:ins w:id="2" w:author="x">{run("{{ kota }}")}</w:ins>')
    (fault,) = found(tmp_path, document)
    assert fault.problem == "Ada perubahan terlacak, yang akan ikut pada setiap surat"


def test_a_tag_in_an_attribute_is_told(tmp_path: Path) -> None:
    document = form()
    add_xml(document, '<w:bookmarkStart w:id="3" w:name="{{ kota }}"/>')
    (fault,) = found(tmp_path, document)
    assert fault.problem == "Ada tag yang tidak berada di dalam teks"


def test_a_tag_among_the_endnotes_is_never_filled_in(tmp_path: Path) -> None:
    notes = NOTE.replace("footnote", "endnote").encode()
    path = edited(saved(tmp_path, form()), with_part("endnotes", "endnotes.xml", notes))
    assert [(one.place, one.problem) for one in found_in(path)] == [
        ("catatan akhir", "Ada tag di bagian yang tidak diisi")
    ]


@pytest.mark.parametrize("mark", ["~$rmulir.docx", "~$formulir.docx", ".~lock.formulir.docx#"])
def test_a_template_that_is_open_is_told(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).write_bytes(b"")
    (fault,) = found(tmp_path, form())
    assert fault.problem == (
        "Templat sedang dibuka di Word; yang diperiksa ialah simpanan terakhirnya"
    )
