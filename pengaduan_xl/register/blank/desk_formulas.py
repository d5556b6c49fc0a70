"""The formulas of the sheet Meja Kerja, which look the chosen case up in Register, Riwayat and SOP."""

from __future__ import annotations

from typing import NamedTuple

from pengaduan_xl.domain.complaint import YES, Status
from pengaduan_xl.register.blank.rules import FIRST_ROW, cells, open_test, recalculated
from pengaduan_xl.register.blank.styles import NUMBER_FORMATS
from pengaduan_xl.register.columns import Kind
from pengaduan_xl.register.schema import HISTORY, REGISTER
from pengaduan_xl.register.schema_rules import PROCEDURE

LAST_SOP_ROW = 500

ROW, VERSION, SOP_ROW, ITEMS = "$H$4", "$H$5", "$H$6", "$H$7"
"""Helpers in a hidden column: the case's place in Register, its SOP version, its step's place in SOP, and the
step's completeness list."""

CHOSEN, STEP = "$C$4", "$C$14"
"""Cells of the chosen number and of its step."""

STATE_AREA = "C18:D18"


class Shown(NamedTuple):
    """A looked-up value: its label, its range, its formula without ``=``, and its number format."""

    label: str
    area: str
    formula: str
    form: str = "General"


def helpers() -> tuple[tuple[str, str], ...]:
    """Return the helper cells with their formulas."""
    versions, numbers = (cells(PROCEDURE, field, LAST_SOP_ROW) for field in ("version", "number"))
    place = f"(ROW({numbers})-{FIRST_ROW - 1})"
    found = f"SUMPRODUCT(MAX(({versions}={VERSION})*({numbers}={STEP})*{place}))"
    number = recalculated(f"MATCH({CHOSEN},{cells(REGISTER, 'number')},0)").removeprefix("=")
    version = f"INDEX({cells(HISTORY, 'version')},MATCH({CHOSEN},{cells(HISTORY, 'number')},0))"
    return (
        (ROW, f'IFERROR({number},"")'),
        (VERSION, f'IF({ROW}="","",IFERROR({version}&"",""))'),
        (SOP_ROW, f'IF({VERSION}="","",IFERROR(1/(1/{found}),""))'),
        (ITEMS, _of_step("completeness")),
    )


def checklist_item(place: int) -> str:
    """Return a formula for an item of the step's list, from 0; SOP separates them by semicolons."""
    pieces = f'SUBSTITUTE(SUBSTITUTE({ITEMS},CHAR(10),";"),";",REPT(" ",300))'
    return f"TRIM(MID({pieces},{place * 300 + 1},300))"


def _of_case(field: str) -> str:
    """Return a formula for a text of the case."""
    return f'IF({ROW}="","",INDEX({cells(REGISTER, field)},{ROW})&"")'


def _value_of_case(field: str) -> str:
    """Return a formula for a number or moment of the case, empty when its cell is."""
    cell = f"INDEX({cells(REGISTER, field)},{ROW})"
    return f'IF({ROW}="","",IF({cell}="","",{cell}))'


def _of_step(field: str) -> str:
    """Return a formula for a text of the step at hand."""
    return f'IF({SOP_ROW}="","",INDEX({cells(PROCEDURE, field, LAST_SOP_ROW)},{SOP_ROW})&"")'


def case_values() -> tuple[Shown, ...]:
    """Return what is shown of the case, its complainant hidden when the case is confidential."""
    confidential = f'{_of_case("confidential")}="{YES}"'
    moment = NUMBER_FORMATS[Kind.DATETIME]
    name = f'IF({confidential},"Pengadu (dirahasiakan)",{_of_case("name")})'
    return (
        Shown("Pengadu", "C7:D7", name),
        Shown("Status", "F7", _of_case("status")),
        Shown("Saluran", "C8:D8", _of_case("channel")),
        Shown("Diterima", "F8", _value_of_case("received"), moment),
        Shown("Perihal", "C9:F9", _of_case("subject")),
        Shown("Terlapor", "C10:D10", _of_case("reported")),
        Shown("Kategori", "F10", _of_case("category")),
        Shown("Tenggat kasus", "C11:D11", _value_of_case("case_due"), moment),
        Shown("Tenggat UU", "F11", _value_of_case("statutory_due"), moment),
    )


def step_values(officer: str) -> tuple[Shown, ...]:
    """Return what is shown of the step at hand and of the officer, whose defined name is given."""
    moment = NUMBER_FORMATS[Kind.DATETIME]
    return (
        Shown("Tahap", "C14", _value_of_case("step"), "0"),
        Shown("", "D14:F14", _of_step("name")),
        Shown("Pelaksana", "C15:D15", _of_case("role")),
        Shown("Waktu", "F15", f'TRIM({_of_step("amount")}&" "&{_of_step("unit")})'),
        Shown("Kegiatan", "C16:F16", _of_step("activity")),
        Shown("Mulai", "C17:D17", _value_of_case("step_started"), moment),
        Shown("Tenggat", "F17", _value_of_case("step_due"), moment),
        Shown("Keadaan", STATE_AREA, _state()),
        Shown("Surat wajib", "F18", _of_step("letters")),
        Shown("Petugas", "C42:D42", f'{officer}&""'),
    )


def _state() -> str:
    """Return a formula that says in words how the case stands against its deadline."""
    is_open = open_test("$F$7")
    return (
        f'IF({ROW}="","",IF(NOT({is_open}),"Ditutup",IF($F$7="{Status.WAITING}","Waktu tahap berhenti",'
        'IF($F$17="","",IF($F$17<NOW(),"Lewat tenggat","Dalam tenggat")))))'
    )
