"""Build workbook/Register_Pengaduan.xlsx, or with ``--check`` tell whether the committed one is current."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from pathlib import Path

from pengaduan_xl.register.blank.workbook import build_workbook

TARGET = Path(__file__).resolve().parents[1] / "workbook" / "Register_Pengaduan.xlsx"


def contents(path: Path) -> list[tuple[str, bytes]]:
    """Return a workbook's parts in order, unpacked: compressors differ between machines, contents do not."""
    with zipfile.ZipFile(path) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def is_current(target: Path) -> bool:
    """Return whether ``target`` holds what a fresh build would."""
    if not target.is_file():
        return False
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / target.name
        build_workbook(fresh)
        return contents(fresh) == contents(target)


def main(arguments: list[str]) -> int:
    """Run the script; the result is its exit code."""
    if "--check" in arguments:
        if is_current(TARGET):
            return 0
        print(f"{TARGET.name} is out of date; run: python scripts/build_workbook.py")
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    build_workbook(TARGET)
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
