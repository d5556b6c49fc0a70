"""The extension for LibreOffice Calc: it is what its text gives, and its parts fit together."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from pengaduan_xl import __version__
from pengaduan_xl.excel.catalogue import BUTTONS
from pengaduan_xl.excel.host import CALC_MACRO
from scripts import build_toolbar
from scripts.build_toolbar import TARGET, build, main
from scripts.toolbar_icons import DRAWINGS, SIZES, icon_png
from scripts.toolbar_parts import CONFIGURATION, MODULES, PACKAGE, PROTOCOL, SERVICE, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

REGISTRY = "{http://openoffice.org/2001/registry}"
NAME = f"{REGISTRY}name"
URLS = [PROTOCOL + button.id for button in BUTTONS]


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(TARGET) as package:
        return {name: package.read(name) for name in package.namelist()}


def nodes(part: str, *path: str) -> list[ET.Element]:
    """Return the members of the node at a path of names."""
    place = ET.fromstring(parts()[part])
    for name in path:
        place = next(child for child in place if child.get(NAME) == name)
    return list(place)


def prop(node: ET.Element, name: str) -> str:
    """Return the plain value of a node's property."""
    return next(child.findtext("value", "") for child in node if child.get(NAME) == name)


def pixels(data: bytes, size: int) -> Iterator[bytes]:
    """Yield each dot of a picture as red, green, blue, opacity."""
    start = data.index(b"IDAT") + 4
    rows = zlib.decompress(data[start:])
    for row in range(size):
        line = rows[row * (size * 4 + 1) + 1 :]
        yield from (line[column * 4 : column * 4 + 4] for column in range(size))


def test_the_committed_extension_is_what_its_text_gives() -> None:
    assert TARGET.read_bytes() == build()


def test_the_script_writes_it_and_notices_another_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "addins" / TARGET.name
    monkeypatch.setattr(build_toolbar, "TARGET", target)
    assert main(["--check"]) == 1
    assert "python scripts/build_toolbar.py" in capsys.readouterr().out
    assert (main([]), main(["--check"])) == (0, 0)
    target.write_bytes(target.read_bytes() + b"\0")
    assert main(["--check"]) == 1


@pytest.mark.parametrize("name", [name for name in parts() if name.endswith((".xml", ".xcu"))])
def test_every_xml_part_is_well_formed(name: str) -> None:
    ET.fromstring(parts()[name])


def test_the_manifest_lists_settings_and_component() -> None:
    listed = [
        next(value for key, value in entry.attrib.items() if key.endswith("full-path"))
        for entry in ET.fromstring(parts()["META-INF/manifest.xml"])
    ]
    assert listed == [*CONFIGURATION, "component.py"]
    assert set(listed) <= set(parts())


def test_the_version_is_the_packages() -> None:
    assert f'<version value="{__version__}"/>'.encode() in parts()["description.xml"]


@pytest.mark.parametrize(
    "place",
    [
        ("OfficeToolBar", "id.pengaduan.xl.Bilah"),
        ("OfficeMenuBar", "id.pengaduan.xl.Menu", "Submenu"),
    ],
    ids=["toolbar", "menu"],
)
def test_toolbar_and_menu_show_every_button_in_order(place: tuple[str, ...]) -> None:
    shown = nodes("Addons.xcu", "AddonUI", *place)
    assert [prop(node, "URL") for node in shown] == URLS
    assert [prop(node, "Title") for node in shown] == [button.label for button in BUTTONS]


def test_buttons_are_shown_in_spreadsheets_only() -> None:
    shown = nodes("Addons.xcu", "AddonUI", "OfficeToolBar", "id.pengaduan.xl.Bilah")
    assert {prop(node, "Context") for node in shown} == {"com.sun.star.sheet.SpreadsheetDocument"}


def test_every_button_has_its_pictures() -> None:
    images = nodes("Addons.xcu", "AddonUI", "Images")
    assert [prop(node, "URL") for node in images] == URLS
    files = [text for node in images for text in node.itertext() if text.startswith("%origin%/")]
    assert len(files) == 2 * len(BUTTONS)
    assert {name.removeprefix("%origin%/") for name in files} <= set(parts())


def test_the_commands_lead_to_the_component() -> None:
    (handler,) = nodes("ProtocolHandler.xcu", "HandlerSet")
    assert (handler.get(NAME), prop(handler, "Protocols")) == (SERVICE, "vnd.pengaduan:*")
    assert f'SERVICE = "{SERVICE}"'.encode() in parts()["component.py"]
    assert f'PROTOCOL = "{PROTOCOL}"'.encode() in parts()["component.py"]


def test_python_calls_the_service_of_the_component() -> None:
    assert f'BATCH = "{CALC_MACRO}"'.encode() in parts()["component.py"]


def test_the_component_finds_every_module_that_it_imports() -> None:
    texts = [data.decode() for name, data in parts().items() if name.endswith(".py")]
    used = {
        name
        for text in texts
        for name in re.findall(r"^from (pengaduan_xl[\w.]+) import", text, re.M)
    }
    there = {name.removesuffix(".py").replace("/", ".") for name in map(str, MODULES)}
    assert used == {f"pengaduan_xl.{name}" for name in there}


@pytest.mark.parametrize("name", MODULES)
def test_the_component_is_the_packages_own_text(name: str) -> None:
    inside = parts()[f"pythonpath/pengaduan_xl/{name}"]
    assert inside.decode() == (PACKAGE / name).read_text(encoding="utf-8")
    component = (SOURCES / "component.py").read_text(encoding="utf-8")
    assert parts()["component.py"].decode() == component


def test_every_button_has_a_drawing_and_no_drawing_is_left_over() -> None:
    assert set(DRAWINGS) == {button.icon for button in BUTTONS}


def test_no_two_buttons_look_alike() -> None:
    pictures = {icon_png(name, 26) for name in DRAWINGS}
    assert len(pictures) == len(DRAWINGS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_picture_is_a_readable_png_of_its_size(name: str, size: int) -> None:
    data = icon_png(name, size)
    assert struct.unpack(">II", data[16:24]) == (size, size)
    opaque = sum(dot[3] > 127 for dot in pixels(data, size))
    assert size * size * 0.08 < opaque < size * size * 0.9


def test_no_path_of_the_building_machine_is_in_the_extension() -> None:
    assert str(Path(__file__).parents[2]).encode() not in TARGET.read_bytes()
