"""A .docx that people edited: whether Word will open it, and the text that it shows."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 40 << 20
"""Size of a letter's file: six photos of 3 MB come to half of it."""

MAX_INFLATED = 300 << 20
"""Bytes to which all parts together may inflate."""

MAX_MEMBERS = 5_000

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of a document with a password, and of the old .doc format."""

BROKEN = "bukan dokumen Word (.docx) yang utuh"
MACROS = "berisi makro"
LOCKED = "bersandi atau berformat .doc lama"
TOO_LARGE = f"terlalu besar (lebih dari {MAX_BYTES >> 20} MB)"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOCUMENT = "word/document.xml"
_SHOWN = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)


class DocxProblemError(Exception):
    """The bytes are no .docx to keep; ``problem`` says why, in Indonesian words."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class DocxText(NamedTuple):
    """What a document shows.

    Attributes:
        text: Its paragraphs, those of headers, footers and footnotes included, one a line.
        has_changes: Whether tracked changes are neither accepted nor rejected.
    """

    text: str
    has_changes: bool


def read_docx(content: bytes) -> DocxText:
    """Return what a .docx shows.

    Raises:
        DocxProblemError: It is no sound .docx, has a password or macros, or is far too large.
    """
    parts = _parts(content)
    _check_kind(parts)
    trees = {
        name: _parsed(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))
    }
    shown = [trees[name] for name in sorted(trees) if _SHOWN.fullmatch(name)]
    changed = any(
        tree.find(f".//{_W}{tag}") is not None for tree in shown for tag in ("ins", "del")
    )
    return DocxText("\n".join(line for tree in shown for line in _paragraphs(tree)), changed)


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package that is not too large."""
    if len(content) > MAX_BYTES:
        raise DocxProblemError(TOO_LARGE)
    if content.startswith(OLE_SIGNATURE):
        raise DocxProblemError(LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_INFLATED:
                raise DocxProblemError(TOO_LARGE)
            return {one.filename: package.read(one) for one in members}
    except _ZIP_ERRORS as error:
        raise DocxProblemError(BROKEN) from error


def _check_kind(parts: dict[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in parts):
        raise DocxProblemError(MACROS)
    if _DOCUMENT not in parts or _MAIN_TYPE.encode() not in types:
        raise DocxProblemError(BROKEN)


def _parsed(part: bytes) -> ElementTree.Element:
    """Return a part's XML; one that declares entities is none of Word's."""
    if b"<!DOCTYPE" in part or b"<!\x00D" in part:
        raise DocxProblemError(BROKEN)
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DocxProblemError(BROKEN) from error


def _paragraphs(tree: ElementTree.Element) -> Iterator[str]:
    """Yield the text of each paragraph; what tracked changes struck out is not shown."""
    for paragraph in tree.iter(f"{_W}p"):
        yield "".join(_run_text(node) for node in paragraph.iter())


def _run_text(node: ElementTree.Element) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    if node.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
        return " "
    return "-" if node.tag == f"{_W}noBreakHyphen" else ""
