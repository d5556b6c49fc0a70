"""Parts that Excel writes and XlsxWriter does not, as text, for the rich sample workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
REVISION = "http://schemas.microsoft.com/office/spreadsheetml"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PERSON = "{0D4A2C11-5B1E-4E0B-9B1A-7C5A1F2E3D01}"
THREAD = "{5E1B7C52-0A3D-4B6F-8A52-2F0B6D7E9C02}"
REPLY = "{5E1B7C52-0A3D-4B6F-8A52-2F0B6D7E9C03}"
CHART_STYLE_PARTS = (
    "axisTitle categoryAxis chartArea dataLabel dataLabelCallout dataPoint dataPoint3D dataPointLine "
    "dataPointMarker dataPointMarkerLayout dataPointWireframe dataTable downBar dropLine errorBar floor "
    "gridlineMajor gridlineMinor hiLoLine leaderLine legend plotArea plotArea3D seriesAxis seriesLine "
    "title trendline trendlineLabel upBar valueAxis wall"
)


def sheet_root(sheet: int) -> str:
    """The start tag of a worksheet as Excel 365 writes it."""
    uid = f"{{00000000-0001-0000-0{sheet}00-000000000000}}"
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{DOCUMENT}" xmlns:xdr="{SHEET_DRAWING}" xmlns:x14="{X14}" '
        f'xmlns:mc="{MC}" mc:Ignorable="x14ac xr xr2 xr3" '
        f'xmlns:x14ac="{REVISION}/2009/9/ac" xmlns:xr="{REVISION}/2014/revision" '
        f'xmlns:xr2="{REVISION}/2015/revision2" xmlns:xr3="{REVISION}/2016/revision3" xr:uid="{uid}">'
    )


def chart_style() -> str:
    refs = "".join(f'<cs:{name} idx="0"/>' for name in ("lnRef", "fillRef", "effectRef"))
    font = '<cs:fontRef idx="minor"><a:schemeClr val="tx1"/></cs:fontRef>'
    parts = "".join(
        '<cs:dataPointMarkerLayout symbol="circle" size="5"/>'
        if name == "dataPointMarkerLayout"
        else f"<cs:{name}>{refs}{font}</cs:{name}>"
        for name in CHART_STYLE_PARTS.split()
    )
    space = "http://schemas.microsoft.com/office/drawing/2012/chartStyle"
    return f'{HEAD}<cs:chartStyle xmlns:cs="{space}" xmlns:a="{DRAWING}" id="201">{parts}</cs:chartStyle>'


def chart_colors() -> str:
    space = "http://schemas.microsoft.com/office/drawing/2012/chartStyle"
    accents = "".join(f'<a:schemeClr val="accent{number}"/>' for number in range(1, 7))
    return (
        f'{HEAD}<cs:colorStyle xmlns:cs="{space}" xmlns:a="{DRAWING}" meth="cycle" id="10">{accents}'
        "<cs:variation/></cs:colorStyle>"
    )


def slicers() -> str:
    return (
        f'{HEAD}<slicers xmlns="{X14}" xmlns:mc="{MC}" mc:Ignorable="x" xmlns:x="{MAIN}">'
        '<slicer name="Status" cache="Slicer_Status" caption="Status" rowHeight="241300"/></slicers>'
    )


def slicer_cache(table_id: int, column: int) -> str:
    return (
        f'{HEAD}<slicerCacheDefinition xmlns="{X14}" xmlns:mc="{MC}" mc:Ignorable="x" xmlns:x="{MAIN}" '
        'name="Slicer_Status" sourceName="Status"><extLst>'
        f'<x:ext uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{X15}">'
        f'<x15:tableSlicerCache tableId="{table_id}" column="{column}"/></x:ext></extLst>'
        "</slicerCacheDefinition>"
    )


def anchored(corners: tuple[int, int, int, int], content: str) -> str:
    """A drawing's content between two cells, told by column and row from 0."""
    left, top, right, bottom = corners
    first, last = (
        f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        for column, row in ((left, top), (right, bottom))
    )
    return (
        f'<xdr:twoCellAnchor editAs="oneCell"><xdr:from>{first}</xdr:from><xdr:to>{last}</xdr:to>'
        f"{content}<xdr:clientData/></xdr:twoCellAnchor>"
    )


def shape(number: int, name: str, geometry: str, text: str, macro: str = "") -> str:
    words = f"<a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p>" if text else "<a:p/>"
    return (
        f'<xdr:sp macro="{macro}" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="{name}"/>'
        '<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/>'
        f'</a:xfrm><a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:srgbClr val="F4B183"/></a:solidFill></xdr:spPr>'
        f"<xdr:txBody><a:bodyPr/><a:lstStyle/>{words}</xdr:txBody></xdr:sp>"
    )


def slicer_frame() -> str:
    """The slicer in its sheet's drawing, with what programs that know no slicers show instead."""
    space = "http://schemas.microsoft.com/office/drawing"
    frame = (
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="91" name="Status"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>"
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{space}/2010/slicer"><sle:slicer xmlns:sle="{space}/2010/slicer" '
        'name="Status"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )
    choice = f'<mc:Choice xmlns:sle15="{space}/2012/slicer" Requires="sle15">{frame}</mc:Choice>'
    fallback = f"<mc:Fallback>{shape(0, '', 'rect', 'Pengiris tabel')}</mc:Fallback>"
    inside = f'<mc:AlternateContent xmlns:mc="{MC}">{choice}{fallback}</mc:AlternateContent>'
    return anchored((9, 20, 12, 26), inside)


def button_frame() -> str:
    """The form control's shape in its sheet's drawing; what it shows is in the VML drawing."""
    link = (
        '<a:extLst><a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}">'
        '<a14:compatExt spid="_x0000_s1025"/></a:ext></a:extLst>'
    )
    button = shape(1025, "Button 1", "rect", "Tekan", "[0]!Tekan").replace(
        'name="Button 1"/>', f'name="Button 1" hidden="1">{link}</xdr:cNvPr>'
    )
    space = "http://schemas.microsoft.com/office/drawing/2010/main"
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:a14="{space}" Requires="a14">'
        f"{anchored((9, 1, 11, 3), button)}</mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )


def controls(link: str) -> str:
    anchor = anchored((9, 1, 11, 3), "").replace(
        "<xdr:clientData/></xdr:twoCellAnchor>", "</anchor>"
    )
    anchor = anchor.replace('<xdr:twoCellAnchor editAs="oneCell">', '<anchor moveWithCells="1">')
    anchor = anchor.replace("xdr:from>", "from>").replace("xdr:to>", "to>")
    control = (
        f'<control shapeId="1025" r:id="{link}" name="Button 1"><controlPr defaultSize="0" print="0" '
        f'autoFill="0" autoPict="0" macro="[0]!Tekan">{anchor}</controlPr></control>'
    )
    begin, end = (
        '<mc:AlternateContent><mc:Choice Requires="x14">',
        "</mc:Choice></mc:AlternateContent>",
    )
    return f"{begin}<controls>{begin}{control}{end}</controls>{end}"


def control_properties() -> str:
    return f'{HEAD}<formControlPr xmlns="{X14}" objectType="Button" lockText="1"/>'


def threaded_comments(cell: str) -> str:
    return (
        f'{HEAD}<ThreadedComments xmlns="{THREADED}" xmlns:x="{MAIN}"><threadedComment ref="{cell}" '
        f'dT="2026-01-05T01:02:03.00" personId="{PERSON}" id="{THREAD}"><text>Sudah dicek?</text>'
        f'</threadedComment><threadedComment ref="{cell}" dT="2026-01-05T02:02:03.00" '
        f'personId="{PERSON}" id="{REPLY}" parentId="{THREAD}"><text>Sudah.</text></threadedComment>'
        "</ThreadedComments>"
    )


def persons() -> str:
    return (
        f'{HEAD}<personList xmlns="{THREADED}" xmlns:x="{MAIN}"><person displayName="Petugas" '
        f'id="{PERSON}" userId="petugas" providerId="None"/></personList>'
    )


def external_link() -> str:
    return (
        f'{HEAD}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{DOCUMENT}" r:id="rId1"><sheetNames>'
        '<sheetName val="Tarif"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1">'
        '<cell r="A1"><v>2500</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>'
    )


def custom_item_properties() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{HEAD}<ds:datastoreItem ds:itemID="{{B0A7C6F1-1D2E-4F3A-8B4C-5D6E7F809104}}" xmlns:ds="{space}">'
        '<ds:schemaRefs><ds:schemaRef ds:uri="urn:contoh:label"/></ds:schemaRefs></ds:datastoreItem>'
    )


def calculation_chain(cells: Sequence[tuple[int, str]]) -> str:
    entries = "".join(f'<c r="{cell}" i="{sheet}"/>' for sheet, cell in cells)
    return f'{HEAD}<calcChain xmlns="{MAIN}">{entries}</calcChain>'


def pivot_cache(table: str, fields: Sequence[str], statuses: Sequence[str], count: int) -> str:
    """A pivot cache over a table; only the field ``Status`` shares its items."""
    items = "".join(f'<s v="{status}"/>' for status in statuses)
    shared = {"Status": f'<sharedItems count="{len(statuses)}">{items}</sharedItems>'}
    listed = "".join(
        f'<cacheField name="{name}" numFmtId="0">{shared.get(name, "<sharedItems/>")}</cacheField>'
        for name in fields
    )
    return (
        f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{DOCUMENT}" r:id="rId1" '
        f'refreshedBy="Petugas" refreshedDate="46023" createdVersion="6" refreshedVersion="6" '
        f'minRefreshableVersion="3" recordCount="{count}"><cacheSource type="worksheet">'
        f'<worksheetSource name="{table}"/></cacheSource><cacheFields count="{len(fields)}">{listed}'
        "</cacheFields></pivotCacheDefinition>"
    )


def pivot_records(records: Sequence[str]) -> str:
    body = "".join(f"<r>{record}</r>" for record in records)
    return (
        f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" xmlns:r="{DOCUMENT}" count="{len(records)}">{body}'
        "</pivotCacheRecords>"
    )


def pivot_table(place: str, fields: Sequence[str], statuses: int) -> str:
    """A pivot table with ``Status`` in its rows and the sum of ``Biaya``."""
    rows = "".join(f'<item x="{number}"/>' for number in range(statuses))
    axis = f'<pivotField axis="axisRow" showAll="0"><items count="{statuses + 1}">{rows}'
    kinds = {
        "Status": f'{axis}<item t="default"/></items></pivotField>',
        "Biaya": '<pivotField dataField="1" showAll="0"/>',
    }
    listed = "".join(kinds.get(name, '<pivotField showAll="0"/>') for name in fields)
    lines = "".join(f'<i><x v="{number}"/></i>' for number in range(statuses))
    return (
        f'{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="Pivot1" cacheId="7" dataOnRows="0" '
        'applyNumberFormats="0" dataCaption="Nilai" updatedVersion="6" minRefreshableVersion="3" '
        'createdVersion="6" indent="0" outline="1" outlineData="1" '
        f'grandTotalCaption="Jumlah"><location ref="{place}" '
        'firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        f'<pivotFields count="{len(fields)}">{listed}</pivotFields><rowFields count="1"><field '
        f'x="{fields.index("Status")}"/></rowFields><rowItems count="{statuses + 1}">{lines}'
        '<i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems><dataFields count="1">'
        f'<dataField name="Jumlah Biaya" fld="{fields.index("Biaya")}" baseField="0" baseItem="0"/>'
        "</dataFields></pivotTableDefinition>"
    )


def flat_ods() -> str:
    """A document made in Calc: the named range ``Daftar`` in A1:C3 of ``Data``, its last column counted."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in names)

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def words(text: str) -> str:
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    def number(value: int, formula: str = "") -> str:
        shown = f'table:formula="{formula}"' if formula else ""
        return f'<table:table-cell {shown} office:value-type="float" office:value="{value}"/>'

    body = row(words("Nama"), words("Biaya"), words("Lipat"))
    body += row(words("Ayu"), number(5), number(10, "of:=[.B2]*2"))
    body += row(words("Budi"), number(7), number(14, "of:=[.B3]*2"))
    area = (
        '<table:database-range table:name="Daftar" table:target-range-address="Data.A1:Data.C3" '
        'table:contains-header="true" table:display-filter-buttons="true"/>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} '
        f'xmlns:of="{space}:of:1.2" office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{body}</table:table>'
        f"<table:database-ranges>{area}</table:database-ranges></office:spreadsheet></office:body>"
        "</office:document>"
    )
