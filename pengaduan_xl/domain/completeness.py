"""Words by which an officer says what of a step's completeness list is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.errors import InputDataError

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL_ITEMS = "semua"
"""Word by which an officer states that the whole completeness list is on file."""


class UnknownItemError(InputDataError):
    """Something was said to be on file that the step's completeness list does not hold."""

    def __init__(self, word: str, listed: tuple[str, ...]) -> None:
        items = "; ".join(f"{place} {item}" for place, item in enumerate(listed, start=1))
        super().__init__(
            f"'{word}' bukan kelengkapan tahap ini",
            f"Pilih dari daftarnya ({items}), atau tulis '{ALL_ITEMS}'",
            where="Kelengkapan",
        )


def listed_items(words: Iterable[str], listed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items of a step's list that words name: by text in any case, by place from 1, or all.

    Raises:
        UnknownItemError: A word names none of them.
    """
    items: list[str] = []
    for word in words:
        if word.casefold() == ALL_ITEMS:
            items += listed
        elif word.isdecimal() and 0 < int(word) <= len(listed):
            items.append(listed[int(word) - 1])
        else:
            items.append(_listed_item(word, listed))
    return tuple(dict.fromkeys(items))


def _listed_item(word: str, listed: tuple[str, ...]) -> str:
    item = next((item for item in listed if item.casefold() == word.strip().casefold()), None)
    if item is None:
        raise UnknownItemError(word, listed)
    return item
