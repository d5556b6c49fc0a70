"""The overdue list against one found the plain way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from case_factory import at
from hypothesis import given, settings
from hypothesis import strategies as st
from overdue_oracle import naive_days, naive_dues, naive_level, naive_minutes, naive_story
from recap_oracle import DAYS, OFFICE, histories

from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.reports.overdue import URGENT, OverdueCase, OverdueReport, overdue_report

if TYPE_CHECKING:
    from datetime import datetime

    from overdue_oracle import Story

    from pengaduan_xl.domain.complaint import Case


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Case], datetime]:
    """Cases, and a moment to list them at: of some day, or some way through the clock of one of them."""
    cases = draw(histories())
    moment = at(f"{draw(DAYS)}T13:30")
    case = draw(st.sampled_from(cases))
    state, _ = state_of(OFFICE, replay(case.events))
    start, due = draw(
        st.sampled_from(
            [(state.step_started, state.step_due), (case.events[0].happened, state.case_due)]
        )
    )
    if start is None or due is None:
        return cases, moment
    allowed = OFFICE.hours.minutes_between(start, due)
    minutes = allowed * draw(st.integers(60, 105)) // 100
    return cases, OFFICE.hours.deadline(start, minutes, "menit").at


REGISTERS = registers()


def open_stories(cases: list[Case], report: OverdueReport) -> dict[str, Story]:
    """The stories of the cases that are open at the report's moment, by number."""
    told = {}
    for case in cases:
        events = [event for event in case.events if event.happened <= report.moment]
        story = naive_story(events) if events else None
        if story:
            told[case.complaint.number] = story
    return told


def listed(register: tuple[list[Case], datetime]) -> tuple[OverdueReport, dict[str, Story]]:
    cases, moment = register
    report = overdue_report(cases, OFFICE, moment)
    return report, open_stories(cases, report)


@settings(max_examples=40, deadline=None)
@given(REGISTERS)
def test_the_list_holds_what_has_run_out_when_the_clocks_tick_one_by_one(
    register: tuple[list[Case], datetime],
) -> None:
    report, stories = listed(register)
    rows = {row.number: row for row in report.rows}
    for number, story in stories.items():
        past = {clock: due for clock, due in naive_dues(story).items() if due < report.moment}
        standings = rows[number].standings if number in rows else ()
        assert {one.clock: one.due for one in standings} == past
    assert rows.keys() <= stories.keys()


@settings(max_examples=40, deadline=None)
@given(REGISTERS)
def test_how_late_and_how_high_is_what_plain_counting_gives(
    register: tuple[list[Case], datetime],
) -> None:
    report, stories = listed(register)
    for row in report.rows:
        assert row.number in stories
        for one in row.standings:
            assert one.minutes_late == naive_minutes(one.due, report.moment, [])
            assert one.days_late == naive_days(one.due, report.moment)
        levels = [naive_level(row.role, one.clock, one.days_late) for one in row.standings]
        level, told = max(levels, key=lambda pair: pair[0])
        assert (row.escalation.level, row.escalation.roles[-1]) == (level, told)


@settings(max_examples=40, deadline=None)
@given(REGISTERS)
def test_what_is_near_has_used_the_share_minute_by_minute(
    register: tuple[list[Case], datetime],
) -> None:
    report, stories = listed(register)
    soon = {row.number: row for row in report.soon}
    late = {row.number for row in report.rows}
    for number, story in stories.items():
        if number in late or story.waits_until:
            assert number not in soon
            continue
        shares = naive_shares(story, report)
        row = soon.get(number)
        found = {one.clock: one.percent_used for one in row.standings} if row else {}
        assert found == {clock: int(share) for clock, share in shares.items() if share >= 70}
        assert (row is not None and row.kind == URGENT) == any(v >= 90 for v in shares.values())


def naive_shares(story: Story, report: OverdueReport) -> dict[str, float]:
    """Per cent of the step's and the case's clock."""
    dues = naive_dues(story)
    clocks = (
        ("tahap", story.started, story.step_holds),
        ("kasus", story.received, story.all_holds),
    )
    return {
        clock: 100
        * naive_minutes(start, report.moment, holds)
        / naive_minutes(start, dues[clock], holds)
        for clock, start, holds in clocks
    }


@settings(max_examples=40, deadline=None)
@given(REGISTERS)
def test_every_open_case_has_an_age_and_every_late_one_a_lateness(
    register: tuple[list[Case], datetime],
) -> None:
    report, stories = listed(register)
    assert sum(row.total for row in report.ages) == len(stories)
    assert sum(row.total for row in report.lateness) == len(report.rows)
    old = sum(naive_days(story.received, report.moment) >= 10 for story in stories.values())
    assert sum(sum(row.counts[4:]) for row in report.ages) == old


@settings(max_examples=30, deadline=None)
@given(REGISTERS)
def test_a_case_is_listed_once_and_the_worst_comes_first(
    register: tuple[list[Case], datetime],
) -> None:
    report, _ = listed(register)
    rows: list[OverdueCase] = [*report.rows, *report.soon]
    assert len({row.number for row in rows}) == len(rows)
    for one, after in zip(report.rows, report.rows[1:], strict=False):
        assert one.role != after.role or one.minutes_late >= after.minutes_late


@settings(max_examples=30, deadline=None)
@given(REGISTERS)
def test_what_happens_later_changes_nothing_of_a_past_moment(
    register: tuple[list[Case], datetime],
) -> None:
    report, _ = listed(register)
    known = [
        case._replace(events=tuple(e for e in case.events if e.happened <= report.moment))
        for case in register[0]
    ]
    assert listed(([case for case in known if case.events], report.moment))[0] == report
