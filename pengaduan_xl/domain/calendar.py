"""The office's hours and holidays as data, read from the sheets "Jam Kerja" and "Hari Libur".

Bad rows become findings and are left out; the good ones still load. A base row (no dates) sets a weekday
of every week; a dated row overrides it, and among dated rows the later one wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pengaduan_xl.domain.row_cells import (
    FIRST_DAY,
    LAST_DAY,
    MINUTES_A_DAY,
    RowCells,
    clock,
    shown,
)
from pengaduan_xl.errors import InputDataError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pengaduan_xl.domain.findings import Finding, SheetRow

WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
EVERY_DAY: Final = "Semua"
NATIONAL: Final = "Libur Nasional"
COLLECTIVE_LEAVE: Final = "Cuti Bersama"
LOCAL: Final = "Libur Daerah"
KINDS: Final = (NATIONAL, COLLECTIVE_LEAVE, LOCAL)

HOURS_SHEET: Final = "Jam Kerja"
FROM, UNTIL, WEEKDAY, NOTE = "Berlaku Dari", "Berlaku Sampai", "Hari", "Keterangan"
DAY_ORDER: Final = ("Buka", "Istirahat Mulai", "Istirahat Selesai", "Tutup")
OPENS, BREAK_STARTS, BREAK_ENDS, CLOSES = DAY_ORDER
HOURS_HEADINGS: Final = (FROM, UNTIL, WEEKDAY, OPENS, CLOSES, BREAK_STARTS, BREAK_ENDS, NOTE)

HOLIDAYS_SHEET: Final = "Hari Libur"
HOLIDAY_HEADINGS: Final = ("Tanggal", "Nama", "Jenis", "Dasar")
DAY, NAME, KIND, DECREE = HOLIDAY_HEADINGS


class InvalidWindowsError(InputDataError):
    """Windows of one day that are out of order, overlap or leave the day.

    Args:
        windows: The windows as given.
    """

    def __init__(self, windows: tuple[Window, ...]) -> None:
        spans = ", ".join(f"{clock(w.opens)}-{clock(w.closes)}" for w in windows)
        super().__init__(
            f"Jam kerja {spans} tidak berurutan dalam satu hari",
            "Setiap jam buka harus sebelum jam tutupnya, dan sesudah jam tutup sebelumnya",
            where=HOURS_SHEET,
        )


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of open office (*jam buka*), in minutes of the day; ``closes`` itself is outside."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day not worked (*hari libur*).

    Attributes:
        day: The date.
        name: Its Indonesian name.
        kind: One of :data:`KINDS`.
        decree: What it rests on, e.g. ``SKB 3 Menteri``; may be empty.
    """

    day: date
    name: str
    kind: str
    decree: str


@dataclass(frozen=True, slots=True)
class HoursRule:
    """Office hours of a weekday (*jam kerja*), of every week or of a period.

    Attributes:
        weekday: 0 Monday to 6 Sunday; ``None`` means all seven days.
        windows: Open stretches in order; empty when the office is closed.
        valid_from: First day of the period; ``None`` for no lower bound.
        valid_until: Last day of the period; ``None`` for no upper bound.
        note: What staff wrote beside it, e.g. ``Jam Ramadan``.

    Raises:
        InvalidWindowsError: The windows are out of order, overlap or leave the day.
    """

    weekday: int | None
    windows: tuple[Window, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        edge = 0
        for window in self.windows:
            if not edge <= window.opens < window.closes <= MINUTES_A_DAY:
                raise InvalidWindowsError(self.windows)
            edge = window.closes

    @property
    def is_dated(self) -> bool:
        """Whether the rule overrides the base week during a period."""
        return self.valid_from is not None or self.valid_until is not None

    @property
    def weekday_name(self) -> str:
        """The weekday as the sheet writes it, ``Semua`` for all seven."""
        return EVERY_DAY if self.weekday is None else WEEKDAYS[self.weekday]

    def covers(self, day: date) -> bool:
        """Return whether the rule speaks about ``day``."""
        return (
            self.weekday in (None, day.weekday())
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


def parse_hours(rows: Iterable[SheetRow]) -> tuple[tuple[HoursRule, ...], list[Finding]]:
    """Read the sheet "Jam Kerja"; Buka and Tutup both empty mean closed.

    Returns:
        The rules in the order of the rows, and what is wrong. A row with a finding is left out,
        except a dated "Semua" row that also opens days which the base week closes: it is used as written.
    """
    placed: list[tuple[SheetRow, HoursRule]] = []
    findings: list[Finding] = []
    for row in rows:
        cells = RowCells(row)
        if cells.are_blank(HOURS_HEADINGS):
            continue
        rule = _read_rule(cells)
        if rule and not _repeats_base_day(cells, rule, placed):
            placed.append((row, rule))
        findings += cells.findings
    rules = tuple(rule for _, rule in placed)
    findings += [found for row, rule in placed for found in _unexpected_openings(row, rule, rules)]
    return rules, findings


def parse_holidays(rows: Iterable[SheetRow]) -> tuple[tuple[Holiday, ...], list[Finding]]:
    """Read the sheet "Hari Libur".

    Returns:
        The holidays in the order of the rows, and what is wrong. A row with a finding is left out;
        of a repeated date the first row counts.
    """
    first_rows: dict[date, int] = {}
    holidays: list[Holiday] = []
    findings: list[Finding] = []
    for row in rows:
        cells = RowCells(row)
        if cells.are_blank(HOLIDAY_HEADINGS):
            continue
        holiday = _read_holiday(cells)
        if holiday and holiday.day in first_rows:
            problem = f"Tanggal {shown(holiday.day)} sudah ada di baris {first_rows[holiday.day]}"
            cells.report(DAY, problem, "Hapus salah satu barisnya")
        elif holiday:
            first_rows[holiday.day] = row.number
            holidays.append(holiday)
        findings += cells.findings
    return tuple(holidays), findings


def _read_rule(cells: RowCells) -> HoursRule | None:
    first, last = cells.day(FROM), cells.day(UNTIL)
    name = cells.required(WEEKDAY, "Tulis Senin sampai Minggu, atau Semua")
    weekdays = {label.casefold(): number for number, label in enumerate(WEEKDAYS)}
    weekdays |= {"ahad": 6, EVERY_DAY.casefold(): -1}
    weekday = weekdays.get(re.sub(r"['’`]", "", name.casefold()))
    if name and weekday is None:
        problem = f'{WEEKDAY} "{name}" bukan nama hari'
        cells.report(WEEKDAY, problem, "Tulis Senin sampai Minggu, atau Semua")
    if first and last and last < first:
        problem = f"{UNTIL} {shown(last)} mendahului {FROM} {shown(first)}"
        cells.report(UNTIL, problem, "Perbaiki salah satu tanggalnya")
    windows = _read_windows(cells)
    if cells.findings:
        return None
    return HoursRule(None if weekday == -1 else weekday, windows, first, last, cells.row.text(NOTE))


def _read_windows(cells: RowCells) -> tuple[Window, ...]:
    found = {heading: cells.minute(heading) for heading in DAY_ORDER}
    given = {heading: minute for heading, minute in found.items() if minute is not None}
    if cells.findings or not given:
        return ()
    _check_windows(cells, given)
    if cells.findings:
        return ()
    edges = list(given.values())
    return tuple(Window(*pair) for pair in zip(edges[::2], edges[1::2], strict=True))


def _check_windows(cells: RowCells, given: dict[str, int]) -> None:
    for heading in (OPENS, CLOSES):
        if heading not in given:
            remedy = "Isi Buka dan Tutup, atau kosongkan keempat jam bila kantor tutup"
            cells.report(heading, f"{heading} belum diisi", remedy)
    for heading, other in ((BREAK_STARTS, BREAK_ENDS), (BREAK_ENDS, BREAK_STARTS)):
        if heading not in given and other in given:
            remedy = "Isi awal dan akhir istirahat, atau kosongkan keduanya"
            cells.report(heading, f"{heading} belum diisi", remedy)
    for (before, start), (after, end) in pairwise(given.items()):
        if end <= start:
            problem = f"{after} {clock(end)} tidak sesudah {before} {clock(start)}"
            cells.report(after, problem, f"Urutannya: {', '.join(DAY_ORDER)}")


def _repeats_base_day(
    cells: RowCells, rule: HoursRule, placed: list[tuple[SheetRow, HoursRule]]
) -> bool:
    """Report a base row that sets a weekday again; "Semua" may only come before the single days."""
    for row, earlier in placed:
        if not (rule.is_dated or earlier.is_dated) and rule.weekday in (None, earlier.weekday):
            problem = f"{WEEKDAY} {rule.weekday_name} sudah diatur di baris {row.number}"
            cells.report(WEEKDAY, problem, "Hapus salah satu, atau isi tanggal berlakunya")
            return True
    return False


def _unexpected_openings(
    row: SheetRow, rule: HoursRule, rules: tuple[HoursRule, ...]
) -> list[Finding]:
    """Report a dated "Semua" period that opens days which the base week closes, e.g. weekends."""
    first, last = rule.valid_from or FIRST_DAY, rule.valid_until or LAST_DAY
    if not (rule.is_dated and rule.weekday is None and rule.windows) or first == last:
        return []
    covered = {(first.weekday() + step) % 7 for step in range(min((last - first).days + 1, 7))}
    base = {r.weekday: r.windows for r in rules if not r.is_dated}
    closed = [WEEKDAYS[day] for day in sorted(covered) if not base.get(day, base.get(None))]
    problem = f"Baris {EVERY_DAY} ini juga membuka kantor pada {' dan '.join(closed)}"
    remedy = "Bila bukan itu maksudnya, tulis satu baris untuk tiap hari"
    return [row.finding(WEEKDAY, problem, remedy)] if closed else []


def _read_holiday(cells: RowCells) -> Holiday | None:
    day, name = cells.day(DAY), cells.required(NAME, "Tulis nama hari libur")
    if not cells.row.text(DAY):
        cells.report(DAY, f"{DAY} belum diisi", "Tulis tanggal seperti 31/12/2026")
    choices = f"Pilih {', '.join(KINDS[:-1])} atau {KINDS[-1]}"
    text = cells.required(KIND, choices)
    kind = {label.casefold(): label for label in KINDS}.get(text.casefold(), "")
    if text and not kind:
        cells.report(KIND, f'{KIND} "{text}" tidak dikenal', choices)
    if cells.findings or day is None:
        return None
    return Holiday(day, name, kind, cells.row.text(DECREE))
