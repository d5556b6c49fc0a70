"""Write docs/isian-surat.md: per letter, what an officer types for it and what its template may print.

    python scripts/build_field_docs.py            write the page
    python scripts/build_field_docs.py --check    exit 1 when it is stale

All of it comes from the letters' catalogue, the glossary, and the contexts that letters are made with.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.letters import note_page, recap_page
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.fields import DATE_FORMS
from pengaduan_xl.letters.glossary import COLUMNS, NOTE, PERIOD, RECAP, SHARED, SIGNED, SINGLE
from pengaduan_xl.letters.template_kinds import TemplateKind, letter_kind, template_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pengaduan_xl.letters.catalogue import Letter

PAGE = Path(__file__).parent.parent / "docs" / "isian-surat.md"
EXAMPLE_LENGTH = 70
PAGES = {recap_page.KEY: RECAP, recap_page.PERIOD_KEY: PERIOD, note_page.KEY: NOTE}

_KINDS = {
    "teks": "teks",
    "tanggal": "tanggal",
    "baris": "satu per baris",
    "foto": "berkas, satu per baris",
}
_FORMS = {"": "", "_hari": " dengan harinya", "_singkat": ", singkat", "_terbilang": ", terbilang"}

INTRODUCTION = """\
# Isian surat

Halaman ini dibuat dari program, jadi selalu sesuai dengannya. Setiap surat punya dua macam isian:

- **yang diketik** petugas sebelum surat dibuat: dengan `--isi kunci=nilai`, pada Meja Kerja, atau pada lembar
  Isian. Tanggal ditulis `23/11/2026` atau `2026-11-23`. "Satu per baris" menjadi daftar bernomor. Yang wajib
  harus ada sebelum surat dapat dibuat; yang lain boleh kosong;
- **yang dicetak** templat, ditulis di antara `{{` dan `}}`. Nama selain yang ada di sini ditolak. Yang wajib
  harus dicetak templat surat itu; `pengaduan templat periksa` memberitahukan bila tidak.

Cara mengubah templat ada pada [Surat](surat.md#mengubah-templat).
"""

SHARED_HEAD = """\
## Isian semua surat

Dapat dicetak oleh templat semua surat, kecuali `tanda_tangan` pada `kartu-kendali` dan `bap`. Templat laporan
dan nota dinas hanya mengenal `kop`, `dinas`, `kepala_dinas`, `kota`, `tanggal`, `tanda_tangan`, dan isiannya
sendiri. Data pengaduan yang kosong tercetak `-`.
"""


class Printed(NamedTuple):
    """Something that a template may print."""

    name: str
    meaning: str
    example: object


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, SHARED_HEAD, shared_table(), *map(section, template_kinds())]
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def shared_table() -> str:
    """Return the table of what all letters may print."""
    context = letter_kind(LETTERS["formulir"]).context
    rows = [
        (_tag(one.name), one.meaning, _example(one.example))
        for one in _printed(context, SHARED | SIGNED)
    ]
    return _table(("Isian", "Arti", "Contoh"), rows)


def section(kind: TemplateKind) -> str:
    """Return what there is to know of one template."""
    letter = LETTERS.get(kind.key)
    parts = [f"## {kind.title} (`{kind.key}`)", f"Templat `{kind.file}`."]
    if letter is not None:
        parts += _typed(letter)
    meanings = _meanings(kind.key, letter)
    printed = list(_printed(kind.context, meanings))
    own = [one for one in printed if not isinstance(one.example, list)]
    if own:
        parts += [f"**Yang dicetak**, selain {_common(letter)}:", _printed_table(own, kind)]
    parts += _loops([one for one in printed if isinstance(one.example, list)], kind)
    wanted = [name for name in kind.mandatory if name in SHARED and name not in meanings]
    if wanted:
        parts.append(f"Wajib dicetak dari isian semua surat: {', '.join(map(_tag, wanted))}.")
    return "\n\n".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Write or check; the exit code is 1 when a check finds the page stale."""
    parser = argparse.ArgumentParser(description="Build docs/isian-surat.md.")
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    options = parser.parse_args(arguments)
    if not options.check:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return 0
    current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()
    print("docs/isian-surat.md is current" if current else "not current: docs/isian-surat.md")
    return 0 if current else 1


def _common(letter: Letter | None) -> str:
    return "isian semua surat" if letter else "kop, dinas, kota, tanggal, dan tanda tangan"


def _typed(letter: Letter) -> Iterator[str]:
    """Yield the table of what an officer types, when there is something to type."""
    drafts = [one.key for one in LETTERS.values() if one.draft_of == letter.key]
    if not letter.fields:
        yield "Tidak ada yang perlu diketik."
        return
    if drafts:
        yield (
            f"Isiannya sama dengan `{drafts[0]}`, yang juga memakai templat ini; "
            "yang diisi pada draf dipakai lagi."
        )
    rows = [
        (
            f"`{field.key}`",
            field.label,
            " atau ".join(field.choices) or _KINDS[field.kind],
            "ya" if field.required else "tidak",
            field.help + (f" Kosong: {field.default}." if field.default else ""),
            field.example,
        )
        for field in letter.fields
    ]
    yield "**Yang diketik**, dengan `--isi kunci=nilai`:"
    yield _table(("Kunci", "Arti", "Jenis", "Wajib", "Penjelasan", "Contoh"), rows)


def _meanings(key: str, letter: Letter | None) -> dict[str, str]:
    """Return what there is to print beyond what all letters share, explained."""
    found: dict[str, str] = {}
    for field in letter.fields if letter else ():
        forms = DATE_FORMS if field.kind == "tanggal" else ("",)
        found |= {f"{field.key}{form}": f"{field.label}{_FORMS[form]}" for form in forms}
    return found | SINGLE.get(key, {}) | PAGES.get(key, {})


def _printed(context: Mapping[str, object], meanings: Mapping[str, str]) -> Iterator[Printed]:
    for name, meaning in meanings.items():
        value: object = context
        for part in name.split("."):
            value = value[part] if isinstance(value, dict) else context[part]
        yield Printed(name, meaning, value)


def _printed_table(printed: Sequence[Printed], kind: TemplateKind) -> str:
    rows = [
        (
            _tag(one.name),
            one.meaning,
            _example(one.example),
            "ya" if one.name in kind.mandatory else "tidak",
        )
        for one in printed
    ]
    return _table(("Isian", "Arti", "Contoh", "Wajib"), rows)


def _loops(lists: Sequence[Printed], kind: TemplateKind) -> Iterator[str]:
    """Yield how each list is walked, with its columns; those of several lists are told once."""
    told: dict[tuple[str, ...], str] = {}
    for one in lists:
        wanted = ", wajib" if one.name in kind.mandatory else ""
        head = f"**Daftar `{one.name}`**{wanted}: "
        first = one.example[0] if isinstance(one.example, list) and one.example else ""
        if not isinstance(first, dict):
            walked = _walked("p", "butir", one.name)
            yield f"{head}{one.meaning}. {walked} dengan `{{{{ butir }}}}`,\nmisalnya {_example(first)}."
            continue
        same = told.setdefault(tuple(first), one.name)
        meaning = one.meaning.split(";")[0].split(":")[0]
        walked = f"{head}{meaning}. {_walked('tr', 'baris', one.name)}"
        if same == one.name:
            yield f"{walked}:"
            yield _columns(one.name, first)
        else:
            yield f"{walked}, kolomnya seperti `{same}`."


def _walked(prefix: str, item: str, name: str) -> str:
    what = "Paragraf" if prefix == "p" else "Baris tabel"
    start, end = f"`{{%{prefix} for {item} in {name} %}}`", f"`{{%{prefix} endfor %}}`"
    return f"{what} di antara\n{start} dan {end} diulang"


def _columns(name: str, example: Mapping[str, object]) -> str:
    rows = [
        (_tag(f"baris.{key}"), COLUMNS.get(f"{name}.{key}") or COLUMNS[key], _example(value))
        for key, value in example.items()
    ]
    return _table(("Isian", "Arti", "Contoh"), rows)


def _tag(name: str) -> str:
    return f"`{{{{ {name} }}}}`"


def _example(value: object) -> str:
    """Return an example in one line, cut where it is long."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= EXAMPLE_LENGTH else f"{text[: EXAMPLE_LENGTH - 2]} …"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(map(_cell, row)) + " |" for row in (head, *rows)]
    return "\n".join([lines[0], "|" + " --- |" * len(head), *lines[1:]])


def _cell(text: str) -> str:
    """Return a text as a Markdown table holds it: bars escaped, line ends as breaks."""
    return text.replace("|", "\\|").replace("\n", "<br>")


if __name__ == "__main__":
    raise SystemExit(main())
