"""Letter numbers by the office's pattern, and the names under which letters are filed."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.wording import roman_month

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pengaduan_xl.letters.catalogue import Letter

PLACEHOLDERS = ("klasifikasi", "urut", "unit", "bulan_romawi", "bulan", "tahun", "no_register")
"""What a number pattern may contain in braces; ``urut`` also with a width, as ``{urut:03d}``."""

OUTGOING_SETTING, INCOMING_SETTING = "Pola nomor surat", "Pola nomor agenda masuk"
"""Settings that hold a number pattern."""

_WIDTH = re.compile(r"(0[1-9]d)?")
_UNSAFE = re.compile(r"[^0-9A-Za-z.-]+")


class BadNumberPatternError(InputDataError):
    """A setting with a number pattern cannot make numbers."""

    def __init__(self, pattern: str, problem: str, setting: str = OUTGOING_SETTING) -> None:
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        super().__init__(
            f"{setting} '{pattern}' {problem}",
            f"Bagian yang dikenal: {known}; {{urut:03d}} berarti tiga angka",
            where="Pengaturan",
        )


class NumberParts(NamedTuple):
    """What a letter number is made of.

    ``seq`` is the running number within the year; ``day`` the letter's date.
    """

    classification: str
    seq: int
    unit: str
    day: date
    register_number: str = ""


def letter_number(pattern: str, parts: NumberParts, setting: str = OUTGOING_SETTING) -> str:
    """Return the number of a letter by the office's pattern.

    Only the names in :data:`PLACEHOLDERS` are filled in: a pattern is typed by staff, so it may not reach
    attributes or anything else.

    Args:
        pattern: The pattern.
        parts: What to fill in.
        setting: Name of the setting that holds the pattern, for the error.

    Raises:
        BadNumberPatternError: Unknown or malformed parts, or no ``{urut}`` to tell letters apart.
    """
    values = {
        "klasifikasi": parts.classification,
        "urut": str(parts.seq),
        "unit": parts.unit,
        "bulan_romawi": roman_month(parts.day.month),
        "bulan": f"{parts.day.month:02d}",
        "tahun": str(parts.day.year),
        "no_register": parts.register_number,
    }
    pieces = []
    for literal, name, width in _parsed(pattern, setting):
        pieces.append(literal)
        if name is not None:
            pieces.append(values[name].zfill(int(width[1])) if width else values[name])
    return "".join(pieces)


def check_pattern(pattern: str, setting: str = OUTGOING_SETTING) -> None:
    """Raise :class:`BadNumberPatternError` when the pattern of a setting cannot make numbers."""
    _parsed(pattern, setting)


def next_seq(used: Iterable[tuple[int, date]], year: int) -> int:
    """Return the running number after the highest one used in ``year``; each year begins with 1.

    ``used`` are the running numbers in Agenda Keluar with the dates of their letters. A gap is never
    filled: a cancelled letter keeps its number.
    """
    return max((seq for seq, day in used if day.year == year), default=0) + 1


def letter_filename(number: str, letter: Letter) -> str:
    """Return a letter's file name, which holds no personal data: ``2026-0014_tanda-terima.docx``."""
    safe = _UNSAFE.sub("-", number).strip("-.")
    return f"{safe}_{letter.key}.docx"


def _parsed(pattern: str, setting: str) -> list[tuple[str, str | None, str]]:
    """Split a pattern into (text, placeholder or None, width) and check every part."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        problem = "memuat kurung kurawal yang tidak lengkap"
        raise BadNumberPatternError(pattern, problem, setting) from None
    problems = [
        _problem(name, width or "", conversion or "")
        for _, name, width, conversion in parts
        if name is not None
    ]
    if "urut" not in {name for _, name, _, _ in parts}:
        problems.append("tidak memuat {urut}")
    problem = next(filter(None, problems), "")
    if problem:
        raise BadNumberPatternError(pattern, problem, setting)
    return [(literal, name, width or "") for literal, name, width, _ in parts]


def _problem(name: str, width: str, conversion: str) -> str:
    """Return what is wrong with a placeholder, empty for nothing."""
    if name not in PLACEHOLDERS:
        return f"memuat {{{name}}} yang tidak dikenal"
    allowed = _WIDTH.fullmatch(width) if name == "urut" else not width
    is_plain = allowed and not conversion
    return "" if is_plain else f"menulis {{{name}}} dengan cara yang tidak dikenal"
