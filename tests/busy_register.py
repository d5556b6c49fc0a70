"""A register after many acts, and the XML of its parts."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from desk_office import MAIL, MONDAY, WALK_IN, entry, walk
from openpyxl.utils import range_boundaries

from pengaduan_xl.desk import Desk
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.register.schema import HEADER_ROW
from pengaduan_xl.reporting.recap import make_recap

if TYPE_CHECKING:
    from pengaduan_xl.register.columns import Table

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FRIDAY = date(2026, 11, 20)
TEXTS = (
    "=SUM(A1:A9)",
    "+62811",
    "-5",
    "@cmd",
    "'kutip",
    "0012",
    "1e5",
    "_x0041_",
    " dua  spasi ",
    "a\nb\té",
)
"""Texts that a careless writer turns into formulas, numbers or other texts."""


@cache
def busy() -> bytes:
    """A register after five saves: complaints with odd texts, a whole case, side paths and a recap."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_office(Path(folder))
        for work in (_receive, _walk, _leave_the_path):
            with Desk(path, lambda: MONDAY) as desk:
                work(desk)
                desk.save()
        for day in (FRIDAY, MONDAY.date()):
            make_recap(path, day, "", lambda: MONDAY)
        with Desk(path, lambda: MONDAY) as desk:
            desk.receive(MAIL | {"subject": "Sesudah rekap"}, entry())
            desk.save()
        return path.read_bytes()


def _receive(desk: Desk) -> None:
    for place, text in enumerate(TEXTS):
        base = MAIL if place % 2 else WALK_IN
        desk.receive(base | {"subject": text, "description": text * 3, "phone": text}, entry())


def _walk(desk: Desk) -> None:
    walk(desk, "2026-0001")


def _leave_the_path(desk: Desk) -> None:
    for number in ("2026-0002", "2026-0003", "2026-0004"):
        walk(desk, number, 3)
    desk.hold("2026-0002", entry("Kepala Seksi Contoh", "Menunggu bukti"))
    desk.return_("2026-0003", entry("Kepala Seksi Contoh", "Belum lengkap"))
    desk.withdraw("2026-0005", entry(reason="Sudah selesai sendiri"))


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(busy())) as package:
        return {name: package.read(name) for name in package.namelist()}


def parsed(content: bytes) -> Any:
    return ElementTree.fromstring(content)


def area(reference: str) -> tuple[int, int, int, int]:
    """Return the first column and row and the last column and row of an address."""
    first, top, last, bottom = range_boundaries(reference)
    return first or 0, top or 0, last or 0, bottom or 0


def related(part: str) -> dict[str, str]:
    """Return the parts that a part leads to, by relationship id."""
    path = PurePosixPath(part)
    links = members().get(str(path.parent / "_rels" / f"{path.name}.rels"))
    found = parsed(links) if links is not None else ()
    return {
        link.get("Id"): _resolved(path.parent, link.get("Target"))
        for link in found
        if link.get("TargetMode") != "External"
    }


def _resolved(folder: PurePosixPath, target: str) -> str:
    path = PurePosixPath(target.lstrip("/")) if target.startswith("/") else folder / target
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


@cache
def sheet_part(table: Table) -> str:
    """Return the name of the part that a list's sheet is in."""
    sheets = parsed(members()["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    ident = next(sheet.get(LINK) for sheet in sheets if sheet.get("name") == table.sheet)
    return related("xl/workbook.xml")[ident]


def sheet_xml(table: Table) -> Any:
    return parsed(members()[sheet_part(table)])


def table_xml(table: Table) -> Any:
    (part,) = related(sheet_part(table)).values()
    return parsed(members()[part])


def data_cells(table: Table) -> list[list[Any]]:
    """Return the XML cells of the rows below a list's headings."""
    return [
        list(row) for row in sheet_xml(table).iter(f"{MAIN}row") if int(row.get("r")) > HEADER_ROW
    ]
