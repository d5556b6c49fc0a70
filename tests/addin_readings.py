"""The committed add-in as other programs read it: parts, ribbon, VBA text."""

from __future__ import annotations

import importlib
import io
import re
import warnings
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[1]
ADDIN = ROOT / "addins" / "Pengaduan.xlam"
RIBBON_NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"


@cache
def parts() -> dict[str, bytes]:
    """Return the add-in's parts by name."""
    with zipfile.ZipFile(ADDIN) as package:
        return {name: package.read(name) for name in package.namelist()}


def ribbon_buttons() -> list[ET.Element]:
    """Return the buttons of the ribbon in their order."""
    return list(ET.fromstring(parts()["customUI/customUI14.xml"]).iter(f"{RIBBON_NAMESPACE}button"))


def olevba() -> Any:
    """Return oletools' reader of VBA; the test is skipped without it."""
    pytest.importorskip("olefile", reason="oletools is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import uses old names of pyparsing
        try:
            return importlib.import_module("oletools.olevba")
        except ModuleNotFoundError:
            pytest.skip("oletools is not installed")


def macro_texts() -> dict[str, str]:
    """Return every module's text as oletools reads it, lines parted by line feeds."""
    parser = olevba().VBA_Parser(ADDIN.name, data=ADDIN.read_bytes())
    found = {
        path.rpartition("/")[2]: text.replace("\r\n", "\n")
        for _, path, _, text in parser.extract_macros()
    }
    parser.close()
    return found


def subs(text: str) -> list[str]:
    """Return the names of a module's public macros in their order."""
    return re.findall(r"^Public Sub (\w+)\(", text, re.MULTILINE)


def streams(data: bytes) -> dict[str, bytes]:
    """Return a compound file's streams by path as olefile reads them, refusing any defect."""
    olefile = pytest.importorskip("olefile", reason="oletools is not installed")
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE) as compound:
        assert compound.parsing_issues == []
        return {"/".join(path): compound.openstream(path).read() for path in compound.listdir()}


def unobscured(text: str) -> tuple[int, bytes]:
    """Return project key and data of a value in the PROJECT stream ([MS-OVBA] 2.4.3.3)."""
    seed, version, key, *rest = bytes.fromhex(text)
    assert version ^ seed == 2
    before, plain_before, plain = [version, key], key ^ seed, []
    for byte in rest:
        plain_before = byte ^ (before[-2] + plain_before) & 0xFF
        plain.append(plain_before)
        before.append(byte)
    ignored = (seed & 6) // 2
    length = int.from_bytes(bytes(plain[ignored : ignored + 4]), "little")
    data = bytes(plain[ignored + 4 :])
    assert len(data) == length
    return key ^ seed, data
