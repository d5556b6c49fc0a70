"""Values as the content of a worksheet's cell element (ECMA-376 part 1, 18.3.1.4 and 18.17.4)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from html import escape
from typing import TYPE_CHECKING

from pengaduan_xl.errors import InputDataError

if TYPE_CHECKING:
    from pengaduan_xl.domain.findings import CellValue

MAX_TEXT = 32_767
"""Longest text of a cell in UTF-16 code units (Excel specifications and limits)."""

MAX_FORMULA = 8_192
"""Longest formula in characters (Excel specifications and limits)."""

MAX_DIGITS = 15
"""Digits that Excel keeps of a number."""

DAY = timedelta(days=1)
FIRST_1900 = datetime.fromisoformat("1900-01-01T00:00")
LEAP_1900 = datetime.fromisoformat("1900-03-01T00:00")
EPOCH_1900 = datetime.fromisoformat("1899-12-30T00:00")
EPOCH_1904 = datetime.fromisoformat("1904-01-01T00:00")
ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}(?:_|[\x00-\x08\x0b-\x1f\ufffe\uffff]))")
SURROGATE = re.compile(r"[\ud800-\udfff]")
KEEP_SPACE = re.compile(r"^\s|\s\Z|[\n\t]|  ")


class NotFiniteError(InputDataError):
    """A number is NaN or infinite; Excel has neither."""

    def __init__(self, place: str, value: object) -> None:
        super().__init__(
            f"nilai {value} bukan bilangan yang dikenal Excel",
            "Isi bilangan biasa atau kosongkan",
            where=place,
        )


class InexactNumberError(InputDataError):
    """A whole number has more digits than Excel keeps, so it would be changed silently."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"bilangan lebih dari {MAX_DIGITS} angka tidak tersimpan utuh di Excel",
            "Tulis sebagai teks",
            where=place,
        )


class TextTooLongError(InputDataError):
    """A text or formula is longer than a cell can hold."""

    def __init__(self, place: str, length: int, limit: int) -> None:
        super().__init__(
            f"isinya {length} karakter, lebih panjang daripada batas Excel {limit}",
            "Ringkas isinya atau simpan sebagai lampiran",
            where=place,
        )


class BrokenTextError(InputDataError):
    """A text holds half a character (a lone surrogate)."""

    def __init__(self, place: str) -> None:
        super().__init__("teksnya memuat karakter yang rusak", "Ketik ulang teks itu", where=place)


class BrokenFormulaError(InputDataError):
    """A formula is empty or holds a control character."""

    def __init__(self, place: str) -> None:
        super().__init__(
            "rumusnya kosong atau memuat karakter yang rusak",
            "Ketik ulang rumus itu",
            where=place,
        )


class DateOutOfRangeError(InputDataError):
    """A date lies before the first one that the workbook can hold."""

    def __init__(self, place: str, value: date, first: date) -> None:
        super().__init__(
            f"tanggal {value:%d/%m/%Y} di luar jangkauan buku kerja",
            f"Isi tanggal sejak {first:%d/%m/%Y}, atau tulis sebagai teks",
            where=place,
        )


class UnsupportedValueError(InputDataError):
    """A value is of a type that a cell cannot hold, such as a list or a time with a zone."""

    def __init__(self, place: str, value: object) -> None:
        super().__init__(
            f"jenis nilai {type(value).__name__} tidak dapat disimpan di sel",
            "Isi teks, bilangan, ya/tidak, tanggal atau jam tanpa zona waktu",
            where=place,
        )


class Formula(str):
    """A formula to be written as such, with or without its leading ``=``, e.g. ``Formula("=A1*2")``.

    It is in the file's own form: English function names, commas between arguments, newer functions with
    their ``_xlfn.`` prefix. A plain text that starts with ``=`` is written as text.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CellBody:
    """What a cell element holds.

    Attributes:
        kind: Its ``t`` attribute with a space before; empty for numbers, formulas and blanks.
        inner: The XML inside it; empty for a blank cell.
        formula: Whether it is a formula.
    """

    kind: str = ""
    inner: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class CellWriter:
    """Turns values into cell bodies for one sheet.

    Attributes:
        sheet: Sheet name, for messages.
        prefix: Prefix of the sheet's elements, such as ``x:``; mostly empty.
        date1904: Whether the workbook counts days from 1904.
    """

    sheet: str
    prefix: str = ""
    date1904: bool = False

    def body(self, value: CellValue, cell: str) -> CellBody:
        """Return the body for a value; ``None`` and ``""`` give a blank cell.

        Dates and times become serial numbers, so the cell's style must be a date format.

        Args:
            value: Any cell value, or a :class:`Formula`.
            cell: Address, for messages.

        Raises:
            InputDataError: One of its kinds above, when a cell cannot hold the value unchanged.
        """
        place = f"{self.sheet}!{cell}"
        if value is None or (isinstance(value, str) and not value):
            return CellBody()
        if isinstance(value, Formula):
            return self.formula(value, place)
        if isinstance(value, str):
            return self._text(value, place)
        if isinstance(value, bool):
            return CellBody(' t="b"', self._tag("v", str(int(value))))
        return CellBody("", self._tag("v", self._number(value, place)))

    def formula(self, text: str, place: str, array: str = "") -> CellBody:
        """Return the body of a formula, of an array formula over the area ``array`` if given."""
        text = text.removeprefix("=")
        if not text or SURROGATE.search(text) or ILLEGAL.search(text):
            raise BrokenFormulaError(place)
        if len(text) > MAX_FORMULA:
            raise TextTooLongError(place, len(text), MAX_FORMULA)
        attributes = f' t="array" ref="{array}"' if array else ""
        return CellBody("", self._tag("f", escape(text, quote=False), attributes), formula=True)

    def _text(self, text: str, place: str) -> CellBody:
        if SURROGATE.search(text):
            raise BrokenTextError(place)
        length = len(text) + sum(character > "\uffff" for character in text)
        if length > MAX_TEXT:
            raise TextTooLongError(place, length, MAX_TEXT)
        text = escape_controls(text)
        space = ' xml:space="preserve"' if KEEP_SPACE.search(text) else ""
        inner = self._tag("t", escape(text, quote=False), space)
        return CellBody(' t="inlineStr"', self._tag("is", inner))

    def _number(self, value: object, place: str) -> str:
        if isinstance(value, int):
            return _whole(value, place)
        # NaN and pandas' NaT, which passes for a datetime, are the values unequal to themselves.
        if isinstance(value, float | datetime) and value != value:
            raise NotFiniteError(place, value)
        if isinstance(value, float):
            return _decimal(value, place)
        if isinstance(value, datetime) and value.tzinfo is None:
            return self._serial(value, place)
        if isinstance(value, time) and value.tzinfo is None:
            return _days(datetime.combine(EPOCH_1904, value) - EPOCH_1904)
        if isinstance(value, date) and not isinstance(value, datetime):
            return self._serial(datetime.combine(value, time()), place)
        raise UnsupportedValueError(place, value)

    def _serial(self, moment: datetime, place: str) -> str:
        first = EPOCH_1904 if self.date1904 else FIRST_1900
        if moment < first:
            raise DateOutOfRangeError(place, moment, first)
        if self.date1904:
            return _days(moment - EPOCH_1904)
        # Excel counts a 29 February 1900 that never was, so days before it are one less.
        return _days(moment - EPOCH_1900 - (DAY if moment < LEAP_1900 else timedelta()))

    def _tag(self, name: str, inner: str, attributes: str = "") -> str:
        return f"<{self.prefix}{name}{attributes}>{inner}</{self.prefix}{name}>"


def escape_controls(text: str) -> str:
    """Return text with characters that XML cannot hold as ``_xHHHH_`` (ECMA-376 part 1, 22.9.2.19).

    Text that already looks so, ``_x0041_``, gets its underscore escaped; a carriage return is escaped
    because XML would turn it into a line feed.
    """
    marked = LOOKS_ESCAPED.sub("_x005F_", text)
    return ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", marked)


def unescape_controls(text: str) -> str:
    """Return text with each ``_xHHHH_`` replaced by its character; half a character becomes U+FFFD."""
    plain = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _whole(value: int, place: str) -> str:
    if abs(value) >= 10**300 or len(str(abs(value)).rstrip("0")) > MAX_DIGITS:
        raise InexactNumberError(place)
    return str(int(value))


def _decimal(value: float, place: str) -> str:
    if math.isinf(value):
        raise NotFiniteError(place, value)
    # A negative zero becomes zero, and a numpy number a plain one.
    return repr(float(value) + 0.0).removesuffix(".0")


def _days(span: timedelta) -> str:
    return repr(span / DAY).removesuffix(".0")
