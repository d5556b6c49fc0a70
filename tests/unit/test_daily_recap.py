from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_factory import REASON, CaseFactory, at
from hypothesis import given, settings
from recap_oracle import DAYS, OFFICE, as_naive, histories, naive_recap

from pengaduan_xl.domain.complaint import CHANNELS, Case
from pengaduan_xl.domain.progress import NoReceiptError
from pengaduan_xl.register.schema import RECAP
from pengaduan_xl.reports.daily import Balance, DailyRecap, DayNotBegunError, daily_recap
from pengaduan_xl.reports.tables import recap_tables

MONDAY = date(2026, 11, 23)


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def balances_of(recap: DailyRecap) -> tuple[Balance, ...]:
    return (*recap.by_channel, *recap.by_permit, *recap.by_category)


@settings(max_examples=150, deadline=None)
@given(histories(), DAYS)
def test_the_recap_agrees_with_a_plain_count_of_the_events(cases: list[Case], day: date) -> None:
    found, expected = as_naive(daily_recap(cases, OFFICE, day)), naive_recap(cases, day)
    assert found == {name: expected.get(name, 0) for name in found}


@settings(max_examples=30, deadline=None)
@given(histories(), DAYS)
def test_every_day_balances_and_opens_with_what_the_day_before_left(
    cases: list[Case], first: date
) -> None:
    left = daily_recap(cases, OFFICE, first - timedelta(days=1)).closing
    for number in range(7):
        recap = daily_recap(cases, OFFICE, first + timedelta(days=number))
        assert recap.opening == left
        ended = recap.finished + recap.forwarded + recap.withdrawn
        assert recap.opening + recap.received == ended + recap.closing
        left = recap.closing


@settings(max_examples=20, deadline=None)
@given(histories(), DAYS)
def test_every_channel_licence_and_category_opens_with_what_the_day_before_left(
    cases: list[Case], first: date
) -> None:
    def closings(recap: DailyRecap) -> dict[str, int]:
        return {one.label: one.closing for one in balances_of(recap) if one.closing}

    left = closings(daily_recap(cases, OFFICE, first - timedelta(days=1)))
    for number in range(4):
        recap = daily_recap(cases, OFFICE, first + timedelta(days=number))
        assert {one.label: one.opening for one in balances_of(recap) if one.opening} == left
        left = closings(recap)


@settings(max_examples=30, deadline=None)
@given(histories(), DAYS)
def test_every_breakdown_adds_up_to_the_day(cases: list[Case], day: date) -> None:
    recap = daily_recap(cases, OFFICE, day)
    for balances in (recap.by_channel, recap.by_permit, recap.by_category):
        for name in ("opening", "received", "closing", "late"):
            assert sum(getattr(one, name) for one in balances) == getattr(recap, name)
    for name in ("in_process", "waiting", "late"):
        assert sum(getattr(step, name) for step in recap.by_step) == getattr(recap, name)


def test_the_row_has_the_headings_of_the_sheet_in_its_order() -> None:
    assert tuple(daily_recap([], OFFICE, MONDAY).row()) == RECAP.headings


def test_the_row_holds_what_the_schema_says_each_heading_holds(factory: CaseFactory) -> None:
    recap = replace(
        daily_recap([factory.at_step(4, at("2026-11-23T08:00"))], OFFICE, MONDAY), officer="Rina"
    )
    steps = {f"step_{n}": count for n, count in enumerate(recap.steps, start=1)}
    for column in RECAP.columns:
        value = steps[column.field] if column.field in steps else getattr(recap, column.field)
        assert recap.row()[column.heading] == value


def test_an_empty_register_gives_zeros() -> None:
    recap = daily_recap([], OFFICE, MONDAY)
    assert (recap.opening, recap.received, recap.closing, recap.late) == (0, 0, 0, 0)
    assert recap.steps == (0,) * 10


def test_a_case_without_events_does_not_count(factory: CaseFactory) -> None:
    case = Case(factory.received("2026-11-23T08:00").complaint, ())
    assert daily_recap([case], OFFICE, MONDAY).received == 0


def test_what_happens_later_does_not_change_a_past_day(factory: CaseFactory) -> None:
    case = factory.received("2026-11-20T08:00")
    before = daily_recap([case], OFFICE, date(2026, 11, 20))
    later = factory.withdrawn(case, "2026-11-23T09:00")
    assert daily_recap([later], OFFICE, date(2026, 11, 20)) == before


def test_what_was_entered_late_counts_on_the_day_it_happened(factory: CaseFactory) -> None:
    case = factory.received("2026-11-20T08:00")
    event = case.events[0]._replace(recorded=at("2026-11-23T08:00"))
    recap = daily_recap([Case(case.complaint, (event,))], OFFICE, date(2026, 11, 20))
    assert recap.received == 1


def test_a_case_received_in_the_last_minute_of_the_day_is_the_next_days_opening(
    factory: CaseFactory,
) -> None:
    case = factory.received("2026-11-22T23:59:30")
    assert daily_recap([case], OFFICE, date(2026, 11, 22)).closing == 1
    assert daily_recap([case], OFFICE, MONDAY).opening == 1


def test_midnight_belongs_to_the_day_that_begins(factory: CaseFactory) -> None:
    old = factory.withdrawn(factory.received("2026-11-20T08:00"), "2026-11-23T00:00")
    recap = daily_recap([old, factory.received("2026-11-23T00:00")], OFFICE, MONDAY)
    assert (recap.opening, recap.received, recap.withdrawn, recap.closing) == (1, 1, 1, 1)


def test_what_happens_at_the_moment_reported_counts_and_later_things_do_not(
    factory: CaseFactory,
) -> None:
    case = factory.finished(factory.received("2026-11-23T08:00"), "2026-11-23T08:10")
    case = factory.withdrawn(case, "2026-11-23T08:11")
    recap = daily_recap([case], OFFICE, MONDAY, at("2026-11-23T08:10"))
    assert (recap.steps[:2], recap.withdrawn) == ((0, 1), 0)


def test_a_case_on_hold_waits_and_is_not_late(factory: CaseFactory) -> None:
    case = factory.held(factory.received("2026-11-02T08:00"), "2026-11-02T08:05")
    recap = daily_recap([case], OFFICE, MONDAY)
    assert (recap.in_process, recap.waiting, recap.late, recap.closing) == (0, 1, 0, 1)
    assert recap.steps[0] == 0
    assert recap.by_step[0].waiting == 1


def test_deemed_withdrawn_counts_as_withdrawn(factory: CaseFactory) -> None:
    held = factory.held(factory.received("2026-10-05T08:00"), "2026-10-05T08:05")
    recap = daily_recap([factory.lapsed(held, "2026-11-23T09:00")], OFFICE, MONDAY)
    assert recap.withdrawn == 1


def test_a_deadline_later_today_is_late_only_at_the_days_end(factory: CaseFactory) -> None:
    case = factory.at_step(7, "2026-11-20T08:00")
    now = at("2026-11-23T15:30")
    assert daily_recap([case], OFFICE, MONDAY, now).late == 0
    assert daily_recap([case], OFFICE, MONDAY).late == 1


def test_at_the_minute_of_its_deadline_a_case_is_not_late(factory: CaseFactory) -> None:
    case = factory.received("2026-11-23T08:00")
    assert daily_recap([case], OFFICE, MONDAY, at("2026-11-23T08:15")).late == 0
    assert daily_recap([case], OFFICE, MONDAY, at("2026-11-23T08:16")).late == 1


def test_a_hold_gives_its_time_back_to_the_deadline(factory: CaseFactory) -> None:
    held = factory.held(factory.received("2026-11-23T08:00"), "2026-11-23T08:05")
    case = factory.resumed(held, "2026-11-23T10:00")
    assert daily_recap([case], OFFICE, MONDAY, at("2026-11-23T10:10")).late == 0
    assert daily_recap([case], OFFICE, MONDAY, at("2026-11-23T10:11")).late == 1


def test_permits_that_differ_in_case_and_spaces_are_one(factory: CaseFactory) -> None:
    cases = [
        factory.received("2026-11-23T08:00", permit=p) for p in ("Izin  Usaha", "izin usaha ", "")
    ]
    found = [(one.label, one.received) for one in daily_recap(cases, OFFICE, MONDAY).by_permit]
    assert found == [("Izin Usaha", 2), ("(tanpa izin)", 1)]


def test_every_channel_is_listed_and_an_unknown_one_comes_last(factory: CaseFactory) -> None:
    recap = daily_recap([factory.received("2026-11-23T08:00", channel="")], OFFICE, MONDAY)
    assert [one.label for one in recap.by_channel] == [*CHANNELS, "(tanpa saluran)"]
    assert (recap.received, recap.oral + recap.written + recap.online) == (1, 0)


def test_officers_acts_and_letters_are_counted_apart(factory: CaseFactory) -> None:
    case = factory.at_step(3, "2026-11-23T08:00")
    (service,) = daily_recap([case], OFFICE, MONDAY).services
    assert service == ("Rina Marlina", 3, 2)


def test_acts_of_other_days_are_no_services_of_this_day(factory: CaseFactory) -> None:
    case = factory.finished(factory.received("2026-11-20T08:00"), "2026-11-23T08:00")
    recap = daily_recap([case], OFFICE, MONDAY)
    assert [one.acts for one in recap.services] == [1]
    assert recap.by_step[0].done == 1


def test_an_event_without_an_officers_name_still_counts(factory: CaseFactory) -> None:
    case = factory.received("2026-11-23T08:00")
    nameless = Case(case.complaint, (case.events[0]._replace(officer=""),))
    assert daily_recap([nameless], OFFICE, MONDAY).services == (("(tanpa nama)", 1, 0),)


def test_a_step_beyond_the_sops_ten_is_not_lost() -> None:
    steps = OFFICE.current.steps
    longer = replace(OFFICE.current, steps=(*steps, replace(steps[0], number=11)))
    office = replace(OFFICE, procedures={OFFICE.version: longer})
    assert daily_recap([], office, MONDAY).row()["Tahap 11"] == 0


def test_a_day_that_has_not_begun_is_refused() -> None:
    with pytest.raises(DayNotBegunError) as error:
        daily_recap([], OFFICE, date(2026, 11, 24), at("2026-11-23T23:59"))
    assert str(error.value) == (
        "Rekap 24/11/2026 belum dapat dibuat karena sekarang baru 23/11/2026. "
        "Pilih tanggal hari ini atau sebelumnya. Tidak ada yang ditulis."
    )


def test_a_history_without_its_receipt_is_refused(factory: CaseFactory) -> None:
    case = factory.at_step(2, "2026-11-23T08:00")
    with pytest.raises(NoReceiptError) as error:
        daily_recap([Case(case.complaint, case.events[1:])], OFFICE, MONDAY)
    assert str(error.value) == (
        "2026-0001: Riwayat tidak dimulai dengan peristiwa 'Diterima'. "
        "Periksa barisnya dengan: pengaduan periksa. Tidak ada yang ditulis."
    )


def test_tables_end_with_totals_of_their_columns(factory: CaseFactory) -> None:
    cases = [factory.received("2026-11-23T08:00"), factory.closed("2026-11-23T08:00")]
    channels = recap_tables(daily_recap(cases, OFFICE, MONDAY))[1]
    assert channels.rows[-1] == ("Jumlah", "0", "2", "1", "0", "0", "1", "1")


def test_an_empty_table_says_so_in_words() -> None:
    permits = recap_tables(daily_recap([], OFFICE, MONDAY))[2]
    assert permits.rows == [("Tidak ada", *[""] * 7)]


def test_tables_tell_nothing_about_complainants(factory: CaseFactory) -> None:
    cases = [factory.at_step(4, "2026-11-23T08:00")]
    text = str(recap_tables(daily_recap(cases, OFFICE, MONDAY)))
    assert "-Uji" not in text
    assert REASON not in text
