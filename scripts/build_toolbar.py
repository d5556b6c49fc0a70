"""Build addins/Pengaduan.oxt, the buttons in LibreOffice Calc, or tell whether the committed one is current.

python scripts/build_toolbar.py            write addins/Pengaduan.oxt
python scripts/build_toolbar.py --check    exit 1 when it is not, byte for byte, what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.stored_zip import stored_zip
from scripts.toolbar_parts import toolbar_parts

TARGET = Path(__file__).resolve().parents[1] / "addins" / "Pengaduan.oxt"


def build() -> bytes:
    """Return the extension."""
    return stored_zip(toolbar_parts())


def main(arguments: list[str]) -> int:
    """Run the script; the result is its exit code."""
    if "--check" in arguments:
        if TARGET.is_file() and TARGET.read_bytes() == build():
            return 0
        print(f"{TARGET.name} is out of date; run: python scripts/build_toolbar.py")
        return 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(build())
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
