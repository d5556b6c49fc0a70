"""An office's performance as tables, the same for the screen and for a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.reports.performance_words import (
    FEW_TEXT,
    NO_TEXT,
    days_text,
    key_figures,
    month_text,
    sop_time_text,
    step_time_text,
    wait_shares,
)
from pengaduan_xl.reports.scores import FEW, rounded_percent
from pengaduan_xl.reports.tables import ReportTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.reports.performance import Performance, StepScore
    from pengaduan_xl.reports.scores import Score
    from pengaduan_xl.reports.tables import Cell

_SCORE_HEADINGS = (
    "Dinilai (n)", "Tepat Waktu", "Terlambat", "Belum Selesai (Lewat)", "Kepatuhan (%)"
)  # fmt: skip
_SHARE_HEADINGS = ("Median (% Tenggat)", "Persentil 90 (% Tenggat)")


def performance_tables(found: Performance) -> list[ReportTable]:
    """Return all tables, the key figures first."""
    return [
        key_table(found),
        *step_tables(found),
        officer_table(found),
        permit_table(found),
        month_table(found),
        *case_tables(found),
    ]


def key_table(found: Performance) -> ReportTable:
    """Return the key figures in words."""
    cells = tuple(key_figures(found))
    return ReportTable("Angka utama", ("Ukuran", "Angka", "Artinya"), cells)


def step_tables(found: Performance) -> list[ReportTable]:
    """Return the tables by step: compliance, working time, where the time went, returned and held."""
    scores = [(step.label, step.score) for step in found.by_step]
    return [
        _score_table("Kepatuhan menurut tahap", "Tahap", scores),
        _time_table(found),
        _wait_table(found),
        _turn_table(found.by_step),
    ]


def officer_table(found: Performance) -> ReportTable:
    """Return the compliance by the officer who ended the step."""
    return _score_table(
        "Menurut petugas", "Petugas", [(one.label, one) for one in found.by_officer]
    )


def permit_table(found: Performance) -> ReportTable:
    """Return the compliance by licence."""
    return _score_table(
        "Menurut jenis izin", "Jenis Izin", [(one.label, one) for one in found.by_permit]
    )


def month_table(found: Performance) -> ReportTable:
    """Return the twelve months of the trend."""
    days = ("Pengaduan Selesai", "Median (Hari Kerja)", "Persentil 90 (Hari Kerja)")
    cells = tuple(
        (
            month_text(one.month),
            *_score_cells(one.score),
            one.delivered,
            _known(one.median_days, one.delivered),
            _known(one.days_90, one.delivered),
        )
        for one in found.by_month
    )
    return ReportTable("Menurut bulan", ("Bulan", *_SCORE_HEADINGS, *days), cells)


def case_tables(found: Performance) -> list[ReportTable]:
    """Return the tables of whole cases: how many, their working days, their holds, their clocks."""
    cases, holds, day = found.cases, found.holds, found.day
    lengths = [
        NO_TEXT if minutes is None else days_text(minutes, day)
        for minutes in (holds.median_minutes, holds.minutes_90)
    ]
    counts: tuple[tuple[str, Cell], ...] = (
        ("Masuk", cases.received),
        ("Ditangani (terbuka pada suatu saat dalam periode)", cases.handled),
        ("– selesai, surat balasan disampaikan", cases.delivered),
        ("– dilimpahkan", cases.forwarded),
        ("– dicabut atau dianggap dicabut", cases.withdrawn),
        ("– masih terbuka pada akhir periode", cases.open),
        ("Lama penyelesaian, median (hari kerja)", _known(cases.median_days, cases.delivered)),
        ("Lama penyelesaian, persentil 90 (hari kerja)", _known(cases.days_90, cases.delivered)),
        ("Pernah ditunda menunggu pengadu", holds.cases),
        ("Masih ditunda pada akhir periode", holds.now),
        ("Lama penundaan yang berakhir, median", _known(lengths[0], holds.ended)),
        ("Lama penundaan yang berakhir, persentil 90", _known(lengths[1], holds.ended)),
    )
    clocks = (
        (f"Tenggat kasus ({sop_time_text(found)})", *_score_cells(cases.by_case_clock)),
        ("Tenggat undang-undang (hari kalender)", *_score_cells(cases.by_statute)),
    )
    return [
        ReportTable("Pengaduan", ("Uraian", "Jumlah"), counts),
        ReportTable("Pengaduan menurut tenggat", ("Tenggat", *_SCORE_HEADINGS), clocks),
    ]


def _score_table(title: str, label: str, scores: Sequence[tuple[str, Score]]) -> ReportTable:
    headings = (label, *_SCORE_HEADINGS, *_SHARE_HEADINGS)
    cells = tuple(
        (
            name,
            *_score_cells(score),
            _known(score.median_share, score.done),
            _known(score.share_90, score.done),
        )
        for name, score in scores
    )
    return ReportTable(title, headings, cells)


def _score_cells(score: Score) -> tuple[Cell, ...]:
    counts = (score.counted, score.on_time, score.late, score.unfinished)
    return (*counts, _known(score.percent, score.counted))


def _time_table(found: Performance) -> ReportTable:
    headings = (
        "Tahap",
        "Waktu SOP",
        "Selesai (n)",
        "Median",
        "Persentil 90",
        "Median (Menit)",
        "Persentil 90 (Menit)",
    )
    cells = []
    for step in found.by_step:
        times = (step.median_minutes, step.minutes_90)
        words = (NO_TEXT if one is None else step_time_text(one, step, found.day) for one in times)
        done = step.score.done
        values = (_known(value, done) for value in (*words, *times))
        cells.append((step.label, " atau ".join(step.allowed), done, *values))
    return ReportTable("Lama pengerjaan menurut tahap", headings, tuple(cells))


def _wait_table(found: Performance) -> ReportTable:
    cells = tuple(
        (label, days_text(used, found.day), NO_TEXT if share is None else share)
        for label, used, share in wait_shares(found)
    )
    headings = ("Tempat", "Waktu Semua Pengaduan", "Bagian (%)")
    return ReportTable("Di mana pengaduan berada", headings, cells)


def _turn_table(steps: Sequence[StepScore]) -> ReportTable:
    headings = (
        "Tahap",
        "Selesai (n)",
        "Dikembalikan",
        "Dikembalikan (%)",
        "Pernah Ditunda",
        "Pernah Ditunda (%)",
    )
    cells = []
    for step in steps:
        done, returned = step.score.done, step.score.returned
        back: tuple[Cell, Cell] = (NO_TEXT, NO_TEXT)
        if step.is_review:
            back = (returned, _known(rounded_percent(returned, done), done))
        held = (step.held, _known(rounded_percent(step.held, done), done))
        cells.append((step.label, done, *back, *held))
    return ReportTable("Dikembalikan dan ditunda menurut tahap", headings, tuple(cells))


def _known(value: Cell | None, number: int) -> Cell:
    """Return a percentage or percentile of so many; a dash of none, words of too few."""
    if value is None or not number:
        return NO_TEXT
    return value if number >= FEW else FEW_TEXT
