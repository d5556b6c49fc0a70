"""The page for the wall as one HTML file that needs nothing else: no network, no font, no other file.

Its text, style and script are ``board_page.html``, ``.css`` and ``.js`` beside this module. What comes from
the office's sheets is escaped, and the page's own policy lets the browser use nothing but that style and that
script.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pengaduan_xl.wording import clock, day_date, long_date, thousands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from pengaduan_xl.reports.board import Board, MonthCompliance, OfficeDay, StepLights
    from pengaduan_xl.settings import Settings

RELOAD_SECONDS: Final = 300
"""Seconds after which the page is loaded anew: as often as the scheduler looks at the register."""

LIGHTS: Final = {
    "in_time": "Dalam waktu",
    "due_soon": "Hampir habis",
    "late": "Lewat tenggat",
    "waiting": "Menunggu",
}
"""The lights of :class:`StepLights` in the order of the table; each also has a shape of its own."""

USUAL_STEPS: Final = 10
USUAL_COUNT: Final = 999

NO_NUMBER: Final = "–"


class _Chart(NamedTuple):
    """The trend's measures in the units of its drawing; y grows downward."""

    width: int = 560
    height: int = 400
    top: int = 36
    floor: int = 336
    label_y: int = 366
    year_y: int = 390
    bar: int = 32


_CHART: Final = _Chart()


def board_html(board: Board, settings: Settings) -> bytes:
    """Return the page as UTF-8; the same board and settings give the same bytes."""
    style = _part("css")
    script = _part("js").replace("SECONDS", str(RELOAD_SECONDS))
    context = {
        "day_iso": board.moment.date().isoformat(),
        "day": day_date(board.moment),
        "clock": clock(board.moment),
        "office_short": settings.office_short,
        "office": settings.office,
        "policy": _policy(style, script),
        "reload_seconds": RELOAD_SECONDS,
        "is_closed": board.office_day.opens is None,
        "hours": _hours(board.office_day),
        "opens_next": _opens_next(board.office_day),
        "tiles": _tiles(board),
        "lights": list(LIGHTS.items()),
        "is_dense": _is_dense(board.steps),
        "steps": [_step_row(step) for step in board.steps],
        "totals": [
            (light, thousands(sum(getattr(step, light) for step in board.steps)))
            for light in LIGHTS
        ],
        "month": _month_now(board.months[-1]),
        "months": [_month_row(month) for month in reversed(board.months)],
        "chart": _chart(board.months),
        "remarks": _remarks(board),
    }
    return _template().render(context, style=_markup(style), script=_markup(script)).encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_part("html"))


def _markup(own: str) -> Any:
    """Return text that is ours as it stands, not escaped."""
    from markupsafe import Markup

    return Markup(own)


@cache
def _part(kind: str) -> str:
    return files("pengaduan_xl.reports").joinpath(f"board_page.{kind}").read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing may be loaded, this style and script may run."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _hours(day: OfficeDay) -> str:
    """Return today's hours in words that stay true all day long."""
    if day.opens is None or day.closes is None:
        why = f": {', '.join(day.holidays)}" if day.holidays else ""
        return f"Kantor tutup hari ini{why}"
    return f"Kantor buka hari ini pukul {day.opens:%H.%M}–{clock(day.closes)}"


def _opens_next(day: OfficeDay) -> str:
    return f"Buka berikutnya {day_date(day.opens_next)} pukul {clock(day.opens_next)}"


def _tiles(board: Board) -> list[dict[str, str]]:
    today = board.today
    withdrawn = f"dilimpahkan {thousands(today.forwarded)}, dicabut {thousands(today.withdrawn)}"
    tiles = (
        ("Masuk hari ini", today.received, f"sisa kemarin {thousands(today.opening)}", ""),
        ("Selesai hari ini", today.finished, withdrawn, ""),
        ("Sisa", today.closing, f"menunggu kelengkapan {thousands(today.waiting)}", ""),
        ("Terlambat", today.late, "lewat tenggat tahap", "late" if today.late else "in_time"),
    )
    return [
        {"label": label, "value": thousands(number), "note": note, "light": light}
        for label, number, note, light in tiles
    ]


def _step_row(step: StepLights) -> dict[str, Any]:
    cells = [(light, thousands(getattr(step, light))) for light in LIGHTS]
    return {"number": step.number, "name": step.name, "cells": cells}


def _is_dense(steps: Sequence[StepLights]) -> bool:
    """Return whether the table needs smaller letters to stay on the wall without scrolling."""
    return len(steps) > USUAL_STEPS or any(max(step[2:]) > USUAL_COUNT for step in steps)


def _percent(month: MonthCompliance) -> str:
    return NO_NUMBER if month.percent is None else f"{month.percent}\u00a0%"


def _month_name(month: MonthCompliance) -> str:
    return long_date(month.month).removeprefix("1 ")


def _month_now(month: MonthCompliance) -> dict[str, str]:
    name = _month_name(month).replace(" ", "\u00a0")
    note = f"{thousands(month.in_time)} dari {thousands(month.judged)} tahap pada {name}"
    if month.percent is None:
        note = f"{note}, belum cukup untuk dihitung"
    return {"percent": _percent(month), "note": note}


def _month_row(month: MonthCompliance) -> dict[str, str]:
    return {
        "name": _month_name(month),
        "judged": thousands(month.judged),
        "in_time": thousands(month.in_time),
        "percent": _percent(month),
    }


def _chart(months: Sequence[MonthCompliance]) -> dict[str, Any]:
    """Return the trend as bars; a year stands below the first month and below each January."""
    slot = _CHART.width / len(months)
    tall = _CHART.floor - _CHART.top
    bars = []
    for place, month in enumerate(months):
        height = tall * (month.percent or 0) // 100
        bars.append(
            {
                "x": round(place * slot + (slot - _CHART.bar) / 2, 1),
                "middle": round((place + 0.5) * slot, 1),
                "y": _CHART.floor - height,
                "value_y": _CHART.floor - height - 8,
                "width": _CHART.bar,
                "height": height,
                "value": NO_NUMBER if month.percent is None else str(month.percent),
                "label": _month_name(month)[:3],
                "year": str(month.month.year) if place == 0 or month.month.month == 1 else "",
            }
        )
    lines = [_CHART.floor - tall * percent // 100 for percent in (0, 50, 100)]
    return {**_CHART._asdict(), "bars": bars, "lines": lines, "description": _described(months)}


def _described(months: Sequence[MonthCompliance]) -> str:
    """Return the trend in words, for those who cannot see it."""
    known = [month for month in months if month.percent is not None]
    if not known:
        return "Dalam 12 bulan terakhir belum cukup tahap untuk dihitung."
    low = min(known, key=lambda month: (month.percent or 0, month.month))
    high = max(known, key=lambda month: (month.percent or 0, month.month))
    return (
        f"Terakhir {_percent(known[-1])} pada {_month_name(known[-1])}; terendah {_percent(low)} pada "
        f"{_month_name(low)}, tertinggi {_percent(high)} pada {_month_name(high)}. "
        "Angka setiap bulan ada pada tabel sesudah grafik."
    )


def _remarks(board: Board) -> list[str]:
    lines = [
        f"Hampir habis: {board.due_soon_percent}\u00a0% waktu tahap sudah terpakai.",
        "Menunggu: waktu berhenti sampai berkas lengkap.",
    ]
    if board.left_out:
        lines.append(f"Tidak dihitung: {thousands(board.left_out)} pengaduan (baris rusak).")
    return lines
