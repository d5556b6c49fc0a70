"""Fields (*isian*) that an officer types for a letter, and what they mean once read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.wording import day_date, long_date, short_date, spelled_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Kind = Literal["teks", "tanggal", "baris", "foto"]
"""A text, a date, lines of which each is one item, or lines of which each names a picture's file."""

FieldValue = str | date | tuple[str, ...] | None
"""A field once read: text, day or items; ``None`` is a date left empty."""

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?")


class UnknownFieldError(InputDataError):
    """A field was given that no letter has."""

    def __init__(self, letter: str, key: str, known: Iterable[str]) -> None:
        names = ", ".join(known)
        super().__init__(
            f"Isian '{key}' tidak dikenal",
            f"Isian surat ini: {names}" if names else "Surat ini tidak memerlukan isian",
            where=f"Surat {letter}",
        )


class MissingFieldsError(InputDataError):
    """Mandatory fields of a letter are empty."""

    def __init__(self, letter: str, missing: Iterable[LetterField]) -> None:
        self.missing = tuple(missing)
        first = self.missing[0]
        super().__init__(
            f"Isian wajib belum ada: {', '.join(f'{one.key} ({one.label})' for one in self.missing)}",
            f"Isi semuanya, misalnya {first.key}={first.example.splitlines()[0]}",
            where=f"Surat {letter}",
        )


class BadFieldError(InputDataError):
    """The text of a field cannot be used."""

    def __init__(self, letter: str, field: LetterField, problem: str) -> None:
        super().__init__(
            f"Isian '{field.key}' ({field.label}) {problem}",
            f"Contoh: {field.example.splitlines()[0]}",
            where=f"Surat {letter}",
        )


@dataclass(frozen=True, slots=True)
class LetterField:
    """One field of a letter (*isian*).

    Attributes:
        key: Name on the command line, in the sheet Isian and in the template.
        label: What staff see.
        help: One sentence that says what to write.
        example: A good value; several lines for ``baris``.
        kind: How the text is read.
        required: Whether the letter cannot be made without it.
        default: Text used when the field is empty.
        choices: The only texts allowed, in any case; empty for any text.
    """

    key: str
    label: str
    help: str
    example: str
    kind: Kind = "teks"
    required: bool = True
    default: str = ""
    choices: tuple[str, ...] = ()


def read_field(letter: str, field: LetterField, text: str) -> FieldValue:
    """Return what the text of a field means; an empty text gives the field's default.

    Raises:
        BadFieldError: A date is none, or does not exist; a text is none of the field's choices.
    """
    text = text.strip() or field.default
    if field.kind in {"baris", "foto"}:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    if field.kind == "teks":
        return _chosen(letter, field, text)
    if not text:
        return None
    day = read_date(text)
    if day is None:
        raise BadFieldError(letter, field, f"bukan tanggal yang ada: '{text}'")
    return day


def read_date(text: str) -> date | None:
    """Return the day that a text names, day first or ISO (with or without midnight), else ``None``."""
    day_first, iso = _DAY_FIRST.fullmatch(text), _ISO.fullmatch(text)
    try:
        if day_first:
            day, month, year = (int(part) for part in day_first.groups())
            return date(year, month, day)
        return date.fromisoformat(iso[1]) if iso else None
    except ValueError:
        return None


def split_line(line: str) -> list[str]:
    """Return the parts of a line that are separated by bars; at least one, maybe empty."""
    return [part.strip() for part in line.split("|")]


def date_texts(key: str, day: date | None) -> dict[str, object]:
    """Return a date field as templates print it, by name; empty texts for no day."""
    return {f"{key}{name}": form(day) if day else "" for name, form in DATE_FORMS.items()}


def _chosen(letter: str, field: LetterField, text: str) -> str:
    """Return the choice that a text means, or the text itself where there is nothing to choose."""
    if not text or not field.choices:
        return text
    for choice in field.choices:
        if choice.casefold() == text.casefold():
            return choice
    raise BadFieldError(letter, field, f"harus {' atau '.join(field.choices)}, bukan '{text}'")


def _after_pada_hari_ini(day: date) -> str:
    return spelled_date(day).removeprefix("hari ")


DATE_FORMS: dict[str, Callable[[date], str]] = {
    "": long_date,
    "_hari": day_date,
    "_singkat": short_date,
    "_terbilang": _after_pada_hari_ini,
}
"""What is added to the key of a date field, and how the date then prints."""
