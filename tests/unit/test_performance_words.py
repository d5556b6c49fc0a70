"""An office's performance in words: what a head of office reads first, and when it is not said in percent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_factory import at

from pengaduan_xl.reports.performance import (
    CaseScores,
    DayLength,
    HoldScores,
    MonthScore,
    Performance,
    StepScore,
)
from pengaduan_xl.reports.performance_charts import performance_charts
from pengaduan_xl.reports.performance_tables import (
    case_tables,
    month_table,
    performance_tables,
    step_tables,
)
from pengaduan_xl.reports.performance_words import (
    days_text,
    key_figures,
    month_text,
    percent_text,
    step_time_text,
    wait_shares,
)
from pengaduan_xl.reports.period import Month, Period
from pengaduan_xl.reports.scores import Score

IN_TIME, CASES, WORST, LONGEST, TURNS, TREND = range(6)
DAY = DayLength(20, 9000)
SHORT = StepScore(1, "Penerimaan", ("15 menit",), Score("", 9, 1, 0, 0, 0, 60, 340), 9, 51, 0, 100)
LONG = StepScore(
    3, "Verifikasi", ("3 hari",), Score("", 6, 3, 1, 0, 2, 80, 120), 900, 1620, 1, 800, is_review=True
)  # fmt: skip
MONTHS = tuple(
    MonthScore(Month(2026, number), Score("", 4, 1), 5, 7, 12) for number in range(1, 13)
)
FOUND = Performance(
    Period(date(2026, 12, 1), date(2026, 12, 31)),
    at("2026-12-31T23:59"),
    Score("", 15, 4, 1),
    (SHORT, LONG),
    (Score("Sari", 15, 4, 0, 0, 2, 70, 200), Score("(belum selesai: Kepala Seksi)", 0, 0, 1)),
    (Score("IMB", 15, 4, 1, 0, 2, 70, 200),),
    MONTHS,
    CaseScores(12, 20, 8, 2, 1, 9, Score("", 6, 1, 1), Score("", 8), 7, 12),
    HoldScores(4, 1, 5, 450, 2250, 100),
    DAY,
    (300, 11),
)


def figure(found: Performance, place: int) -> tuple[str, str]:
    """One of the key figures and what it means."""
    _, number, text = key_figures(found)[place]
    return number, text


def nothing() -> Performance:
    """An office in a period in which nothing happened."""
    none = Score("")
    steps = tuple(StepScore(one.number, one.name, one.allowed, none) for one in (SHORT, LONG))
    months = tuple(MonthScore(one.month, none) for one in MONTHS)
    cases = CaseScores(0, 0, 0, 0, 0, 0, none, none, None, None)
    return replace(
        FOUND, total=none, by_step=steps, by_officer=(), by_permit=(), by_month=months, cases=cases,
        holds=HoldScores(0, 0, 0, None, None, 0),
    )  # fmt: skip


def test_the_first_figure_is_how_many_were_in_time() -> None:
    assert figure(FOUND, IN_TIME) == (
        "75 %",
        "15 dari 20 pekerjaan tahap selesai dalam tenggat yang berlaku saat itu; 4 selesai terlambat, 1 "
        "belum selesai padahal sudah lewat tenggat.",
    )


def test_cases_are_told_with_the_time_that_most_took() -> None:
    assert figure(FOUND, CASES) == (
        "75 %",
        "6 dari 8 pengaduan selesai dalam waktu SOP (11 hari kerja 5 jam). Separuh pengaduan selesai dalam 7 "
        "hari kerja, sembilan dari sepuluh dalam 12 hari kerja, tidak termasuk menunggu pengadu.",
    )


def test_the_time_of_few_cases_is_not_told() -> None:
    cases = FOUND.cases._replace(delivered=4, by_case_clock=Score("", 4))
    assert figure(replace(FOUND, cases=cases), CASES) == (
        "data sedikit", "4 dari 4 pengaduan selesai dalam waktu SOP (11 hari kerja 5 jam).",
    )  # fmt: skip


def test_the_step_that_misses_most_deadlines_is_named() -> None:
    assert figure(FOUND, WORST) == (
        "3. Verifikasi",
        "4 dari 10 melewati tenggat; hanya 60 % selesai tepat waktu (waktu SOP 3 hari).",
    )


def test_no_step_is_named_when_all_were_in_time() -> None:
    steps = (SHORT._replace(score=Score("", 10)),)
    assert figure(replace(FOUND, by_step=steps), WORST) == (
        "tidak ada", "Semua pekerjaan tahap yang dinilai selesai dalam tenggat.",
    )  # fmt: skip


def test_where_cases_spent_their_time_is_named() -> None:
    assert figure(FOUND, LONGEST) == (
        "3. Verifikasi",
        "80 % dari seluruh waktu kerja yang dilalui pengaduan; 10 % lagi dipakai menunggu pengadu.",
    )


def test_waiting_for_complainants_may_be_the_longest() -> None:
    found = replace(FOUND, holds=FOUND.holds._replace(minutes=9100))
    assert figure(found, LONGEST) == (
        "Menunggu pengadu (ditunda)", "91 % dari seluruh waktu kerja yang dilalui pengaduan.",
    )  # fmt: skip


def test_files_returned_and_cases_held_are_told_in_percent() -> None:
    assert figure(FOUND, TURNS) == (
        "22 %; 20 %",
        "2 dari 9 berkas dikembalikan dari penelaahan; 4 dari 20 pengaduan pernah ditunda menunggu pengadu.",
    )


@pytest.mark.parametrize(
    ("on_time", "word"), [(4, "tetap"), (5, "membaik"), (3, "menurun")]
)  # fmt: skip
def test_three_months_are_compared_with_the_three_before(on_time: int, word: str) -> None:
    later = tuple(one._replace(score=Score("", on_time, 5 - on_time)) for one in MONTHS[9:])
    number, text = figure(replace(FOUND, by_month=(*MONTHS[:9], *later)), TREND)
    assert (number, text) == (
        word, f"Tepat waktu {on_time * 20} % pada Okt 2026–Des 2026; 80 % pada Jul 2026–Sep 2026."
    )  # fmt: skip


def test_a_period_without_anything_says_so_everywhere() -> None:
    numbers = [number for _, number, _ in key_figures(nothing())]
    assert numbers == ["–", "–", "data sedikit", "–", "–", "data sedikit"]


@pytest.mark.parametrize(
    ("percent", "counted", "text"), [(87, 5, "87 %"), (87, 4, "data sedikit"), (None, 0, "–")]
)
def test_a_share_of_few_is_not_told(percent: int | None, counted: int, text: str) -> None:
    assert percent_text(percent, counted) == text


@pytest.mark.parametrize(
    ("minutes", "day", "text"),
    [
        (450, DAY, "1,0 hari kerja"),
        (1890, DAY, "4,2 hari kerja"),
        (450_000, DAY, "1.000,0 hari kerja"),
        (90, DayLength(0, 0), "1 jam 30 menit"),
    ],
)
def test_office_minutes_are_told_in_working_days(minutes: int, day: DayLength, text: str) -> None:
    assert days_text(minutes, day) == text


@pytest.mark.parametrize(("step", "text"), [(SHORT, "7 jam 30 menit"), (LONG, "1,0 hari kerja")])
def test_a_steps_time_is_told_as_the_sop_tells_it(step: StepScore, text: str) -> None:
    assert step_time_text(450, step, DAY) == text


def test_a_month_is_told_in_short() -> None:
    assert month_text(Month(2026, 8)) == "Agu 2026"


def test_the_shares_of_time_count_waiting_too() -> None:
    assert [(used, share) for _, used, share in wait_shares(FOUND)] == [
        (100, 10),
        (800, 80),
        (100, 10),
    ]


def test_tables_tell_every_step_with_its_numbers() -> None:
    compliance, times, waits, turns = step_tables(FOUND)
    assert compliance.cells[1] == ("3. Verifikasi", 10, 6, 3, 1, 60, 80, 120)
    assert times.cells[0] == ("1. Penerimaan", "15 menit", 10, "9 menit", "51 menit", 9, 51)
    assert waits.cells[-1] == ("Menunggu pengadu (ditunda)", "0,2 hari kerja", 10)
    assert turns.cells == (
        ("1. Penerimaan", 10, "–", "–", 0, 0), ("3. Verifikasi", 9, 2, 22, 1, 11)
    )  # fmt: skip


def test_the_table_of_cases_adds_up() -> None:
    counts, clocks = case_tables(FOUND)
    numbers = [row[1] for row in counts.cells]
    assert numbers[1:6] == [20, 8, 2, 1, 9]
    assert counts.cells[-1] == ("Lama penundaan yang berakhir, persentil 90", "5,0 hari kerja")
    assert clocks.cells[0] == ("Tenggat kasus (11 hari kerja 5 jam)", 8, 6, 1, 1, 75)


def test_months_are_told_with_their_days() -> None:
    assert month_table(FOUND).cells[0] == ("Jan 2026", 5, 4, 1, 0, 80, 5, 7, 12)


def test_percentages_of_few_are_words_in_every_table() -> None:
    few = replace(FOUND, by_step=(LONG._replace(score=Score("", 3, 1, 0, 0, 1, 80, 120)),))
    compliance, times, _, turns = step_tables(few)
    assert compliance.cells[0][5:] == ("data sedikit",) * 3
    assert times.cells[0][3:] == ("data sedikit",) * 4
    assert turns.cells[0][3] == "data sedikit"


def test_a_period_without_anything_has_tables_of_dashes() -> None:
    tables = performance_tables(nothing())
    assert [len(table.cells) for table in tables] == [6, 2, 2, 3, 2, 0, 0, 12, 12, 2]
    assert tables[2].cells[0] == ("1. Penerimaan", "15 menit", 0, "–", "–", "–", "–")
    assert tables[8].cells[-1][1:] == ("–",)


def test_charts_leave_out_what_is_few_and_cut_what_is_far_out() -> None:
    compliance, shares, trend, waits, days = performance_charts(FOUND)
    assert dict(compliance.series) == {"Tepat waktu": (90, 60)}
    assert [values for _, values in shares.series] == [(60, 80), (300, 120)]
    assert shares.unit == "lebih dari 300% digambar 300%"
    assert trend.labels[0] == "Jan 2026"
    assert dict(trend.series) == {"Tepat waktu": (80,) * 12}
    assert dict(waits.series) == {"Bagian waktu": (10, 80, 10)}
    assert days.series[1][1] == (12,) * 12


def test_charts_of_nothing_are_empty() -> None:
    charts = performance_charts(nothing())
    assert [chart.is_empty for chart in charts] == [True] * 5
    assert charts[1].unit == ""
