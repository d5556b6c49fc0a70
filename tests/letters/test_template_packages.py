"""Files that cannot be templates: broken, of another kind, too large, or reaching out of the house."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from letters.bad_templates import (
    FORM,
    MAIN,
    add_xml,
    edited,
    form,
    found_in,
    linked,
    replaced,
    saved,
)
from openpyxl import Workbook

from pengaduan_xl.letters import docx_package
from pengaduan_xl.letters.docx_package import SAVE_AGAIN, package_faults
from pengaduan_xl.letters.filling import TemplateUnreadableError
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.letters.sample import sample_job

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[dict[str, bytes]], object]

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WHOLE = "bukan dokumen Word (.docx) yang utuh"
DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
VBA = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def problem(path: Path) -> str:
    """What is wrong with the file: the one finding, and the error of a letter made of it, which agree."""
    (found,) = found_in(path)
    with pytest.raises(TemplateUnreadableError) as caught:
        render_letter(sample_job(FORM), path)
    assert (caught.value.problem, caught.value.remedy) == (found.problem, found.remedy)
    assert caught.value.where == found.template == "formulir.docx"
    return found.problem.removeprefix("Templat ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong, 0 bita"),
        (b"teks", WHOLE),
        (b"PK\x05\x06" + b"\0" * 18, WHOLE),
        (OLE + b"\0" * 99, "berupa dokumen Word lama (.doc), bukan .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "dikunci dengan kata sandi"),
        (b"{\\rtf1 {{ kota }}}", "berupa RTF, bukan .docx"),
        (b"%PDF-1.7\n", "berupa PDF, bukan .docx"),
        (b"\xef\xbb\xbf<html>", "berupa halaman web atau XML, bukan .docx"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "formulir.docx"
    path.write_bytes(content)
    assert problem(path) == said


def test_a_workbook_with_a_document_s_name_is_told(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "formulir.docx")
    assert problem(tmp_path / "formulir.docx") == "berupa buku kerja Excel, bukan .docx"


def test_a_document_of_libreoffice_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "formulir.docx", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert problem(tmp_path / "formulir.docx") == "berupa dokumen LibreOffice (.odt), bukan .docx"


def broken(name: str, content: bytes) -> Change:
    return lambda members: members.__setitem__(name, content)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced(TYPES, b"openxmlformats-officedocument.wordprocessingml.document.main",
                  b"ms-word.document.macroEnabled.main"), "berisi makro"),
        (broken("word/vbaProject.bin", b"makro"), "berisi makro"),
        (replaced(TYPES, b"document.main+xml", b"template.main+xml"),
         "disimpan sebagai Templat Word (.dotx), bukan .docx"),
        (replaced(TYPES, MAIN, b"text/plain"), WHOLE),
        (broken("word/styles.xml", b"<rusak"), f"{WHOLE}: bagian word/styles.xml rusak"),
        (broken(DOCUMENT, b"<a/>"), WHOLE),
        (broken(DOCUMENT, b'<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
         "disimpan sebagai 'Dokumen Strict Open XML'"),
        (lambda members: members.pop(TYPES), WHOLE),
        (lambda members: members.pop("_rels/.rels"), WHOLE),
        (lambda members: members.pop("word/styles.xml"), WHOLE),
        (replaced(DOCUMENT, b"<w:document", ENTITIES + b"<w:document"),
         f"berisi perintah XML yang tidak dibolehkan pada bagian {DOCUMENT}"),
        (linked("image", "http://contoh.example/a.png"),
         "memuat gambar yang hanya ditautkan ke 'http://contoh.example/a.png'"),
        (linked("oleObject", "file:////server/" + "x" * 60),
         "memuat objek yang hanya ditautkan ke 'file:////server/" + "x" * 43 + "…'"),
        (linked("frame", "https://contoh.example"),
         "memuat bagian yang hanya ditautkan ke 'https://contoh.example'"),
        (linked("attachedTemplate", "https://contoh.example/a.dotm", "settings"),
         "terhubung ke templat lain di 'https://contoh.example/a.dotm'"),
        (linked("attachedTemplate", r"\\server\a.dotm", "settings"),
         r"terhubung ke templat lain di '\\server\a.dotm'"),
        (linked("subDocument", "a.docx"), "berisi dokumen lain yang disisipkan utuh"),
        (linked("aFChunk", "a.html"), "berisi dokumen lain yang disisipkan utuh"),
        (linked("control", "activeX1.xml"), "berisi kendali ActiveX"),
    ],
)  # fmt: skip
def test_a_package_that_must_not_serve_is_told(tmp_path: Path, change: Change, said: str) -> None:
    assert problem(edited(saved(tmp_path, form()), change)) == said


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://contoh.example/a.png&quot; "/>',
        '<w:r ><w:fldChar w:fldCharType="begin"/><w:instrText> INCLUDE</w:instrText>'
        '<w:instrText>PICTURE "x" </w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_a_field_that_fetches_something_is_told(tmp_path: Path, field: str) -> None:
    document = form()
    add_xml(document, field)
    assert problem(saved(tmp_path, document)) == (
        "memuat bidang Word 'INCLUDEPICTURE' yang mengambil isi dari tempat lain"
    )


def test_page_numbers_and_links_to_click_are_no_fault(tmp_path: Path) -> None:
    document = form()
    add_xml(document, '<w:fldSimple w:instr=" PAGE "/>')
    path = edited(saved(tmp_path, document), linked("hyperlink", "https://contoh.example"))
    assert found_in(path) == []


def test_the_template_attached_on_a_computer_of_the_office_does_not_go_out(tmp_path: Path) -> None:
    target = "file:///C:/Users/sari/Kop.dotx"
    path = edited(saved(tmp_path, form()), linked("attachedTemplate", target, "settings"))
    mark = b'<w:attachedTemplate xmlns:r="%s" r:id="rId99"/></w:settings>'
    space = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    edited(path, replaced("word/settings.xml", b"</w:settings>", mark % space))
    assert found_in(path) == []
    with zipfile.ZipFile(io.BytesIO(render_letter(sample_job(FORM), path))) as package:
        held = b"".join(package.read(name) for name in package.namelist())
    assert b"sari" not in held
    assert b"attachedTemplate" not in held


def test_what_is_linked_often_is_told_once(tmp_path: Path) -> None:
    path = edited(saved(tmp_path, form()), linked("image", "http://a"))
    edited(path, linked("image", "http://a", "styles"))
    assert len(found_in(path)) == 1


@pytest.mark.parametrize("damage", [range(60, 90), [200]])
def test_a_file_damaged_on_its_way_is_told(tmp_path: Path, damage: range | list[int]) -> None:
    path = saved(tmp_path, form())
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        start = package.getinfo(DOCUMENT).header_offset
    for place in damage:
        content[start + place] ^= 0x55
    path.write_bytes(content)
    assert problem(path) == WHOLE


@pytest.mark.parametrize(("place", "value"), [(8, 1), (10, 99)])
def test_members_that_are_locked_or_packed_in_another_way_are_told(
    tmp_path: Path, place: int, value: int
) -> None:
    path = saved(tmp_path, form())
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\1\2") + place] = value
    path.write_bytes(content)
    assert problem(path) == "terkunci kata sandi atau dimampatkan dengan cara yang tidak dikenal"


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, form())
    path.write_bytes(path.read_bytes()[:9000])
    assert problem(path) == WHOLE


def test_a_package_that_unpacks_to_very_much_is_not_unpacked(tmp_path: Path) -> None:
    path = saved(tmp_path, form())
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/image1.png", "w") as member,
    ):
        for _ in range(101):
            member.write(b"\0" * 1_000_000)
    assert problem(path) == "berisi 101 MB bila dibuka, paling banyak 100 MB"


def test_a_part_with_very_much_text_is_not_read(tmp_path: Path) -> None:
    path = edited(saved(tmp_path, form()), broken("word/besar.xml", b"<a>" + b" " * 5_000_000))
    assert problem(path) == "terlalu panjang: bagian word/besar.xml lebih dari 5 MB"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_told(tmp_path: Path) -> None:
    path = saved(tmp_path, form())
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(DOCUMENT, b"<a/>")
    assert problem(path) == WHOLE


def test_very_many_members_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_MEMBERS", 3)
    assert problem(saved(tmp_path, form())) == WHOLE


def test_several_faults_are_told_together(tmp_path: Path) -> None:
    path = edited(saved(tmp_path, form()), linked("image", "http://a"))
    edited(path, broken("word/vbaProject.bin", b"makro"))
    faults = package_faults(path.read_bytes())
    assert [fault.problem for fault in faults] == [
        "berisi makro",
        "memuat gambar yang hanya ditautkan ke 'http://a'",
    ]
    assert faults[0].remedy == SAVE_AGAIN


def test_a_folder_in_the_place_of_a_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "formulir.docx").mkdir()
    assert "tidak dapat dibaca" in problem(tmp_path / "formulir.docx")


@pytest.mark.parametrize("name", ["formulir.docm", "Formulir.docx", "formulir.doc"])
def test_a_missing_template_that_lies_there_under_another_name_is_told(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"")
    (found,) = found_in(tmp_path / "formulir.docx")
    assert found.remedy == (
        f"Mungkin maksudnya berkas '{name}': simpan di Word sebagai 'formulir.docx'"
    )
