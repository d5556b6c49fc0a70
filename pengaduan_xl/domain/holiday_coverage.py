"""Which years the sheet "Hari Libur" is filled in for; deadlines in other years are doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.calendar import COLLECTIVE_LEAVE, HOLIDAYS_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pengaduan_xl.domain.calendar import Holiday


class HolidayCoverage:
    """The years that have rows, and those whose rows include collective leave.

    Collective leave is decreed later than the national holidays, so a year without it is not complete.

    Args:
        holidays: Rows of the sheet "Hari Libur".

    Attributes:
        complete: Years with collective leave.
    """

    def __init__(self, holidays: Sequence[Holiday]) -> None:
        self._begun = {holiday.day.year for holiday in holidays}
        leave = (holiday for holiday in holidays if holiday.kind == COLLECTIVE_LEAVE)
        self.complete = {holiday.day.year for holiday in leave}

    def doubts(self, years: Iterable[int]) -> tuple[str, ...]:
        """Return what these years lack, Indonesian sentences; empty when they are complete."""
        incomplete = [year for year in years if year not in self.complete]
        if not incomplete:
            return ()
        empty = [year for year in incomplete if year not in self._begun]
        partial = [year for year in incomplete if year in self._begun]
        lacking = ((empty, "hari libur"), (partial, COLLECTIVE_LEAVE))
        return tuple(
            f"Lembar {HOLIDAYS_SHEET} belum memuat {what} tahun {_listed(missing)}, "
            "sehingga tenggat dapat terhitung terlalu cepat. Lengkapi lembar itu."
            for missing, what in lacking
            if missing
        )


def _listed(years: Sequence[int]) -> str:
    *others, last = map(str, years)
    return f"{', '.join(others)} dan {last}" if others else last
