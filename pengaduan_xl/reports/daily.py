"""The recaps of services given (*rekapitulasi*): of a day, which the SOP demands, and of a period.

Every number is what was true at a moment, found from the events that had happened by then, so that the past
can be reported at any time. Events count by Waktu Kejadian, so what is entered later for a day is in it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from pengaduan_xl.errors import InputDataError
from pengaduan_xl.reports.case_count import NO_NAME, NO_PERMIT, CaseCount, events_until
from pengaduan_xl.reports.flows import FlowCount, unit_of
from pengaduan_xl.reports.recap import Balance, DailyRecap, PeriodRecap, Service, StepCount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.complaint import Case
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.reports.period import Period

__all__ = [
    "NO_NAME",
    "NO_PERMIT",
    "Balance",
    "DailyRecap",
    "DayNotBegunError",
    "PeriodRecap",
    "Service",
    "StepCount",
    "daily_recap",
    "events_until",
    "period_recap",
]


class DayNotBegunError(InputDataError):
    """A recap was asked for a day that has not begun yet.

    Args:
        day: The day asked for.
        now: This moment, naive WIB.
    """

    def __init__(self, day: date, now: datetime) -> None:
        super().__init__(
            f"Rekap {day:%d/%m/%Y} belum dapat dibuat karena sekarang baru {now:%d/%m/%Y}",
            "Pilih tanggal hari ini atau sebelumnya",
        )


def daily_recap(
    cases: Iterable[Case], office: Office, day: date, now: datetime | None = None
) -> DailyRecap:
    """Return what was true at the end of ``day``; with ``now``, never later than that moment.

    Args:
        cases: All cases of the register; one pass is made over them.
        office: The rules in force.
        day: The day to report.
        now: This moment, naive WIB; a deadline later today is not late yet.

    Raises:
        DayNotBegunError: The day begins after ``now``.
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
    """
    start, end = datetime.combine(day, time.min), datetime.combine(day, time.max)
    moment = end if now is None else min(end, now)
    if moment < start:
        raise DayNotBegunError(day, moment)
    count = CaseCount(office, start, moment)
    for case in cases:
        events = events_until(case, moment)
        if events:
            count.add(case.complaint, events)
    return DailyRecap(day=day, **count.numbers())


def period_recap(
    cases: Iterable[Case], office: Office, period: Period, now: datetime
) -> PeriodRecap:
    """Return what came and went in a period, and what was true at its end or ``now``, whichever is first.

    Args:
        cases: All cases of the register; one pass is made over them.
        office: The rules in force.
        period: The days to report.
        now: This moment, naive WIB.

    Raises:
        PeriodNotBegunError: The period begins after ``now``.
        NoReceiptError: A case's history does not begin with its receipt.
        UnknownVersionError: A case began under a version that the sheet SOP no longer holds.
    """
    moment = period.moment(now)
    passed = period.until(moment)
    count, flows = CaseCount(office, period.start, moment), FlowCount(passed)
    for case in cases:
        events = events_until(case, moment)
        if events:
            count.add(case.complaint, events)
            flows.add(events)
    numbers = count.numbers()
    return PeriodRecap(
        period=period,
        flows=flows.flows(numbers["opening"], office.hours),
        unit=unit_of(passed),
        **numbers,
    )
