"""What keeps a workbook's formulas true after a change: the calculation chain and the recalculation mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pengaduan_xl.register.xlsx.row_xml import is_true
from pengaduan_xl.register.xlsx.sheet_layout import ROOT
from pengaduan_xl.register.xlsx.workbook import CONTENT_TYPES, relationships_part
from pengaduan_xl.register.xlsx.xml_spans import (
    MAIN,
    PartXmlError,
    attribute_edit,
    prefix_of,
    rewritten,
    scan,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pengaduan_xl.register.xlsx.directory import Member
    from pengaduan_xl.register.xlsx.workbook import WorkbookParts
    from pengaduan_xl.register.xlsx.xml_spans import Element

OVERRIDE = "http://schemas.openxmlformats.org/package/2006/content-types Override"
BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")
CARRY = 256

Parts = dict[str, "Sequence[bytes | memoryview]"]


def chain_part(workbook: WorkbookParts) -> str:
    """Return the name of the calculation chain's part; empty when there is none."""
    return next((link.part for link in workbook.relationships if link.kind == "calcChain"), "")


def without_chain(workbook: WorkbookParts) -> Parts:
    """Return the parts that name the calculation chain, without it; Excel builds a new one."""
    chain = chain_part(workbook).casefold()
    parts: Parts = {}
    member = workbook.member(relationships_part(workbook.part))
    links = [link.element for link in workbook.relationships if link.kind == "calcChain"]
    data = workbook.package.read(member)
    parts[member.name] = _without(data, links, member.name)
    member = workbook.member(CONTENT_TYPES)
    data = workbook.package.read(member)
    entries = [
        element
        for element in scan(data, member.name, {OVERRIDE})
        if element.attributes.get("PartName", "").lstrip("/").casefold() == chain
    ]
    if entries:
        parts[member.name] = _without(data, entries, member.name)
    return parts


def _without(data: bytes, elements: Iterable[Element], part: str) -> Sequence[bytes | memoryview]:
    return rewritten(data, [(item.start, item.end, b"") for item in elements], part)


def is_marked(workbook: WorkbookParts) -> bool:
    """Return whether Excel will calculate the whole workbook when it opens it."""
    elements = scan(workbook.data, workbook.part, {f"{MAIN} calcPr"})
    return any(is_true(element.attributes.get("fullCalcOnLoad")) for element in elements)


def marked(workbook: WorkbookParts) -> Parts:
    """Return the workbook part with the mark that makes Excel calculate all formulas on opening."""
    data, part = workbook.data, workbook.part
    elements = [item for item in scan(data, part) if item.depth == 1]
    for element in elements:
        if element.name == f"{MAIN} calcPr":
            edit = attribute_edit(data, element, "fullCalcOnLoad", "1")
            return {workbook.member(part).name: rewritten(data, [edit], part)}
    names = {f"{MAIN} {name}" for name in BEFORE_CALCULATION}
    last = next((item for item in reversed(elements) if item.name in names), None)
    if last is None:
        raise PartXmlError(part, "daftar lembar tidak pada tempatnya")
    new = f'<{prefix_of(data, last)}calcPr fullCalcOnLoad="1"/>'.encode()
    return {workbook.member(part).name: rewritten(data, [(last.end, last.end, new)], part)}


def has_formulas(workbook: WorkbookParts, but: Collection[str]) -> bool:
    """Return whether any worksheet holds a formula, leaving out the parts in ``but``."""
    sheets = [workbook.member(sheet.part) for sheet in workbook.sheets if sheet.has_cells]
    members = {member.name: member for member in sheets if member.name not in but}
    return any(_holds_formula(workbook, member) for member in members.values())


def _holds_formula(workbook: WorkbookParts, member: Member) -> bool:
    pattern = None
    rest = b""
    for block in workbook.package.sheet_blocks(member):
        text = rest + block
        if pattern is None:
            root = ROOT.match(text)
            prefix = (root[1] or b"") if root else b""
            pattern = re.compile(b"<" + re.escape(prefix) + rb"f[\s/>]")
        if pattern.search(text):
            return True
        rest = text[-CARRY:]
    return False
