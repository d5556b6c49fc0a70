"""What the charts of a recap show."""

from __future__ import annotations

from datetime import date

import pytest
from case_factory import CaseFactory, at
from recap_oracle import OFFICE

from pengaduan_xl.reports.charts import BARS, LINES, STACKED, ReportChart
from pengaduan_xl.reports.daily import daily_recap, period_recap
from pengaduan_xl.reports.period import Month, Period
from pengaduan_xl.reports.recap_charts import MOST_BARS, REST, period_charts, recap_charts

MONDAY = date(2026, 11, 23)
NOW = at("2026-11-23T16:00")


@pytest.fixture
def factory() -> CaseFactory:
    return CaseFactory(OFFICE)


def chart(
    *series: tuple[float | None, ...], kind: object = BARS, percent: bool = False
) -> ReportChart:
    named = tuple((f"Deret {n}", values) for n, values in enumerate(series))
    labels = tuple(map(str, range(len(series[0]) if series else 0)))
    return ReportChart("Uji", kind, labels, named, percent=percent)  # type: ignore[arg-type]  # by name


def series(made: ReportChart, name: str) -> dict[str, float | None]:
    return dict(zip(made.labels, dict(made.series)[name], strict=True))


@pytest.mark.parametrize(
    ("made", "empty"),
    [
        (chart(), True),
        (chart((None, None)), True),
        (chart((0, 0)), True),
        (chart((0, 0), percent=True), False),
        (chart((0, 2)), False),
    ],
)
def test_a_chart_of_nothing_is_empty(made: ReportChart, empty: bool) -> None:
    assert made.is_empty is empty


def test_the_highest_point_of_stacked_bars_is_their_pile() -> None:
    values = ((1, 2, None), (3, None, 5))
    assert chart(*values, kind=STACKED).highest == 5
    assert chart((1, 2), (3, 4), kind=STACKED).highest == 6
    assert (chart(*values, kind=LINES).highest, chart().highest) == (5, 0)


def test_open_cases_are_shown_by_step_as_in_time_late_or_waiting(factory: CaseFactory) -> None:
    cases = [
        factory.received("2026-11-23T15:59"),
        factory.received("2026-11-20T08:00"),
        factory.held(factory.received("2026-11-20T08:00"), "2026-11-20T08:05"),
    ]
    steps = recap_charts(daily_recap(cases, OFFICE, MONDAY, NOW))[0]
    found = [series(steps, name)["1. Penerimaan pengaduan"] for name, _ in steps.series]
    assert (found, len(steps.labels), steps.kind) == ([1, 1, 1], 10, STACKED)


def test_licences_beyond_the_charts_room_are_put_together(factory: CaseFactory) -> None:
    cases = [factory.received("2026-11-23T08:00", permit=f"Izin {n:02d}") for n in range(20)]
    cases.append(factory.received("2026-11-20T08:00", permit="Izin 19"))
    permits = recap_charts(daily_recap(cases, OFFICE, MONDAY))[2]
    left = series(permits, "Sisa")
    assert (len(permits.labels), permits.labels[0], permits.labels[-1]) == (
        MOST_BARS + 1,
        "Izin 19",
        REST,
    )
    assert (left["Izin 19"], left[REST], sum(filter(None, left.values()))) == (2, 8, 21)


def test_officers_beyond_the_charts_room_are_put_together(factory: CaseFactory) -> None:
    received = [factory.received("2026-11-23T08:00") for _ in range(15)]
    cases = [
        case._replace(events=(case.events[0]._replace(officer=f"Petugas {n:02d}"),))
        for n, case in enumerate(received)
    ]
    services = recap_charts(daily_recap(cases, OFFICE, MONDAY))[-1]
    assert series(services, "Tindakan")[REST] == 3
    assert len(services.labels) == MOST_BARS + 1


def test_a_long_label_is_cut(factory: CaseFactory) -> None:
    cases = [factory.received("2026-11-23T08:00", permit="Izin " * 20)]
    (label,) = recap_charts(daily_recap(cases, OFFICE, MONDAY))[2].labels
    assert (len(label), label[-1]) == (40, "…")


def test_a_period_is_shown_in_its_course(factory: CaseFactory) -> None:
    cases = [factory.received("2026-11-02T08:00"), factory.closed("2026-11-03T08:00")]
    recap = period_recap(cases, OFFICE, Period.of_month(Month(2026, 11)), NOW)
    flows, left, *others = period_charts(recap)
    assert (series(flows, "Masuk")["2/11"], series(flows, "Selesai")["3/11"]) == (1, 1)
    assert (series(left, "Sisa")["23/11"], left.kind, flows.axis) == (1, LINES, "Hari")
    assert [one.title for one in others] == [one.title for one in recap_charts(recap)]


def test_weeks_are_named_by_their_first_day() -> None:
    recap = period_recap([], OFFICE, Period.of_quarter(2026, 4), NOW)
    assert period_charts(recap)[0].axis == "Minggu mulai tanggal"
