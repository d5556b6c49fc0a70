"""The parts of Pengaduan.xlam: ribbon and macros, made from the list of buttons, and the file around them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from pengaduan_xl.excel.catalogue import BUTTONS, Button
from scripts.vba_project import Module, vba_project

if TYPE_CHECKING:
    from collections.abc import Sequence

VBA = Path(__file__).resolve().parents[1] / "pengaduan_xl" / "excel" / "vba"
PROJECT_NAME = "PengaduanXL"
PROJECT_GUID = "{6C0E7B52-5A0F-4D1E-9B43-2F4D1E0A7C11}"
BUTTON_MODULE = "Tombol"
BATCH_MODULE = "Batch"
"""Reads and writes many cells in one call from Python."""
ANY_SHEET = "Laporan dan Pemeriksaan"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RIBBON_PART = "customUI/customUI14.xml"
VBA_PART = "xl/vbaProject.bin"

CONTENT_TYPES = {
    "xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "xl/worksheets/sheet1.xml": f"{_SHEET_ML}.worksheet+xml",
    "xl/styles.xml": f"{_SHEET_ML}.styles+xml",
    VBA_PART: "application/vnd.ms-office.vbaProject",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
RELATIONSHIPS = {
    "_rels/.rels": {
        "xl/workbook.xml": f"{_DOCUMENT}/officeDocument",
        "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
        RIBBON_PART: "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    },
    "xl/_rels/workbook.xml.rels": {
        "worksheets/sheet1.xml": f"{_DOCUMENT}/worksheet",
        "styles.xml": f"{_DOCUMENT}/styles",
        "vbaProject.bin": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    },
}
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><workbookPr codeName="ThisWorkbook"/>'
    '<sheets><sheet name="Lembar1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="Lembar1"/><sheetData/></worksheet>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Pengaduan</dc:title>'
    "<dc:description>Tombol untuk register pengaduan.</dc:description></cp:coreProperties>"
)


def addin_parts(launcher: str) -> dict[str, bytes]:
    """Return the add-in's parts by name, content types first as Office writes them.

    Args:
        launcher: Text of the module that starts Python (:mod:`scripts.xlwings_module`).
    """
    texts = {
        "[Content_Types].xml": _content_types(),
        **{name: _relationships(targets) for name, targets in RELATIONSHIPS.items()},
        "xl/workbook.xml": _WORKBOOK,
        "xl/worksheets/sheet1.xml": _SHEET,
        "xl/styles.xml": _STYLES,
        RIBBON_PART: ribbon(BUTTONS),
        "docProps/core.xml": _CORE,
    }
    parts = {name: (_DECLARATION + text).encode() for name, text in texts.items()}
    project = vba_project(PROJECT_NAME, PROJECT_GUID, modules(launcher))
    return {**parts, VBA_PART: project}


def modules(launcher: str) -> list[Module]:
    """Return the project's modules: the documents, our text, the buttons' macros, the launcher."""
    documents = [
        Module(name, (VBA / f"{name}.cls").read_text(encoding="ascii"), "Document")
        for name in ("ThisWorkbook", "Lembar1")
    ]
    ours = [
        Module(name, (VBA / f"{name}.bas").read_text(encoding="ascii"))
        for name in ("Pengaduan", BATCH_MODULE)
    ]
    return [*documents, *ours, Module(BUTTON_MODULE, macros(BUTTONS)), Module("xlwings", launcher)]


def macros(buttons: Sequence[Button]) -> str:
    """Return the module with a macro for each button, as the ribbon calls it.

    ``Object`` and not ``IRibbonControl``: so the project needs no reference to the Office library.
    """
    head = f'Attribute VB_Name = "{BUTTON_MODULE}"\nOption Explicit\n'
    return head + "".join(
        f'\nPublic Sub {button.id}(control As Object)\n    Pengaduan.Press "{button.id}"\nEnd Sub\n'
        for button in buttons
    )


def ribbon(buttons: Sequence[Button]) -> str:
    """Return the ribbon's tab: a group for each sheet in the order of the list, buttons without one last."""
    titles = list(dict.fromkeys(button.sheet for button in buttons if button.sheet))
    groups = [
        _group(number, title or ANY_SHEET, [button for button in buttons if button.sheet == title])
        for number, title in enumerate([*titles, ""], start=1)
    ]
    return (
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
        f'<tab id="tabPengaduan" label="Pengaduan">{"".join(groups)}</tab>'
        "</tabs></ribbon></customUI>"
    )


def _group(number: int, title: str, buttons: Sequence[Button]) -> str:
    inner = "".join(
        f'<button id="btn{button.id}" label={quoteattr(button.label)} size="large"'
        f' imageMso="{button.icon}" screentip={quoteattr(button.label)}'
        f' supertip={quoteattr(button.tooltip)} onAction="{BUTTON_MODULE}.{button.id}"/>'
        for button in buttons
    )
    return f'<group id="grp{number}" label={quoteattr(title)}>{inner}</group>'


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in CONTENT_TYPES.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
