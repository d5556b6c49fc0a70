"""What a Word file may hold before it serves as a template: read with bounds, nothing in it carried out.

A template is opened on every desk, and its letters go out of the house. So it must be a whole .docx of a
bounded size, without macros, and nothing in it may fetch something from elsewhere when it is opened.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from urllib.parse import urlsplit
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED_BYTES = 100_000_000
"""What all parts of a template may hold together, once unpacked."""

MAX_XML_BYTES = 5_000_000
"""What one part with text may hold; a letter of fifty pages has less than two million."""

MAX_MEMBERS = 2_000

WHOLE = "bukan dokumen Word (.docx) yang utuh"
SAVE_AGAIN = "Simpan ulang di Word sebagai Dokumen Word (.docx), atau kembalikan templat bawaan"
_EMBED = "Sisipkan isinya ke dalam templat, jangan ditautkan"
_UNLINK = "Klik bidang itu, tekan Ctrl+Shift+F9 supaya menjadi isi biasa, lalu simpan"

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS = {
    b"{\\rtf": "berupa RTF, bukan .docx",
    b"%PDF": "berupa PDF, bukan .docx",
    b"<": "berupa halaman web atau XML, bukan .docx",
}
_MAIN_TYPES = {
    "macroEnabled": "berisi makro",
    "wordprocessingml.template": "disimpan sebagai Templat Word (.dotx), bukan .docx",
    "spreadsheetml": "berupa buku kerja Excel, bukan .docx",
    "presentationml": "berupa salindia PowerPoint, bukan .docx",
}
_DOCUMENT = "wordprocessingml.document.main+xml"
_TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OFFICE_DOCUMENT = "/officeDocument"
_HARMLESS_LINKS = {"hyperlink"}
_REFUSED_KINDS = {
    "aFChunk": "berisi dokumen lain yang disisipkan utuh",
    "subDocument": "berisi dokumen lain yang disisipkan utuh",
    "control": "berisi kendali ActiveX",
}
_FETCHING_FIELDS = {
    "DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD"
}  # fmt: skip


class PackageFault(NamedTuple):
    """Why a file cannot be a template: ``problem`` follows the word *Templat*; ``remedy`` is a sentence."""

    problem: str
    remedy: str = SAVE_AGAIN


class _Part(NamedTuple):
    name: str
    root: ElementTree.Element


class _DoctypeError(Exception):
    """A part declares entities, as Word never does."""


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, *_: object) -> NoReturn:
        raise _DoctypeError


def package_faults(content: bytes) -> list[PackageFault]:
    """Return why a file cannot be a template; an empty list when nothing speaks against it.

    Of faults that hide all others, the first is returned alone.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _size_faults(package) or _content_faults(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, UnicodeDecodeError, ValueError):
        return [_other_kind(content)]
    except (RuntimeError, NotImplementedError):
        return [PackageFault("terkunci kata sandi atau dimampatkan dengan cara yang tidak dikenal")]


def _other_kind(content: bytes) -> PackageFault:
    """Return what a file is that is no zip archive."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return PackageFault(
                "dikunci dengan kata sandi",
                "Lepaskan kata sandinya di Word: Berkas > Info > Proteksi Dokumen",
            )
        return PackageFault("berupa dokumen Word lama (.doc), bukan .docx")
    start = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for beginning, problem in _BEGINNINGS.items():
        if start.startswith(beginning):
            return PackageFault(problem)
    return PackageFault("kosong, 0 bita" if not content else WHOLE)


def _size_faults(package: zipfile.ZipFile) -> list[PackageFault]:
    """Return what is wrong with the archive's own list, before anything is unpacked."""
    members = package.infolist()
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) < len(names):
        return [PackageFault(WHOLE)]
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        most = MAX_UNPACKED_BYTES // 1_000_000
        problem = f"berisi {total // 1_000_000} MB bila dibuka, paling banyak {most} MB"
        return [PackageFault(problem, "Kecilkan atau buang gambarnya, lalu simpan ulang di Word")]
    if "mimetype" in names and "[Content_Types].xml" not in names:
        return [PackageFault("berupa dokumen LibreOffice (.odt), bukan .docx")]
    large = [one for one in members if _is_xml(one.filename) and one.file_size > MAX_XML_BYTES]
    if large:
        problem = f"terlalu panjang: bagian {large[0].filename} lebih dari {MAX_XML_BYTES // 1_000_000} MB"
        return [PackageFault(problem, "Buang teks yang tidak perlu, lalu simpan ulang di Word")]
    return []


def _content_faults(package: zipfile.ZipFile) -> list[PackageFault]:
    """Return what is wrong with the parts; each is unpacked once, which also proves its checksum."""
    parts: list[_Part] = []
    for name in package.namelist():
        content = package.read(name)
        if not _is_xml(name):
            continue
        try:
            parts.append(_Part(name, _parsed(content)))
        except (ElementTree.ParseError, LookupError):
            return [PackageFault(f"{WHOLE}: bagian {name} rusak")]
        except _DoctypeError:
            return [PackageFault(f"berisi perintah XML yang tidak dibolehkan pada bagian {name}")]
    return _kind_faults(parts) or [
        *_macro_faults(package),
        *_link_faults(parts),
        *_field_faults(parts),
    ]


def _parsed(content: bytes) -> ElementTree.Element:
    parser = ElementTree.XMLParser(target=_Builder())
    parser.feed(content)
    found: ElementTree.Element = parser.close()
    return found


def _kind_faults(parts: list[_Part]) -> list[PackageFault]:
    """Return why the package is no Word document, if it is none."""
    roots = {part.name: part.root for part in parts}
    main = _main_part(roots)
    types = roots.get("[Content_Types].xml", ElementTree.Element("Types"))
    kinds = [one.get("ContentType", "") for one in types if one.get("PartName") == f"/{main}"]
    for mark, problem in _MAIN_TYPES.items():
        if any(mark in kind for kind in kinds):
            return [PackageFault(problem)]
    root = roots.get(main, ElementTree.Element("document"))
    if root.tag == f"{_STRICT}document":
        return [PackageFault("disimpan sebagai 'Dokumen Strict Open XML'")]
    is_document = any(_DOCUMENT in kind for kind in kinds)
    return (
        []
        if is_document and root.find(f"{_TRANSITIONAL}body") is not None
        else [PackageFault(WHOLE)]
    )


def _main_part(roots: dict[str, ElementTree.Element]) -> str:
    """Return the name of the package's main part, empty when it names none."""
    for link in roots.get("_rels/.rels", ()):
        if link.get("Type", "").endswith(_OFFICE_DOCUMENT):
            return posixpath.normpath(link.get("Target", "").lstrip("/"))
    return ""


def _macro_faults(package: zipfile.ZipFile) -> Iterator[PackageFault]:
    names = [name.rsplit("/", 1)[-1].lower() for name in package.namelist()]
    if {"vbaproject.bin", "vbadata.xml"} & set(names):
        yield PackageFault("berisi makro")


def _link_faults(parts: list[_Part]) -> Iterator[PackageFault]:
    """Yield, once a kind, what the package links to elsewhere, and what it brings along that may act."""
    found: dict[PackageFault, None] = {}
    for part in parts:
        if part.name.endswith(".rels"):
            found |= dict.fromkeys(fault for link in part.root if (fault := _link_fault(link)))
    yield from found


def _link_fault(link: ElementTree.Element) -> PackageFault | None:
    kind = link.get("Type", "").rsplit("/", 1)[-1]
    if kind in _REFUSED_KINDS:
        return PackageFault(_REFUSED_KINDS[kind], "Buang bagian itu di Word, lalu simpan ulang")
    target = link.get("Target", "")
    if link.get("TargetMode") != "External" or kind in _HARMLESS_LINKS:
        return None
    if kind == "attachedTemplate":
        return _attached_fault(target)
    what = {"image": "gambar", "oleObject": "objek"}.get(kind, "bagian")
    return PackageFault(f"memuat {what} yang hanya ditautkan ke '{_short(target)}'", _EMBED)


def _attached_fault(target: str) -> PackageFault | None:
    """Return a fault for a template that Word would fetch; one on this computer is left out of letters."""
    address = urlsplit(target.replace("\\", "/"))
    at_home = address.scheme in {"", "file"} or len(address.scheme) == 1
    if at_home and not address.netloc and not address.path.startswith("//"):
        return None
    return PackageFault(
        f"terhubung ke templat lain di '{_short(target)}'",
        "Lepaskan di Word: Pengembang > Templat Dokumen, pilih Normal.dotm, lalu simpan",
    )


def _field_faults(parts: list[_Part]) -> Iterator[PackageFault]:
    """Yield, once a kind, the Word fields that fetch something when the document is opened or printed."""
    codes = (code for part in parts for code in _field_codes(part.root))
    words = (code.split()[0].upper() for code in codes if code.split())
    for word in dict.fromkeys(word for word in words if word in _FETCHING_FIELDS):
        yield PackageFault(
            f"memuat bidang Word '{word}' yang mengambil isi dari tempat lain", _UNLINK
        )


def _field_codes(root: ElementTree.Element) -> Iterator[str]:
    for field in root.iter(f"{_TRANSITIONAL}fldSimple"):
        yield field.get(f"{_TRANSITIONAL}instr", "")
    code = ""
    for one in root.iter():
        if one.tag == f"{_TRANSITIONAL}instrText":
            code += one.text or ""
        elif one.tag == f"{_TRANSITIONAL}fldChar":
            yield code
            code = ""


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _short(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:59]}…"
