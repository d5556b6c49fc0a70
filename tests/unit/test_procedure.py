"""The SOP as data: steps, moves, who may make them, and the words a sheet may use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pengaduan_xl.domain.procedure import (
    END_OF_HOURS,
    KEPALA,
    KEPALA_SEKSI,
    PERFORMER,
    PETUGAS,
    SAME_TIME,
    TIM_TEKNIS,
    Procedure,
    Transition,
    UnknownStepError,
    as_day_rule,
    as_move,
    as_unit,
)
from pengaduan_xl.domain.procedure_sheet import default_procedure

SOP = default_procedure()


def test_the_sop_takes_five_office_hours_and_eleven_working_days() -> None:
    assert SOP.totals() == (300, 11)


def test_the_ten_steps_have_the_times_and_performers_of_the_flow_chart() -> None:
    assert [(step.role, step.amount, step.unit) for step in SOP.steps] == [
        (PETUGAS, 15, "menit"),
        (PETUGAS, 30, "menit"),
        (KEPALA_SEKSI, 1, "jam"),
        (KEPALA_SEKSI, 3, "hari"),
        (TIM_TEKNIS, 5, "hari"),
        (KEPALA_SEKSI, 2, "hari"),
        (KEPALA, 1, "hari"),
        (KEPALA_SEKSI, 2, "jam"),
        (KEPALA, 1, "jam"),
        (PETUGAS, 15, "menit"),
    ]


def test_hours_become_office_minutes() -> None:
    assert SOP.step(8).span == (120, "menit")
    assert SOP.step(5).span == (5, "hari")


def test_items_on_file_are_compared_without_regard_to_case() -> None:
    step = SOP.step(2)
    assert step.missing(("formulir PENGADUAN", "Agenda", "lain")) == ("Tanda terima pengaduan",)


def test_a_step_that_the_sop_lost_is_a_clear_error() -> None:
    with pytest.raises(UnknownStepError) as caught:
        SOP.step(11)
    assert str(caught.value) == (
        "SOP: Tahap 11 tidak ada pada SOP versi '2021-04'. Kembalikan baris tahap itu. "
        "Tidak ada yang ditulis."
    )


def test_a_row_for_the_step_wins_over_a_row_for_any_step() -> None:
    rows = (Transition("tunda"), Transition("tunda", 5, active=False))
    procedure = Procedure("v", SOP.steps, rows)
    assert procedure.transition("tunda", 5) is rows[1]
    assert procedure.transition("tunda", 4) is rows[0]


def test_an_active_row_wins_over_one_that_is_turned_off() -> None:
    rows = (Transition("maju", 3, 4, active=False), Transition("maju", 3, 6))
    assert Procedure("v", SOP.steps, rows).transition("maju", 3) is rows[1]


def test_the_target_picks_among_several_rows() -> None:
    rows = (Transition("kembali", 7, 6), Transition("kembali", 7, 5))
    procedure = Procedure("v", SOP.steps, rows)
    assert procedure.transition("kembali", 7, 5) is rows[1]
    assert procedure.transition("kembali", 7, 4) is None
    assert procedure.transition("lompat", 7) is None


def test_a_move_without_roles_belongs_to_the_performer_of_the_step() -> None:
    assert Transition("maju", 5, 6).performers(SOP.step(5)) == (TIM_TEKNIS,)


def test_named_roles_are_listed_once_even_when_the_performer_is_one_of_them() -> None:
    move = Transition("limpah", roles=(PERFORMER, KEPALA_SEKSI, KEPALA))
    assert move.performers(SOP.step(3)) == (KEPALA_SEKSI, KEPALA)
    assert move.performers(SOP.step(5)) == (TIM_TEKNIS, KEPALA_SEKSI, KEPALA)


@pytest.mark.parametrize(("text", "unit"), [(" Hari ", "hari"), ("JAM", "jam"), ("minggu", None)])
def test_a_unit_is_read_without_regard_to_case(text: str, unit: str | None) -> None:
    assert as_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "rule"), [("", END_OF_HOURS), ("Jam yang Sama", SAME_TIME), ("sore", None)]
)
def test_an_empty_day_rule_means_the_end_of_office_hours(text: str, rule: str | None) -> None:
    assert as_day_rule(text) == rule


@pytest.mark.parametrize(("text", "move"), [("Anggap Cabut", "anggap cabut"), ("mundur", None)])
def test_a_move_is_read_without_regard_to_case(text: str, move: str | None) -> None:
    assert as_move(text) == move


def test_a_span_of_minutes_stays_as_it_is() -> None:
    assert replace(SOP.step(1), amount=45).span == (45, "menit")
