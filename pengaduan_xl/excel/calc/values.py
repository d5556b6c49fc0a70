"""Python values as Calc's cells hold them, and back: text and numbers, whose format tells the kind."""

from __future__ import annotations

import enum
import itertools
from datetime import date, datetime, time, timedelta
from numbers import Real
from typing import TYPE_CHECKING, Any, TypeAlias

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.excel.calc.addresses import Area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Cell: TypeAlias = "str | float | bool | datetime | date | time | None"
Rows: TypeAlias = "Sequence[Sequence[Cell]]"

_MISSING = ("NAType", "NaTType")
"""Types of pandas' missing values; a NaN is known by being unequal to itself."""
_DAY = timedelta(days=1)
_MILLISECOND = timedelta(milliseconds=1)


class Kind(enum.IntFlag):
    """What a cell's number is; the value is the bit in UNO's ``com.sun.star.util.NumberFormat``."""

    DATE = 2
    TIME = 4
    MOMENT = 6
    LOGICAL = 1024


class UnwritableValueError(InputDataError):
    """A value that no cell can hold."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"Nilai berjenis {type(value).__name__} tidak dapat ditulis ke sel",
            "Tulis teks, angka, tanggal, benar/salah, atau kosong",
        )


class ShapeMismatchError(InputDataError):
    """The values are no table of the size of the cells they should go to."""

    def __init__(self, where: str, rows: int, columns: int) -> None:
        super().__init__(
            f"Isi yang hendak ditulis tidak berukuran {rows} baris × {columns} kolom",
            "Samakan ukuran isi dengan ukuran sel tujuannya",
            where=where,
        )


def prepared(value: Any) -> Cell:
    """Return a value of Python, numpy or pandas as one of the few kinds a cell can hold.

    Missing values (None, NaN, NaT) become None; a time zone is dropped, not converted.

    Raises:
        UnwritableValueError: The value is of no such kind.
    """
    if hasattr(value, "item"):  # numpy's scalars
        value = value.item()
    if value is None or type(value).__name__ in _MISSING or value != value:
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, (bool, str, date, time)):
        return value
    if isinstance(value, Real) or hasattr(value, "as_integer_ratio"):
        return float(value)
    raise UnwritableValueError(value)


def to_number(value: date | time, null_date: date) -> float:
    """Return a moment as the number a cell holds: days since the document's null date."""
    if isinstance(value, time):
        moment = datetime.combine(null_date, value.replace(tzinfo=None))
    elif isinstance(value, datetime):
        moment = value
    else:
        moment = datetime.combine(value, time())
    return (moment - datetime.combine(null_date, time())) / _DAY


def to_moment(number: float, null_date: date) -> datetime:
    """Return the moment that a cell's number means, to the millisecond."""
    span = round(timedelta(days=number) / _MILLISECOND) * _MILLISECOND
    return datetime.combine(null_date, time()) + span


def encoded(value: Cell, null_date: date) -> str | float:
    """Return what is sent to Calc for a value.

    Only text and numbers are: LibreOffice 7.4 refuses booleans, and an empty UNO value makes an error
    ``#N/A`` or ends the program. Text stays text, even when it looks like a number or a formula.
    """
    if value is None:
        return ""
    if isinstance(value, (date, time)):
        return to_number(value, null_date)
    return value if isinstance(value, str) else float(value)


def typed(value: Cell) -> str:
    """Return a constant as it is typed into an English Calc; text may be a formula.

    Raises:
        UnwritableValueError: It is a date or time, which is not typed in one way.
    """
    if value is None or isinstance(value, (str, bool)):
        return "" if value is None else str(value)
    if isinstance(value, float):
        return repr(value)
    raise UnwritableValueError(value)


def kind_of(value: Cell) -> Kind | None:
    """Return what a value's number format must say so that it is read back the same; None for any."""
    if isinstance(value, bool):
        return Kind.LOGICAL
    if isinstance(value, datetime):
        return Kind.MOMENT
    if isinstance(value, date):
        return Kind.DATE
    return Kind.TIME if isinstance(value, time) else None


def as_rows(value: Any, area: Area, where: str) -> Rows:
    """Return values as rows of the area's size; a single value fills all cells.

    Raises:
        ShapeMismatchError: The values have another shape.
        UnwritableValueError: A value is of a kind that no cell can hold.
    """
    if not isinstance(value, (list, tuple)):
        return [[prepared(value)] * area.columns] * area.rows
    table = value if value and isinstance(value[0], (list, tuple)) else [value]
    if len(table) != area.rows or any(len(row) != area.columns for row in table):
        raise ShapeMismatchError(where, area.rows, area.columns)
    return [[prepared(item) for item in row] for row in table]


def decoded(
    data: Iterable[Sequence[Any]], area: Area, kinds: Iterable[tuple[Kind, Area]], null_date: date
) -> list[list[Any]]:
    """Return the values that Calc's numbers mean.

    Args:
        data: Rows of text and numbers as Calc gives them; empty text for empty cells, None for errors.
        area: Where they stand.
        kinds: Areas of cells whose numbers are dates, times or booleans. Times of day stay numbers.
        null_date: The document's day 0.
    """
    rows: list[list[Any]] = [[None if item == "" else item for item in row] for row in data]
    for kind, part in kinds:
        if kind == Kind.TIME:
            continue
        meaning: Callable[[float], object] = (
            (lambda number: to_moment(number, null_date)) if kind & Kind.DATE else bool
        )
        for row, column in area.places(part):
            if isinstance(rows[row][column], float):
                rows[row][column] = meaning(rows[row][column])
    return rows


def missing_kinds(
    rows: Rows, area: Area, present: Iterable[tuple[Kind, Area]]
) -> Iterator[tuple[Kind, Area]]:
    """Yield the cells whose number format must change so that their value is read back as it is.

    Args:
        rows: The values written.
        area: Where they were written.
        present: What numbers with the cells' formats are, as far as they are no plain numbers.

    Yields:
        The kind of format needed and cells of one column below each other.
    """
    wanted = [[kind_of(value) for value in row] for row in rows]
    for present_kind, part in present:
        for row, column in area.places(part):
            kind = wanted[row][column]
            if kind and kind & present_kind & (Kind.DATE if kind & Kind.DATE else kind):
                wanted[row][column] = None
    for column in range(area.columns):
        row = area.row
        for kind, run in itertools.groupby(line[column] for line in wanted):
            height = len(list(run))
            if kind:
                yield kind, Area(row, area.column + column, height)
            row += height


def cleaned(
    data: Iterable[Iterable[Any]],
    moment: Any,
    empty: object,
    number: Callable[[float], object] | None,
) -> list[list[Any]]:
    """Apply xlwings' options ``dates``, ``empty`` and ``numbers`` to values read.

    Args:
        data: Values as :func:`decoded` returns them.
        moment: What to build from a date's parts.
        empty: What stands for an empty cell.
        number: What to make of a number; None leaves it a float.
    """

    def clean(item: Any) -> Any:
        if item is None or item == "":
            return empty
        if isinstance(item, datetime):
            return item if moment is datetime else moment(**_parts(item))
        return number(item) if number and isinstance(item, float) else item

    return [[clean(item) for item in row] for row in data]


def _parts(moment: datetime) -> dict[str, int | None]:
    names = ("year", "month", "day", "hour", "minute", "second", "microsecond")
    return {name: getattr(moment, name) for name in names} | {"tzinfo": None}
