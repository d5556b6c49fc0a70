"""Counts, compliance and percentiles of a group, by numbers known by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from pengaduan_xl.reports.scores import (
    LATE,
    LEFT_LATE,
    ON_TIME,
    UNCLOCKED,
    Score,
    Tally,
    Verdict,
    percentile,
    percentiles,
    rounded_percent,
    score_of,
)


@pytest.mark.parametrize(
    ("values", "median", "ninth"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([1, 2], 1, 2),
        ([3, 1, 2], 2, 3),
        (range(1, 11), 5, 9),
        (range(1, 12), 6, 10),
        (range(1, 101), 50, 90),
        ([4] * 9 + [400], 4, 4),
        ([4] * 8 + [400] * 2, 4, 400),
    ],
)
def test_a_percentile_is_a_value_that_occurred(
    values: list[int], median: int | None, ninth: int | None
) -> None:
    assert percentiles(Counter(values)) == (median, ninth)


@pytest.mark.parametrize(("percent", "value"), [(1, 10), (50, 20), (51, 30), (75, 30), (100, 40)])
def test_any_percentile_is_the_value_at_its_rank(percent: int, value: int) -> None:
    assert percentile(Counter([40, 10, 30, 20]), percent) == value


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 3, 100)]
)  # fmt: skip
def test_a_share_is_rounded_halves_up(part: int, whole: int, percent: int | None) -> None:
    assert rounded_percent(part, whole) == percent


@pytest.mark.parametrize(
    ("on_time", "late", "percent"), [(0, 0, None), (0, 1, 0), (2, 1, 66), (199, 1, 99), (200, 0, 100)]
)  # fmt: skip
def test_compliance_is_rounded_down_so_that_100_means_all(
    on_time: int, late: int, percent: int | None
) -> None:
    assert Score("", on_time, late).percent == percent


def test_what_is_left_late_lowers_compliance_and_what_has_no_deadline_does_not() -> None:
    score = Score("Tahap", on_time=3, late=1, unfinished=2, unclocked=4, returned=2)
    assert (score.counted, score.percent) == (6, 50)
    assert score.done == 8


@pytest.mark.parametrize(("counted", "few"), [(0, True), (4, True), (5, False)])
def test_fewer_than_five_are_few(counted: int, few: bool) -> None:
    assert Score("", on_time=counted, unclocked=9).is_few is few


def test_a_tally_becomes_a_score() -> None:
    verdicts = [
        Verdict(ON_TIME, 40),
        Verdict(ON_TIME, 40),
        Verdict(ON_TIME, 90, is_returned=True),
        Verdict(LATE, 250, is_returned=True),
        Verdict(UNCLOCKED, is_returned=True),
        LEFT_LATE,
    ]
    assert score_of(Tally(verdicts), "Tim") == Score("Tim", 3, 1, 1, 1, 3, 40, 250)


def test_nothing_counted_has_no_figures() -> None:
    score = score_of(Tally())
    assert (score.counted, score.percent) == (0, None)
    assert (score.median_share, score.share_90) == (None, None)
