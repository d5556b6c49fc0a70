"""Build click's Indonesian catalogue from messages.po, or with ``--check`` tell whether it is current."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pengaduan_xl.cli.language import DOMAIN, LOCALE_FOLDER

SOURCE = Path(LOCALE_FOLDER, "id", "LC_MESSAGES", f"{DOMAIN}.po")
TARGET = SOURCE.with_suffix(".mo")


class SteadyCatalog(Catalog):
    """A catalogue whose header holds what gettext reads, and neither dates nor babel's version."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header's lines."""
        return [
            ("Language", "id"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]


def compiled() -> bytes:
    """Return the catalogue as gettext reads it, built from ``SOURCE``."""
    catalog = SteadyCatalog(locale="id")
    with SOURCE.open("rb") as source:
        for message in read_po(source, locale="id", abort_invalid=True):
            if message.id:
                catalog[message.id] = message
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def is_current() -> bool:
    """Return whether ``TARGET`` holds what a fresh build would."""
    return TARGET.is_file() and TARGET.read_bytes() == compiled()


def main(arguments: list[str]) -> int:
    """Run the script; the result is its exit code."""
    if "--check" in arguments:
        if is_current():
            return 0
        print(f"{TARGET.name} is out of date; run: python scripts/build_messages.py")
        return 1
    TARGET.write_bytes(compiled())
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
