"""Every template that an office has: which file, an example of all it may print, and what it must print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pengaduan_xl.letters import note_page, recap_page
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.context import build_context
from pengaduan_xl.letters.sample import sample_job, sample_note, sample_period, sample_recap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.letters.catalogue import Letter

Context = dict[str, object]

_ITEMS: dict[str, Context] = {
    "bap": {"foto": [{"gambar": "", "keterangan": "Bengkel dari arah jalan"}]},
    "undangan": {"tujuan_lampiran": ["Camat Pagar Alam Utara", "Lurah Beringin Jaya"]},
}
"""Examples of lists that the invented case leaves empty."""

_MAY_BE_EMPTY = ("per_izin", "lewat_waktu", "tugas", "eskalasi", "tembusan")
"""Lists of the pages that are empty on some days."""


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A template and what goes with it.

    Attributes:
        key: Key of its letter, or of its page.
        title: Its name for staff.
        file: File name.
        context: An example of all that it may print; no list of it is empty.
        mandatory: Template fields that it must print.
        trials: Contexts with which it must be filled in: full, and as bare as a letter may be.
    """

    key: str
    title: str
    file: str
    context: Mapping[str, object]
    mandatory: tuple[str, ...]
    trials: tuple[Mapping[str, object], ...]


def letter_kind(letter: Letter) -> TemplateKind:
    """Return the template of a letter."""
    job = sample_job(letter)
    given = {field.key: field.example for field in letter.fields if field.required}
    plain = build_context(job)
    bare = build_context(replace(job, fields=given))
    full = {**plain, **_ITEMS.get(letter.key, {})}
    tried = (plain, full, _longer(full), bare)
    return TemplateKind(
        letter.key, letter.title, letter.template, full, letter.mandatory_tags, tried
    )


def template_kinds() -> list[TemplateKind]:
    """Return all templates of an office, letters first; a draft has none of its own."""
    recap, note = sample_recap(), sample_note()
    return [
        *(letter_kind(letter) for letter in LETTERS.values() if not letter.draft_of),
        _page(recap_page.KEY, "Laporan Rekapitulasi Harian", recap, recap_page.MANDATORY_TAGS),
        _page(
            recap_page.PERIOD_KEY,
            "Laporan Rekapitulasi Periode",
            sample_period(),
            recap_page.PERIOD_MANDATORY_TAGS,
        ),
        _page(note_page.KEY, "Nota Dinas", note, note_page.MANDATORY_TAGS),
    ]


def _page(key: str, title: str, context: Context, mandatory: tuple[str, ...]) -> TemplateKind:
    bare = {name: [] if name in _MAY_BE_EMPTY else value for name, value in context.items()}
    trials = (context, _longer(context), bare)
    return TemplateKind(key, title, f"{key}.docx", context, mandatory, trials)


def _longer(context: Context) -> Context:
    """Return a context with each of its lists thrice as long."""
    return {
        name: value * 3 if isinstance(value, list) else value for name, value in context.items()
    }
