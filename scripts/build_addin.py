"""Build addins/Pengaduan.xlam, the buttons in Excel's ribbon, or tell whether the committed one is current.

    python scripts/build_addin.py            write addins/Pengaduan.xlam
    python scripts/build_addin.py --check    exit 1 when it is not, byte for byte, what would be written

Needs the xlwings named in :data:`scripts.xlwings_module.VERSION`, whose VBA module goes into the file. With
another xlwings, ``--check`` compares the parts that do not hold that module, and says so.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from scripts.addin_parts import VBA_PART, addin_parts
from scripts.stored_zip import stored_zip
from scripts.xlwings_module import VERSION, installed_version, xlwings_module

TARGET = Path(__file__).resolve().parents[1] / "addins" / "Pengaduan.xlam"


def is_current(target: Path) -> bool:
    """Return whether ``target`` is what a fresh build would be."""
    if not target.is_file():
        return False
    if installed_version() == VERSION:
        return target.read_bytes() == build()
    print(f"xlwings {installed_version()} is installed, not {VERSION}: {VBA_PART} is not compared")
    with zipfile.ZipFile(target) as package:
        committed = {name: package.read(name) for name in package.namelist() if name != VBA_PART}
    fresh = addin_parts(launcher="")
    del fresh[VBA_PART]
    return committed == fresh


def build() -> bytes:
    """Return the add-in."""
    return stored_zip(addin_parts(xlwings_module()))


def main(arguments: list[str]) -> int:
    """Run the script; the result is its exit code."""
    if "--check" in arguments:
        if is_current(TARGET):
            return 0
        print(f"{TARGET.name} is out of date; run: python scripts/build_addin.py")
        return 1
    if installed_version() != VERSION:
        print(f"install xlwings=={VERSION}, or raise VERSION in scripts/xlwings_module.py")
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(build())
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
