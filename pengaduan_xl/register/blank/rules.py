"""Dropdowns, entry checks and colours of the blank workbook, as XlsxWriter wants them.

They reach from the first data row to :data:`LAST_RULED_ROW`, so rows that are appended later have them.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from pengaduan_xl.domain.complaint import Status
from pengaduan_xl.domain.findings import column_letters
from pengaduan_xl.register.blank.styles import CLOSED, DUE_SOON, OVERDUE, WAITING, Properties
from pengaduan_xl.register.columns import Column, Kind, Table
from pengaduan_xl.register.schema import HEADER_ROW, REGISTER
from pengaduan_xl.register.schema_rules import SETTINGS
from pengaduan_xl.register.xlsx.ranges import MAX_ROW
from pengaduan_xl.settings import ROWS, Settings

Rule = dict[str, Any]

FIRST_ROW = HEADER_ROW + 1
"""First data row of a list sheet as built."""

LAST_RULED_ROW = 20_000
"""Last row with entry checks and colours; an office has some hundred cases a year."""

EARLIEST = date(2000, 1, 1)
"""First date that may be typed; an earlier one is a slip of the year."""

OPEN_STATUSES = tuple(status for status in Status if status.is_open)

_REFUSED: Rule = {"validate": "custom", "value": "=FALSE", "ignore_blank": False}

NOT_TYPED: Rule = _REFUSED | {
    "error_title": "Kolom ini dihitung",
    "error_message": (
        "Isi kolom ini dihitung dari Riwayat dan tidak diketik. Tekan Batal (Esc). Untuk mengubahnya, catat "
        "tindakannya dengan tombol, mis. Selesaikan Tahap, atau perintah pengaduan."
    ),
}
"""Refuses typing in a computed column.

Protecting the sheet would be the usual way, but Excel neither sorts nor grows a table on a protected sheet,
and sorts locked cells never; staff need all three on Register.
"""

NOT_EDITED: Rule = _REFUSED | {
    "input_title": "Riwayat",
    "input_message": (
        "Riwayat hanya ditulis oleh tombol dan perintah pengaduan. Jangan mengetik, mengubah, atau menghapus "
        "baris di sini; Periksa Register menemukannya."
    ),
    "error_title": "Riwayat tidak diketik",
    "error_message": (
        "Riwayat hanya ditulis oleh tombol dan perintah pengaduan. Tekan Batal (Esc), lalu catat tindakannya "
        "dengan tombol, mis. Selesaikan Tahap, atau perintah pengaduan."
    ),
}
"""Refuses typing in a sheet that is only appended to. Buttons are not held up: validation is about typing."""

FILLED_BY_BUTTON: Rule = _REFUSED | {
    "error_title": "Diisi oleh tombol",
    "error_message": "Sel ini diisi oleh tombol Pengaduan dan tidak diketik. Tekan Batal (Esc).",
}
"""Refuses typing in a cell of a form that is unlocked only so that buttons can write it."""

_KIND_HELP = {
    Kind.DATE: "Tulis tanggal/bulan/tahun, mis. 23/11/2026.",
    Kind.DATETIME: "Tulis tanggal dan jam, mis. 23/11/2026 08:30.",
    Kind.TIME: "Tulis jam dan menit, mis. 07:30.",
}

_KIND_CHECKS: dict[Kind, Rule] = {
    Kind.INTEGER: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Bukan bilangan bulat",
        "error_message": "Isi bilangan bulat 0 atau lebih, tanpa huruf, mis. 3.",
    },
    Kind.DATE: {
        "validate": "date",
        "criteria": ">=",
        "value": EARLIEST,
        "error_title": "Bukan tanggal",
        "error_message": f"Isi tanggal yang benar. {_KIND_HELP[Kind.DATE]}",
    },
    Kind.DATETIME: {
        "validate": "date",
        "criteria": ">=",
        "value": EARLIEST,
        "error_title": "Bukan tanggal dan jam",
        "error_message": f"Isi tanggal dan jam yang benar. {_KIND_HELP[Kind.DATETIME]}",
    },
    Kind.TIME: {
        "validate": "time",
        "criteria": "between",
        "minimum": time(0, 0),
        "maximum": time(23, 59, 59),
        "error_title": "Bukan jam",
        "error_message": f"Isi jam yang benar. {_KIND_HELP[Kind.TIME]}",
    },
}


def entry_check(column: Column) -> Rule:
    """Return what may be typed under a column, with its input message; every entry when it has no rule."""
    if column.choices:
        found = choice_check(list(column.choices), strict=column.strict)
    else:
        found = dict(_KIND_CHECKS.get(column.kind, {"validate": "any"}))
    message = column.help or _KIND_HELP.get(column.kind, "")
    if column.required:
        message = f"Wajib diisi. {message}".strip()
    if message:
        found |= {"input_title": column.heading, "input_message": message}
    return found


def choice_check(source: list[str] | str, *, strict: bool = True) -> Rule:
    """Return a dropdown from values or from a formula such as ``=daftar_pegawai``."""
    if strict:
        title, message = "Tidak ada pada daftar", "Pilih salah satu isi daftar pada tanda panah."
    else:
        title, message = "Di luar daftar", "Isi ini tidak ada pada daftar. Tetap dipakai?"
    return {
        "validate": "list",
        "source": source,
        "error_type": "stop" if strict else "warning",
        "error_title": title,
        "error_message": message,
    }


def is_empty(rule: Rule) -> bool:
    """Return whether a rule neither checks nor explains anything."""
    return rule == {"validate": "any"}


def letters(table: Table, field: str) -> str:
    """Return the letters of the column that holds ``field``, as built."""
    return column_letters(table.headings.index(table.heading_of(field)) + 1)


def cells(table: Table, field: str, last: int = MAX_ROW) -> str:
    """Return the reference to all data cells of a column.

    It runs to the sheet's last row by default: Calc does not lengthen a table when a row is typed below it.
    """
    column = letters(table, field)
    return f"'{table.sheet}'!${column}${FIRST_ROW}:${column}${last}"


def setting(field: str) -> str:
    """Return a formula without ``=`` that looks a setting up by name, its default when the row is gone."""
    key = next(row.key for row in ROWS if row.field == field)
    default = getattr(Settings(), field)
    fallback = default if isinstance(default, int) else f'"{default}"'
    keys, values = cells(SETTINGS, "key"), cells(SETTINGS, "value")
    return f'IFERROR(INDEX({values},MATCH("{key}",{keys},0)),{fallback})'


def open_test(cell: str) -> str:
    """Return a condition that holds while the status in ``cell`` is open."""
    return f"OR({','.join(f'{cell}={quoted(word)}' for word in OPEN_STATUSES)})"


def quoted(text: str) -> str:
    """Return a text as formulas write it."""
    return f'"{text}"'


def recalculated(formula: str) -> str:
    """Return a formula for a number that both Excel and Calc recalculate on opening.

    Calc takes the stored result of every formula that does not depend on the clock, and would go on
    showing the old number after the package has written rows into the closed file.
    """
    return f"={formula}+0*NOW()"


def register_colours() -> list[tuple[str, str, Properties, bool]]:
    """Return the colour rules of Register: range, formula, format, and whether later rules stop.

    The share of a step's time that is used is taken from the calendar here; the overdue report counts
    office time. ``batas_dekat`` is the defined name of the setting in percent.
    """
    fields = ("status", "step_started", "step_due")
    status, start, due = (f"${letters(REGISTER, field)}{FIRST_ROW}" for field in fields)
    is_open = open_test(status)
    deadline = f"{letters(REGISTER, 'step_due')}{FIRST_ROW}"
    used = f"(NOW()-{start})/({due}-{start})"
    row = _span("number", "note")
    step = _span("step", "step_due")
    return [
        (row, f'=AND({status}<>"",NOT({is_open}))', CLOSED, True),
        (_span("status", "status"), f'={status}="{Status.WAITING}"', WAITING, True),
        (_span("step", "role"), f'={status}="{Status.WAITING}"', WAITING, True),
        (_span("step", "step_started"), f'=AND({is_open},{due}<>"",{due}<NOW())', OVERDUE, True),
        (
            _span("step_due", "statutory_due"),
            f'=AND({is_open},{deadline}<>"",{deadline}<NOW())',
            OVERDUE,
            True,
        ),
        (
            step,
            f'=AND({is_open},{start}<>"",{due}<>"",{due}>{start},{used}>=batas_dekat/100)',
            DUE_SOON,
            False,
        ),
    ]


def _span(first: str, last: str) -> str:
    return f"{letters(REGISTER, first)}{FIRST_ROW}:{letters(REGISTER, last)}{LAST_RULED_ROW}"
