"""Who is told of a late case: levels, clocks, and nobody of the lateness of those above."""

from __future__ import annotations

import pytest
from case_factory import at

from pengaduan_xl.domain.escalation import (
    ADDRESSEES,
    DEFAULT_ESCALATION,
    NO_ESCALATION,
    PERFORMER,
    ClockStanding,
    Escalation,
    EscalationRule,
    escalated,
)
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, ROLES, TIM_TEKNIS

DUE = at("2026-11-23T16:00")


def past(days: int = 0, minutes: int = 0, clock: str = "tahap") -> ClockStanding:
    return ClockStanding(clock, DUE, True, minutes, days)


def near(percent: int, clock: str = "tahap") -> ClockStanding:
    return ClockStanding(clock, DUE, False, -10, percent_used=percent)


def rule(level: int, amount: int, measure: str, addressee: str = PERFORMER) -> EscalationRule:
    return EscalationRule(level, "semua", amount, measure, addressee)


@pytest.mark.parametrize(
    ("measure", "amount", "below", "reached"),
    [
        ("menit lewat", 30, past(minutes=29), past(minutes=30)),
        ("jam lewat", 2, past(minutes=119), past(minutes=120)),
        ("hari kerja lewat", 3, past(days=2, minutes=99_999), past(days=3)),
        ("% terpakai", 90, near(89), near(90)),
        ("menit lewat", 0, near(100), past()),
        ("hari kerja lewat", 0, near(100), past()),
    ],
)  # fmt: skip
def test_a_rule_holds_from_its_amount_on(
    measure: str, amount: int, below: ClockStanding, reached: ClockStanding
) -> None:
    assert not rule(1, amount, measure).holds_for(below)
    assert rule(1, amount, measure).holds_for(reached)


def test_a_clock_that_has_run_out_has_used_every_share() -> None:
    assert rule(1, 100, "% terpakai").holds_for(past())


def test_a_clock_whose_share_nobody_knows_reaches_none() -> None:
    unknown = ClockStanding("UU", DUE, False, -10)
    assert not rule(1, 1, "% terpakai").holds_for(unknown)


def test_a_rule_of_one_clock_does_not_go_by_another() -> None:
    only = EscalationRule(3, "UU", 0, "menit lewat", KEPALA)
    assert [only.holds_for(past(clock=one)) for one in ("tahap", "kasus", "UU")] == [
        False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "text", "roles"),
    [
        (0, "1 – Tim Teknis", (TIM_TEKNIS,)),
        (1, "2 – Kepala Seksi", (TIM_TEKNIS, KEPALA_SEKSI)),
        (2, "2 – Kepala Seksi", (TIM_TEKNIS, KEPALA_SEKSI)),
        (3, "3 – Kepala DPM-PTSP", (TIM_TEKNIS, KEPALA_SEKSI, KEPALA)),
    ],
)
def test_the_default_levels_go_from_the_performer_to_the_head(
    days: int, text: str, roles: tuple[str, ...]
) -> None:
    found = escalated(DEFAULT_ESCALATION, TIM_TEKNIS, [past(days)])
    assert (str(found), found.roles) == (text, roles)


def test_the_latest_clock_decides_the_level() -> None:
    standings = [past(0), past(3, clock="kasus")]
    assert escalated(DEFAULT_ESCALATION, PETUGAS, standings).level == 3


def test_a_statutory_deadline_goes_to_the_head_at_once_and_to_those_below_with_him() -> None:
    found = escalated(DEFAULT_ESCALATION, PETUGAS, [past(clock="UU")])
    assert found == Escalation(3, (PETUGAS, KEPALA_SEKSI, KEPALA))


def test_nobody_is_told_of_the_lateness_of_those_above() -> None:
    assert escalated(DEFAULT_ESCALATION, KEPALA, [past(2)]) == Escalation(1, (KEPALA,))
    assert escalated(DEFAULT_ESCALATION, KEPALA, [past(3)]) == Escalation(3, (KEPALA,))
    assert escalated(DEFAULT_ESCALATION, KEPALA_SEKSI, [past(3)]).roles == (KEPALA_SEKSI, KEPALA)


def test_without_a_rule_that_holds_nobody_is_told() -> None:
    assert escalated((), PETUGAS, [past(99)]) == NO_ESCALATION
    assert escalated(DEFAULT_ESCALATION, PETUGAS, [near(100)]) == NO_ESCALATION
    assert str(NO_ESCALATION) == "-"


def test_a_near_deadline_is_told_where_a_row_goes_by_the_share() -> None:
    rules = (rule(1, 90, "% terpakai"), *DEFAULT_ESCALATION[1:])
    assert escalated(rules, PETUGAS, [near(90)]) == Escalation(1, (PETUGAS,))


def test_the_order_of_the_rows_does_not_matter() -> None:
    backwards = tuple(reversed(DEFAULT_ESCALATION))
    for role in ROLES:
        for days in range(5):
            assert escalated(backwards, role, [past(days)]) == escalated(
                DEFAULT_ESCALATION, role, [past(days)]
            )


def test_everybody_in_the_procedure_may_be_told() -> None:
    assert {*ROLES, "Pelaksana"} == {*ADDRESSEES}
