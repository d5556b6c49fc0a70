"""What a template holds beside its paragraphs: comments, revisions, and tags where none are filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docxtpl import DocxTemplate

_FILLED = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")
_NAMES = {
    "endnotes": "catatan akhir",
    "comments": "komentar",
    "diagram": "SmartArt",
    "chart": "bagan",
    "core-properties": "properti dokumen (Berkas > Info)",
}
_XML_TAG = re.compile(rb"<[^>]+>")
_TAG = re.compile(rb"\{\{|\{%")
_IN_ATTRIBUTE = re.compile(rb'="[^"<>]*(?:\{\{|\{%)')
_REVISION = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")


class HiddenFault(NamedTuple):
    """Something wrong outside of the paragraphs: where, what, and what to do."""

    place: str
    problem: str
    remedy: str


def hidden_faults(opened: DocxTemplate) -> Iterator[HiddenFault]:
    """Yield what staff do not see at once, and what letters would carry out of the house."""
    parts = [(_kind(part), _content(part)) for part in opened.docx.part.package.iter_parts()]
    if any(kind == "comments" and b"<w:comment " in content for kind, content in parts):
        yield HiddenFault(
            "", "Ada komentar Word, yang akan ikut pada setiap surat",
            "Hapus semuanya di Word: Tinjau > Hapus > Hapus Semua Komentar",
        )  # fmt: skip
    if any(kind == "" and _REVISION.search(content) for kind, content in parts):
        yield HiddenFault(
            "", "Ada perubahan terlacak, yang akan ikut pada setiap surat",
            "Terima atau tolak semuanya di Word: Tinjau > Terima Semua Perubahan",
        )  # fmt: skip
    for kind, content in parts:
        yield from _tags(kind, content)


def _tags(kind: str, content: bytes) -> Iterator[HiddenFault]:
    if kind and _TAG.search(_XML_TAG.sub(b"", content)):
        yield HiddenFault(
            _NAMES.get(kind, "bagian lain"), "Ada tag di bagian yang tidak diisi",
            "Pindahkan tag itu ke paragraf biasa atau tabel",
        )  # fmt: skip
    if not kind and _IN_ATTRIBUTE.search(content):
        yield HiddenFault(
            "teks alternatif gambar, WordArt, atau nama markah", "Ada tag yang tidak berada di dalam teks",
            "Pindahkan tag itu ke paragraf biasa atau tabel",
        )  # fmt: skip


def _kind(part: Any) -> str:
    """Return which kind of part it is, empty for those in which tags are filled in."""
    kind: str = part.content_type
    if kind.endswith(_FILLED):
        return ""
    return next(
        (name for name in _NAMES if name in kind), "lain" if kind.endswith("xml") else "gambar"
    )


def _content(part: Any) -> bytes:
    content: bytes = part.blob if part.content_type.endswith("xml") else b""
    return content
