"""The parts of Pengaduan.oxt, the toolbar and menu in LibreOffice Calc, made from the list of buttons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pengaduan_xl import __version__
from pengaduan_xl.excel.catalogue import BUTTONS, Button
from scripts.toolbar_icons import SIZES, icon_png

if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGE = Path(__file__).resolve().parents[1] / "pengaduan_xl"
SOURCES = PACKAGE / "excel" / "toolbar"
IDENTIFIER = "id.pengaduan.xl"
SERVICE = f"{IDENTIFIER}.Tombol"
TOOLBAR = f"{IDENTIFIER}.Bilah"
PROTOCOL = "vnd.pengaduan:"
CONFIGURATION = ("Addons.xcu", "CalcWindowState.xcu", "Jobs.xcu", "ProtocolHandler.xcu")
INDEXING = f"{IDENTIFIER}.Indeks"
INDEXED_ON = ("OnLoadFinished", "OnSaveDone", "OnSaveAsDone")
"""Events of a document after which its index is looked after."""

COMPONENT = "component.py"
MODULES = (
    "excel/toolbar/batch.py",
    "excel/toolbar/cells.py",
    "excel/toolbar/launcher.py",
    "register/open_book_text.py",
)
"""What the component imports of the package; all of it keeps to Python 3.8."""

_LIBRARY = "pythonpath/pengaduan_xl/"
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_ICON_AND_TEXT = 2
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OOR = "http://openoffice.org/2001/registry"
_DESCRIPTION = "http://openoffice.org/extensions/description/2006"
_MANIFEST = "http://openoffice.org/2001/manifest"


def toolbar_parts() -> dict[str, bytes]:
    """Return the extension's parts by name."""
    texts = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        "Addons.xcu": addons(BUTTONS),
        "CalcWindowState.xcu": _window_state(),
        "Jobs.xcu": _jobs(),
        "ProtocolHandler.xcu": _protocol_handler(),
    }
    parts = {name: (_DECLARATION + text).encode() for name, text in texts.items()}
    parts["keterangan.txt"] = b"Tombol untuk register pengaduan di LibreOffice Calc.\n"
    parts[COMPONENT] = _source(SOURCES / COMPONENT)
    for folder in ("", "excel/", "excel/toolbar/", "register/"):
        parts[f"{_LIBRARY}{folder}__init__.py"] = b""
    for name in MODULES:
        parts[_LIBRARY + name] = _source(PACKAGE / name)
    for button in BUTTONS:
        for size in SIZES:
            parts[_icon(button, size)] = icon_png(button.icon, size)
    return parts


def _source(path: Path) -> bytes:
    """Return one of our sources with plain line feeds, however the checkout ends its lines."""
    return path.read_text(encoding="utf-8").encode()


def addons(buttons: Sequence[Button]) -> str:
    """Return the toolbar, the menu with the same entries, and their pictures."""
    entries = "".join(
        _node(
            f"m{number:02}",
            _prop("Context", _CALC),
            _prop("URL", PROTOCOL + button.id),
            _prop("Title", button.label, language="id"),
            _prop("Target", "_self"),
        )
        for number, button in enumerate(buttons, start=1)
    )
    menu = _node(
        f"{IDENTIFIER}.Menu",
        _prop("Context", _CALC),
        _prop("Title", "Pengaduan", language="id"),
        _group("Submenu", entries),
    )
    return _configuration(
        "Addons",
        "org.openoffice.Office",
        _group(
            "AddonUI",
            _group("OfficeToolBar", _node(TOOLBAR, entries)),
            _group("OfficeMenuBar", menu),
            _group("Images", *(_picture(button) for button in buttons)),
        ),
    )


def _window_state() -> str:
    """Return how the toolbar first appears: docked at the top, with text beside each picture."""
    state = _node(
        f"private:resource/toolbar/addon_{TOOLBAR}",
        _prop("UIName", "Pengaduan", language="id"),
        _prop("Docked", "true"),
        _prop("DockingArea", "0"),
        _prop("DockPos", "0,3"),
        _prop("Visible", "true"),
        _prop("Style", str(_ICON_AND_TEXT)),
    )
    inner = _group("UIElements", _group("States", state))
    return _configuration("CalcWindowState", "org.openoffice.Office.UI", inner)


def _protocol_handler() -> str:
    handler = _node(SERVICE, _prop("Protocols", f"{PROTOCOL}*"))
    inner = _group("HandlerSet", handler)
    return _configuration("ProtocolHandler", "org.openoffice.Office", inner)


def _jobs() -> str:
    """Return what the office does by itself when documents are opened and saved."""
    job = _node(INDEXING, _prop("Service", INDEXING))
    listed = _group("JobList", _node(INDEXING))
    events = "".join(
        f'<node oor:name="{event}" oor:op="fuse">{listed}</node>' for event in INDEXED_ON
    )
    inner = _group("Jobs", job) + _group("Events", events)
    return _configuration("Jobs", "org.openoffice.Office", inner)


def _picture(button: Button) -> str:
    small, big = (f"%origin%/{_icon(button, size)}" for size in SIZES)
    images = _prop("ImageSmallURL", small) + _prop("ImageBigURL", big)
    own = f'<node oor:name="UserDefinedImages">{images}</node>'
    return _node(f"{IDENTIFIER}.{button.id}", _prop("URL", PROTOCOL + button.id), own)


def _icon(button: Button, size: int) -> str:
    return f"icons/{button.id}_{size}.png"


def _configuration(name: str, package: str, inner: str) -> str:
    return (
        f'<oor:component-data xmlns:oor="{_OOR}" oor:name="{name}" oor:package="{package}">'
        f"{inner}</oor:component-data>"
    )


def _group(name: str, *inner: str) -> str:
    """Return a fixed node of the schema."""
    return f'<node oor:name="{name}">{"".join(inner)}</node>'


def _node(name: str, *inner: str) -> str:
    """Return a member of a set, put in whole."""
    return f'<node oor:name={quoteattr(name)} oor:op="replace">{"".join(inner)}</node>'


def _prop(name: str, value: str, language: str = "") -> str:
    """Return a property; a text in a language is also the one for every other language."""
    plain = f"<value>{escape(value)}</value>"
    spoken = f'<value xml:lang="{language}">{escape(value)}</value>' if language else ""
    return f'<prop oor:name="{name}">{plain if not language else plain + spoken}</prop>'


def _manifest() -> str:
    kinds = {
        **dict.fromkeys(CONFIGURATION, "application/vnd.sun.star.configuration-data"),
        COMPONENT: "application/vnd.sun.star.uno-component;type=Python",
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    return f'<manifest:manifest xmlns:manifest="{_MANIFEST}">{entries}</manifest:manifest>'


def _description() -> str:
    return (
        f'<description xmlns="{_DESCRIPTION}" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:lo="http://libreoffice.org/extensions/description/2011">'
        f'<identifier value="{IDENTIFIER}"/><version value="{__version__}"/>'
        '<display-name><name lang="id">Pengaduan</name></display-name>'
        '<publisher><name lang="id" xlink:href="">pengaduan-xl</name></publisher>'
        '<dependencies><lo:LibreOffice-minimal-version value="6.4" name="LibreOffice 6.4"/></dependencies>'
        '<extension-description><src lang="id" xlink:href="keterangan.txt"/></extension-description>'
        "</description>"
    )
