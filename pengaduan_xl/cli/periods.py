"""Options that name a part of a year: a month, a quarter, a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl.reports.period import Period, parse_month, parse_quarter, parse_year

if TYPE_CHECKING:
    from collections.abc import Callable


class PeriodType(click.ParamType[Period]):
    """A part of a year as staff write it.

    Args:
        name: What it is called.
        example: How it is written.
        parse: Returns the period that a text means, ``None`` when it means none.
    """

    def __init__(self, name: str, example: str, parse: Callable[[str], Period | None]) -> None:
        self.name = name
        self.example = example
        self.parse = parse

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period."""
        period = value if isinstance(value, Period) else self.parse(str(value))
        if period is None:
            self.fail(
                f"'{value}' bukan {self.name.lower()}; tulis seperti {self.example}", param, ctx
            )
        return period


MONTH = PeriodType("BULAN", "11/2026", parse_month)
QUARTER = PeriodType("TRIWULAN", "4/2026", parse_quarter)
YEAR = PeriodType("TAHUN", "2026", parse_year)
