"""A span of office time as it is asked for: a whole amount of minutes, hours or working days."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Final

import numpy as np

from pengaduan_xl.domain.procedure import DAY_RULES, UNITS
from pengaduan_xl.errors import InputDataError

if TYPE_CHECKING:
    from typing import SupportsIndex

MINUTES_A_UNIT: Final[dict[str, int]] = {"menit": 1, "jam": 60, "hari": 0}
"""Office minutes in a unit; working days count by themselves."""


class InvalidAmountError(InputDataError):
    """An amount of time that is no whole number from 0 on.

    Args:
        amount: The amount as given.
    """

    def __init__(self, amount: object) -> None:
        super().__init__(
            f'Jumlah waktu "{amount}" bukan bilangan bulat nol atau lebih',
            "Isi bilangan bulat, misalnya 3",
        )


class UnknownUnitError(InputDataError):
    """A unit of time that office time does not know.

    Args:
        unit: The unit as given.
    """

    def __init__(self, unit: object) -> None:
        super().__init__(f'Satuan waktu "{unit}" tidak dikenal', f"Pilih {_choices(UNITS)}")


class UnknownDayRuleError(InputDataError):
    """A way of ending a span of working days that office time does not know.

    Args:
        day_rule: The rule as given.
    """

    def __init__(self, day_rule: object) -> None:
        super().__init__(
            f'Cara hitung hari "{day_rule}" tidak dikenal', f"Pilih {_choices(DAY_RULES)}"
        )


def whole_amount(amount: SupportsIndex) -> int:
    """Return the amount as Python's own whole number.

    Raises:
        InvalidAmountError: It is no whole number or below 0.
    """
    if isinstance(amount, bool | np.bool_):
        raise InvalidAmountError(amount)
    try:
        number = operator.index(amount)
    except TypeError:
        raise InvalidAmountError(amount) from None
    if number < 0:
        raise InvalidAmountError(amount)
    return number


def check_day_rule(day_rule: str) -> None:
    """Raise :class:`UnknownDayRuleError` unless the rule is known."""
    if day_rule not in DAY_RULES:
        raise UnknownDayRuleError(day_rule)


def _choices(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} atau {words[-1]}"
