"""Templates with single faults, as Word, other programs and ill will make them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pengaduan_xl.letters.catalogue import find_letter
from pengaduan_xl.letters.check import check_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document as DocumentType

    from pengaduan_xl.letters.check import TemplateFinding

FORM = find_letter("formulir")
GOOD = "{{ nomor_register }} {{ uraian }}"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SPACES = (
    f"{nsdecls('w', 'wp', 'a')} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def form() -> DocumentType:
    """A template of the form with what it must print in its first paragraph, and nothing else."""
    document = Document()
    document.add_paragraph(GOOD)
    return document


def saved(folder: Path, document: DocumentType) -> Path:
    path = folder / "formulir.docx"
    document.save(str(path))
    return path


def found_in(path: Path) -> list[TemplateFinding]:
    return check_template(path, FORM)


def found(folder: Path, document: DocumentType) -> list[TemplateFinding]:
    """What is found in a template of the form."""
    return found_in(saved(folder, document))


def add_xml(document: DocumentType, xml: str, text: str = "") -> None:
    """Add a paragraph with a text and this element after it."""
    paragraph: Any = document.add_paragraph(text)
    paragraph._p.append(element(xml))


def element(xml: str) -> Any:
    """Read an element, the name spaces of Word added."""
    name, rest = xml.split(" ", 1) if " " in xml.split(">", 1)[0] else (xml.split(">", 1)[0], "")
    rest = rest or xml[len(name) :]
    return parse_xml(f"{name} {_SPACES} {rest}")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def text_box(text: str) -> str:
    """A run with a text box, and its copy for old versions of Word."""
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        '<w:r ><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="9" cy="9"/><wp:docPr id="5" name="Kotak"/><a:graphic>'
        f'<a:graphicData uri="{uri}"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def edited(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """Change a package's members, by name."""
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def replaced(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], object]:
    """What puts other bytes into a member, once."""

    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return change


def linked(kind: str, target: str, owner: str = "document") -> Callable[[dict[str, bytes]], object]:
    """What adds a relationship that leads out of the package."""
    name = f"word/_rels/{owner}.xml.rels"
    empty = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    link = f'<Relationship Id="rId99" Type="{RELATIONS}{kind}" Target="{target}" TargetMode="External"/>'

    def change(members: dict[str, bytes]) -> None:
        end = b"</Relationships>"
        members[name] = members.get(name, empty).replace(end, link.encode() + end)

    return change


def with_part(kind: str, name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    """What adds a part such as footnotes, with its content type and its relationship."""
    part = (
        f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/>'
    )
    link = f'<Relationship Id="rId98" Type="{RELATIONS}{kind}" Target="{name}"/>'

    def change(members: dict[str, bytes]) -> None:
        members[f"word/{name}"] = content
        replaced("[Content_Types].xml", b"</Types>", part.encode() + b"</Types>")(members)
        end = b"</Relationships>"
        replaced("word/_rels/document.xml.rels", end, link.encode() + end)(members)

    return change
