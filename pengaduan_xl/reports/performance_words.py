"""An office's performance in words: what a head of office should know, and how numbers are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.scores import FEW, rounded_percent
from pengaduan_xl.wording import duration, thousands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.reports.performance import DayLength, MonthScore, Performance, StepScore
    from pengaduan_xl.reports.period import Month

FEW_TEXT = "data sedikit"
"""Said instead of a percentage or a percentile of fewer than five."""

NO_TEXT = "–"
NOTHING_JUDGED = "Belum ada yang dapat dinilai dalam periode ini."
ON_HOLD = "Menunggu pengadu (ditunda)"

TREND_MONTHS = 3
STEADY = 3
"""A change of fewer percentage points is no change."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

KeyFigure = tuple[str, str, str]
"""What is measured, its figure, and what it means."""


def key_figures(found: Performance) -> list[KeyFigure]:
    """Return the six figures that tell a head of office how things stand."""
    return [
        _in_time(found),
        _cases(found),
        _worst_step(found),
        _most_time(found),
        _turns(found),
        _trend(found),
    ]


def percent_text(percent: int | None, counted: int) -> str:
    """Return a share in words: ``87 %``, a dash of nothing, or that there is too little data."""
    if percent is None:
        return NO_TEXT
    return f"{percent} %" if counted >= FEW else FEW_TEXT


def days_text(minutes: int, day: DayLength) -> str:
    """Return office minutes in working days of the period's average length: ``4,2 hari kerja``."""
    if not day.average:
        return duration(minutes)
    tenths = rounded_percent(minutes, 10 * day.average) or 0
    return f"{thousands(tenths // 10)},{tenths % 10} hari kerja"


def step_time_text(minutes: int, step: StepScore, day: DayLength) -> str:
    """Return office minutes as the SOP gives the step's time: in days, or else in hours and minutes."""
    in_days = any(text.endswith("hari") for text in step.allowed)
    return days_text(minutes, day) if in_days else duration(minutes)


def month_text(month: Month) -> str:
    """Return a month in short: ``Nov 2026``."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def sop_time_text(found: Performance) -> str:
    """Return the SOP's time for a whole case: ``11 hari kerja 5 jam``."""
    minutes, days = found.allowed
    return f"{days} hari kerja {duration(minutes)}"


def wait_shares(found: Performance) -> list[tuple[str, int, int | None]]:
    """Return where the cases' time went: label, office minutes, share to the nearest percent."""
    spent = [(step.label, step.worked_minutes) for step in found.by_step]
    spent.append((ON_HOLD, found.holds.minutes))
    return [(label, used, rounded_percent(used, found.minutes)) for label, used in spent]


def _in_time(found: Performance) -> KeyFigure:
    name, score = "Tahap selesai tepat waktu", found.total
    if not score.counted:
        return name, NO_TEXT, NOTHING_JUDGED
    text = (
        f"{thousands(score.on_time)} dari {thousands(score.counted)} pekerjaan tahap selesai dalam tenggat "
        f"yang berlaku saat itu; {thousands(score.late)} selesai terlambat, "
        f"{thousands(score.unfinished)} belum selesai padahal sudah lewat tenggat."
    )
    return name, percent_text(score.percent, score.counted), text


def _cases(found: Performance) -> KeyFigure:
    name, score, cases = "Pengaduan selesai tepat waktu", found.cases.by_case_clock, found.cases
    if not score.counted:
        return name, NO_TEXT, NOTHING_JUDGED
    text = (
        f"{thousands(score.on_time)} dari {thousands(score.counted)} pengaduan selesai dalam waktu SOP "
        f"({sop_time_text(found)})."
    )
    if cases.median_days is not None and cases.delivered >= FEW:
        text += (
            f" Separuh pengaduan selesai dalam {cases.median_days} hari kerja, sembilan dari sepuluh dalam "
            f"{cases.days_90} hari kerja, tidak termasuk menunggu pengadu."
        )
    return name, percent_text(score.percent, score.counted), text


def _worst_step(found: Performance) -> KeyFigure:
    name = "Tahap paling sering melewati tenggat"
    known = [step for step in found.by_step if not step.score.is_few]
    if not known:
        return (
            name,
            FEW_TEXT,
            f"Belum ada tahap dengan sedikitnya {FEW} pekerjaan yang dapat dinilai.",
        )
    worst = min(known, key=lambda step: step.score.on_time / step.score.counted)
    score = worst.score
    missed = score.late + score.unfinished
    if not missed:
        return name, "tidak ada", "Semua pekerjaan tahap yang dinilai selesai dalam tenggat."
    text = (
        f"{thousands(missed)} dari {thousands(score.counted)} melewati tenggat; hanya {score.percent} % "
        f"selesai tepat waktu (waktu SOP {' atau '.join(worst.allowed)})."
    )
    return name, worst.label, text


def _most_time(found: Performance) -> KeyFigure:
    name = "Pengaduan paling lama berada di"
    label, used, share = max(wait_shares(found), key=lambda row: row[1])
    if not used:
        return name, NO_TEXT, "Tidak ada waktu kerja terpakai untuk pengaduan dalam periode ini."
    held = rounded_percent(found.holds.minutes, found.minutes)
    text = f"{share} % dari seluruh waktu kerja yang dilalui pengaduan"
    if label == ON_HOLD:
        return name, label, f"{text}."
    return name, label, f"{text}; {held} % lagi dipakai menunggu pengadu."


def _turns(found: Performance) -> KeyFigure:
    name = "Berkas dikembalikan; pengaduan ditunda"
    if not found.cases.handled:
        return name, NO_TEXT, "Tidak ada pengaduan yang ditangani dalam periode ini."
    reviews = [step.score for step in found.by_step if step.is_review]
    returned, done = (sum(getattr(one, field) for one in reviews) for field in ("returned", "done"))
    held, handled = found.holds.cases, found.cases.handled
    figures = (
        percent_text(rounded_percent(returned, done), done),
        percent_text(rounded_percent(held, handled), handled),
    )
    text = (
        f"{thousands(returned)} dari {thousands(done)} berkas dikembalikan dari penelaahan; "
        f"{thousands(held)} dari {thousands(handled)} pengaduan pernah ditunda menunggu pengadu."
    )
    return name, "; ".join(figures), text


def _trend(found: Performance) -> KeyFigure:
    name = "Arah tiga bulan terakhir"
    before, after = (
        found.by_month[-2 * TREND_MONTHS : -TREND_MONTHS],
        found.by_month[-TREND_MONTHS:],
    )
    earlier, later = _together(before), _together(after)
    if earlier is None or later is None:
        return name, FEW_TEXT, "Belum cukup data untuk dibandingkan dengan tiga bulan sebelumnya."
    change = later - earlier
    word = "tetap" if abs(change) < STEADY else ("membaik" if change > 0 else "menurun")
    text = f"Tepat waktu {later} % pada {_span(after)}; {earlier} % pada {_span(before)}."
    return name, word, text


def _together(months: Sequence[MonthScore]) -> int | None:
    """Return the compliance of some months together, rounded down; ``None`` of too few."""
    on_time, counted = (
        sum(getattr(one.score, field) for one in months) for field in ("on_time", "counted")
    )
    return 100 * on_time // counted if counted >= FEW else None


def _span(months: Sequence[MonthScore]) -> str:
    return f"{month_text(months[0].month)}–{month_text(months[-1].month)}"
