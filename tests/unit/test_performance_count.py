"""What counts in an office's performance, on small offices whose figures are known by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from case_factory import OFFICERS, CaseFactory, at

from pengaduan_xl.domain.calendar import NATIONAL, Holiday
from pengaduan_xl.domain.calendar_defaults import DEFAULT_HOURS
from pengaduan_xl.domain.complaint import Case
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.reports.performance import DayLength
from pengaduan_xl.reports.performance_count import performance
from pengaduan_xl.reports.period import Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.reports.performance import Performance, StepScore
    from pengaduan_xl.reports.scores import Score

OFFICE = Office.default(OFFICERS)
MONDAY = "2026-07-06"
"""A plain Monday: no holiday for weeks before and after it."""
NINE = at("2026-07-06T09:00")
JULY = Period.of_month(Month(2026, 7))
LATER = at("2026-12-01T08:00")


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def found(
    cases: Iterable[Case], now: datetime = NINE, office: Office = OFFICE, period: Period = JULY
) -> Performance:
    return performance(cases, office, period, now)


def step(judged: Performance, number: int) -> StepScore:
    (score,) = [one for one in judged.by_step if one.number == number]
    return score


def counts(score: Score) -> tuple[int, int, int]:
    return score.on_time, score.late, score.unfinished


def six_cases(factory: CaseFactory) -> list[Case]:
    """Step 1 has 15 minutes: three done after 10, 15 and 30, one open, two withdrawn after 10 and 60."""
    cases = [factory.received(f"{MONDAY}T08:00") for _ in range(6)]
    for place, minute in enumerate((10, 15, 30)):
        cases[place] = factory.finished(cases[place], f"{MONDAY}T08:{minute}")
    cases[4] = factory.withdrawn(cases[4], f"{MONDAY}T08:10")
    cases[5] = factory.withdrawn(cases[5], f"{MONDAY}T09:00")
    return cases


def test_done_late_and_left_late_are_told_apart(factory: CaseFactory) -> None:
    first = step(found(six_cases(factory)), 1)
    assert counts(first.score) == (2, 1, 2)
    assert (first.score.percent, first.allowed) == (40, ("15 menit",))
    assert (first.score.median_share, first.score.share_90) == (100, 200)
    assert (first.median_minutes, first.minutes_90) == (15, 30)
    assert first.worked_minutes == 10 + 15 + 30 + 60 + 10 + 60


def test_what_is_open_and_not_yet_late_is_not_judged(factory: CaseFactory) -> None:
    """Of the three in step 2, with 30 minutes, two are late at nine; the third is at its very minute."""
    judged = found(six_cases(factory))
    assert counts(step(judged, 2).score) == (0, 0, 2)
    assert (counts(judged.total), judged.total.percent) == ((2, 1, 4), 28)


def test_a_stay_that_nobody_has_done_stands_under_the_performer(factory: CaseFactory) -> None:
    judged = found(six_cases(factory))
    assert {one.label: counts(one) for one in judged.by_officer} == {
        "Rina Marlina": (2, 1, 0),
        "(belum selesai: Petugas Pengaduan)": (0, 0, 4),
    }


def test_cases_are_counted_by_how_they_ended(factory: CaseFactory) -> None:
    cases = found(six_cases(factory)).cases
    assert (cases.received, cases.handled, cases.open, cases.withdrawn) == (6, 6, 4, 2)
    assert (cases.delivered, cases.forwarded, cases.median_days) == (0, 0, None)
    assert (cases.by_case_clock.counted, cases.by_statute.counted) == (0, 0)


def test_licences_spelt_alike_are_one(factory: CaseFactory) -> None:
    names = ("Izin Reklame", "izin  reklame", "", "IZIN REKLAME ")
    cases = [factory.received(f"{MONDAY}T08:00", permit=name) for name in names]
    assert [(one.label, one.unfinished) for one in found(cases).by_permit] == [
        ("Izin Reklame", 3), ("(tanpa izin)", 1),
    ]  # fmt: skip


def test_the_deadline_that_was_written_counts_whatever_the_rules_are_now(
    factory: CaseFactory,
) -> None:
    cases = six_cases(factory)[:3]
    steps = tuple(replace(one, amount=1) for one in OFFICE.current.steps)
    stricter = replace(
        OFFICE,
        procedures={OFFICE.version: replace(OFFICE.current, steps=steps)},
        hours=OfficeHours(DEFAULT_HOURS, [Holiday(date(2026, 7, 6), "Libur", NATIONAL, "")]),
    )
    scores = [step(found(cases, office=office), 1).score for office in (OFFICE, stricter)]
    assert counts(scores[0]) == counts(scores[1]) == (2, 1, 0)


def test_what_is_still_open_is_judged_by_the_rules_of_today(factory: CaseFactory) -> None:
    case = factory.received(f"{MONDAY}T08:00")
    longer = replace(OFFICE.current.step(1), amount=2, unit="jam")
    steps = (longer, *OFFICE.current.steps[1:])
    office = replace(OFFICE, procedures={OFFICE.version: replace(OFFICE.current, steps=steps)})
    assert step(found([case]), 1).score.unfinished == 1
    assert step(found([case], office=office), 1).score.unfinished == 0


def test_a_stay_without_a_written_deadline_is_not_judged(factory: CaseFactory) -> None:
    case = factory.finished(factory.received(f"{MONDAY}T08:00"), f"{MONDAY}T08:10")
    *before, last = case.events
    judged = found(
        [Case(case.complaint, (*before, last._replace(due=None)))], at("2026-07-06T08:11")
    )
    assert (judged.total.unclocked, judged.total.counted, judged.total.done) == (1, 0, 1)
    assert judged.total.median_share is None


def test_a_stay_without_written_minutes_is_judged_by_its_deadline_alone(
    factory: CaseFactory,
) -> None:
    case = factory.finished(factory.received(f"{MONDAY}T08:00"), f"{MONDAY}T08:10")
    *before, last = case.events
    case = Case(case.complaint, (*before, last._replace(minutes=None)))
    first = step(found([case]), 1)
    assert (counts(first.score), first.score.median_share) == ((1, 0, 0), None)
    assert (first.median_minutes, first.worked_minutes) == (None, 10)


def test_what_lies_after_now_is_left_aside(factory: CaseFactory) -> None:
    cases = [*six_cases(factory), factory.received(f"{MONDAY}T09:30")]
    early = found(cases, at("2026-07-06T08:12"))
    assert (early.cases.received, counts(early.total)) == (6, (1, 0, 0))
    assert early.period.last == date(2026, 7, 6)


def test_days_outside_the_period_are_left_aside(factory: CaseFactory) -> None:
    june = found(six_cases(factory), LATER, period=Period.of_month(Month(2026, 6)))
    august = found(six_cases(factory), LATER, period=Period.of_month(Month(2026, 8)))
    assert (june.total.counted, june.cases.handled, june.minutes) == (0, 0, 0)
    assert (counts(august.total), august.cases.received, august.cases.open) == ((0, 0, 4), 0, 4)


def test_a_case_left_late_is_counted_in_every_month(factory: CaseFactory) -> None:
    judged = found(six_cases(factory)[3:4], LATER, period=Period.of_year(2026))
    late = {(one.month.year, one.month.month): one.score.unfinished for one in judged.by_month}
    assert [late[2026, month] for month in (6, 7, 8, 11, 12)] == [0, 1, 1, 1, 1]
    assert (len(late), judged.total.unfinished) == (12, 1)


def test_a_file_given_back_is_counted_with_the_review(factory: CaseFactory) -> None:
    case = factory.returned(factory.at_step(3, f"{MONDAY}T08:00"), f"{MONDAY}T08:30")
    review = step(found([case]), 3)
    assert (review.is_review, review.score.returned, counts(review.score)) == (True, 1, (1, 0, 0))
    assert step(found([case]), 1).is_review is False


def test_time_on_hold_is_not_work(factory: CaseFactory) -> None:
    case = factory.held(factory.at_step(3, f"{MONDAY}T08:00"), f"{MONDAY}T08:20")
    case = factory.resumed(case, f"{MONDAY}T10:20")
    case = factory.finished(case, f"{MONDAY}T10:40")
    judged = found([case], at("2026-07-06T10:40"))
    verify = step(judged, 3)
    assert (verify.median_minutes, verify.worked_minutes, verify.held) == (40, 40, 1)
    assert (counts(verify.score), verify.score.median_share) == ((1, 0, 0), 67)
    assert judged.holds == (1, 0, 1, 120, 120, 120)


def test_who_waits_for_the_complainant_is_not_late(factory: CaseFactory) -> None:
    case = factory.held(factory.at_step(3, f"{MONDAY}T08:00"), f"{MONDAY}T08:20")
    judged = found([case], LATER)
    assert (judged.total.unfinished, judged.cases.by_case_clock.counted) == (0, 0)
    assert (judged.holds.cases, judged.holds.now, judged.holds.ended) == (1, 1, 0)


def test_a_hold_begun_too_late_gives_nothing_back(factory: CaseFactory) -> None:
    case = factory.held(factory.at_step(3, f"{MONDAY}T08:00"), f"{MONDAY}T09:30")
    assert found([case], LATER).total.unfinished == 1


@pytest.mark.parametrize(
    ("end", "days"),
    [("2026-07-06T15:00", 0), ("2026-07-08T09:00", 2), ("2026-07-13T09:00", 5)],
)
def test_working_days_are_counted_from_the_day_after_receipt(
    factory: CaseFactory, end: str, days: int
) -> None:
    case = factory.finished(factory.at_step(10, f"{MONDAY}T08:00"), end)
    cases = found([case], LATER).cases
    assert (cases.delivered, cases.median_days, cases.days_90) == (1, days, days)
    assert cases.by_case_clock.on_time == 1


def test_days_on_hold_are_not_working_days(factory: CaseFactory) -> None:
    case = factory.held(factory.at_step(3, f"{MONDAY}T08:00"), "2026-07-07T08:00")
    case = factory.resumed(case, "2026-07-09T08:00")
    while factory.step(case).number < 10:
        case = factory.finished(case, "2026-07-09T09:00")
    cases = found([factory.finished(case, "2026-07-10T09:00")], LATER).cases
    assert cases.median_days == 2


def test_a_case_delivered_after_the_sops_time_is_late(factory: CaseFactory) -> None:
    case = factory.finished(factory.at_step(10, f"{MONDAY}T08:00"), "2026-07-28T09:00")
    cases = found([case], LATER).cases
    assert (counts(cases.by_case_clock), counts(cases.by_statute)) == ((0, 1, 0), (1, 0, 0))
    assert cases.median_days == 16


@pytest.mark.parametrize(("ending", "name"), [("forwarded", "forwarded"), ("lapsed", "withdrawn")])
def test_a_case_may_end_without_a_reply(factory: CaseFactory, ending: str, name: str) -> None:
    case = factory.at_step(3, f"{MONDAY}T08:00")
    if ending == "lapsed":
        case = factory.held(case, f"{MONDAY}T08:05")
    last = "2026-10-20T09:00" if ending == "lapsed" else f"{MONDAY}T08:30"
    judged = found([getattr(factory, ending)(case, last)], LATER, period=Period.of_year(2026))
    assert (getattr(judged.cases, name), judged.cases.handled, judged.cases.open) == (1, 1, 0)
    assert judged.cases.median_days is None


def test_an_open_case_past_its_clocks_is_left_late(factory: CaseFactory) -> None:
    cases = found([factory.received(f"{MONDAY}T08:00")], LATER, period=Period.of_year(2026)).cases
    assert (counts(cases.by_case_clock), counts(cases.by_statute)) == ((0, 0, 1), (0, 0, 1))


def test_a_step_renamed_by_a_new_sop_has_a_row_of_its_own(factory: CaseFactory) -> None:
    old, new = OFFICE.current, OFFICE.current.step(1)
    first = (replace(new, amount=20), *old.steps[1:])
    second = (replace(new, name="Pendaftaran"), *old.steps[1:])
    procedures = {
        old.version: old,
        "B": replace(old, version="B", steps=first),
        "C": replace(old, version="C", steps=second),
    }
    office = replace(OFFICE, procedures=procedures)
    cases = _under_each(factory, office)
    rows = [one for one in found(cases, office=office).by_step if one.number == 1]
    assert [(one.name, one.allowed, one.score.unfinished) for one in rows] == [
        (new.name, ("15 menit", "20 menit"), 2), ("Pendaftaran", ("15 menit",), 1),
    ]  # fmt: skip


def _under_each(factory: CaseFactory, office: Office) -> list[Case]:
    """A case received under every version of the SOP."""
    cases = []
    for version in office.procedures:
        factory.office = replace(office, version=version)
        cases.append(factory.received(f"{MONDAY}T08:00"))
    return cases


def test_an_empty_register_has_all_steps_and_no_figures() -> None:
    judged = found([])
    assert [one.number for one in judged.by_step] == list(range(1, 11))
    assert (judged.total.percent, judged.by_officer, judged.by_permit) == (None, (), ())
    assert (judged.cases.handled, judged.minutes) == (0, 0)


def test_a_year_of_months_ends_with_the_period() -> None:
    labels = [one.month for one in found([], LATER).by_month]
    assert (labels[0], labels[-1]) == ((2025, 8), (2026, 7))


@pytest.mark.parametrize(
    ("day", "average"), [(DayLength(0, 0), None), (DayLength(2, 901), 451), (DayLength(3, 10), 3)]
)
def test_a_working_day_has_its_average_length(day: DayLength, average: int | None) -> None:
    assert day.average == average


def test_a_period_of_holidays_has_no_working_day() -> None:
    sunday = Period(date(2026, 7, 5), date(2026, 7, 5))
    assert found([], period=sunday).day == (0, 0)
