"""Write the tables of docs/surat.md from the letters' catalogue; ``--check`` exits 1 when they are stale."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.glossary import SHARED, SIGNED, SINGLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.letters.catalogue import Letter

PAGE = Path(__file__).parent.parent / "docs" / "surat.md"
_KINDS = {"teks": "teks", "tanggal": "tanggal", "baris": "satu per baris"}


def letters_table() -> str:
    """Return the table of all letters."""
    rows = [
        (
            f"`{letter.key}`",
            letter.title,
            str(letter.step),
            "ya" if letter.numbered else "tidak",
            letter.signer_role or "-",
            letter.identity,
        )
        for letter in LETTERS.values()
    ]
    heads = ("Surat", "Nama", "Tahap", "Bernomor", "Penanda tangan", "Identitas pengadu")
    return _table((heads, *rows))


def fields_tables() -> str:
    """Return, for each letter with fields of its own, the table of what an officer types."""
    return "\n\n".join(
        f"### {letter.title} (`{letter.key}`)\n\n{_fields_table(letter)}"
        for letter in LETTERS.values()
        if letter.fields
    )


def tags_table() -> str:
    """Return the table of what templates may print."""
    rows = [(f"`{{{{ {name} }}}}`", help_) for name, help_ in (SHARED | SIGNED).items()]
    rows += [
        (f"`{name}` pada `{key}`", help_)
        for key, single in SINGLE.items()
        for name, help_ in single.items()
    ]
    return _table((("Isian", "Arti"), *rows))


PARTS = {"daftar surat": letters_table, "isian surat": fields_tables, "isian templat": tags_table}


def filled(page: str) -> str:
    """Return the page with its generated parts, each between ``<!-- awal: … -->`` and ``<!-- akhir -->``."""
    for name, build in PARTS.items():
        begin, end = f"<!-- awal: {name} -->", "<!-- akhir -->"
        before, rest = page.split(begin, 1)
        after = rest.split(end, 1)[1]
        page = f"{before}{begin}\n\n{build()}\n\n{end}{after}"
    return page


def main(arguments: list[str] | None = None) -> int:
    """Write or check; the exit code is 1 when a check finds the page stale."""
    parser = argparse.ArgumentParser(description="Build the tables of docs/surat.md.")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    options = parser.parse_args(arguments)
    page = PAGE.read_text(encoding="utf-8")
    if options.check:
        current = page == filled(page)
        print("docs/surat.md is current" if current else "not current: docs/surat.md")
        return 0 if current else 1
    PAGE.write_text(filled(page), encoding="utf-8", newline="\n")
    return 0


def _fields_table(letter: Letter) -> str:
    rows = [
        (
            f"`{field.key}`",
            field.label,
            _KINDS[field.kind],
            "ya" if field.required else "tidak",
            field.help + (f" Kosong: {field.default}." if field.default else ""),
            field.example,
        )
        for field in letter.fields
    ]
    return _table((("Isian", "Arti", "Jenis", "Wajib", "Penjelasan", "Contoh"), *rows))


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _cell(text: str) -> str:
    """Return a text as a Markdown table holds it: bars escaped, line ends as breaks."""
    return text.replace("|", "\\|").replace("\n", "<br>")


if __name__ == "__main__":
    raise SystemExit(main())
