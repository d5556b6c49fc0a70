"""The levels of escalation, read from the sheet "Eskalasi".

Bad rows become findings and are left out; the good ones still count. A register made before there was such a
sheet has the levels of :data:`DEFAULT_ESCALATION`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pengaduan_xl.domain.escalation import (
    ADDRESSEES,
    CLOCKS,
    DEFAULT_ESCALATION,
    MEASURES,
    PERCENT,
    EscalationRule,
)
from pengaduan_xl.domain.row_cells import RowCells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow

HEADINGS: Final = ("Tingkat", "Tenggat", "Mulai", "Satuan", "Kepada", "Aktif", "Keterangan")
LEVEL, CLOCK, AMOUNT, MEASURE, ADDRESSEE, ACTIVE, NOTE = HEADINGS

LAST_LEVEL: Final = 9
LARGEST: Final = 99_999
"""Largest amount of a rule; for shares 100."""

_DEFAULT_NOTES: Final = (
    "Begitu tenggat lewat.",
    "Belum selesai sesudah satu hari kerja.",
    "Belum selesai sesudah tiga hari kerja.",
    "Batas hukum: langsung kepada kepala dinas.",
)


def default_escalation_rows() -> list[dict[str, CellValue]]:
    """Return the rows that fill the sheet "Eskalasi" of a new workbook, by heading."""
    return [
        {
            LEVEL: rule.level,
            CLOCK: rule.clock,
            AMOUNT: rule.amount,
            MEASURE: rule.measure,
            ADDRESSEE: rule.addressee,
            ACTIVE: "Ya",
            NOTE: note,
        }
        for rule, note in zip(DEFAULT_ESCALATION, _DEFAULT_NOTES, strict=True)
    ]


def parse_escalation(rows: Iterable[SheetRow]) -> tuple[tuple[EscalationRule, ...], list[Finding]]:
    """Read the sheet "Eskalasi".

    Returns:
        The active rules in the order of the rows, and what is wrong. A row with a finding is left out; of
        rows that tell the same person of the same clock on the same level the first counts.
    """
    rules: list[EscalationRule] = []
    placed: dict[tuple[int, str, str], int] = {}
    findings: list[Finding] = []
    for row in rows:
        cells = RowCells(row)
        if cells.are_blank(HEADINGS):
            continue
        rule = _read_rule(cells)
        is_active = _chosen(cells, ACTIVE, ("Ya", "Tidak")) == "Ya"
        if rule is not None and is_active and not cells.findings:
            first = placed.setdefault((rule.level, rule.clock, rule.addressee), row.number)
            if first == row.number:
                rules.append(rule)
            else:
                problem = f"Tingkat {rule.level} bagi {rule.addressee} sudah ada di baris {first}"
                cells.report(LEVEL, problem, "Hapus salah satu barisnya")
        findings += cells.findings
    return tuple(rules), findings


def _read_rule(cells: RowCells) -> EscalationRule | None:
    level = _number(cells, LEVEL, (1, LAST_LEVEL))
    clock = _chosen(cells, CLOCK, CLOCKS)
    is_share = cells.row.text(MEASURE).casefold() == PERCENT
    amount = _number(cells, AMOUNT, (0, 100 if is_share else LARGEST))
    measure = _chosen(cells, MEASURE, MEASURES)
    addressee = _chosen(cells, ADDRESSEE, ADDRESSEES)
    if level is None or amount is None:
        return None
    return EscalationRule(level, clock, amount, measure, addressee)


def _number(cells: RowCells, heading: str, bounds: tuple[int, int]) -> int | None:
    """Return the whole number of a cell; another one, or none, is reported."""
    first, last = bounds
    remedy = f"Tulis bilangan bulat {first} sampai {last}"
    text = cells.required(heading, remedy)
    is_whole = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))
    if is_whole and first <= int(text) <= last:
        return int(text)
    if text:
        cells.report(heading, f'{heading} "{text}" bukan bilangan {first} sampai {last}', remedy)
    return None


def _chosen(cells: RowCells, heading: str, choices: Sequence[str]) -> str:
    """Return which of the choices a cell holds, in any case; another word, or none, is reported."""
    remedy = f"Pilih {', '.join(choices[:-1])} atau {choices[-1]}"
    text = cells.required(heading, remedy)
    found = {word.casefold(): word for word in choices}.get(" ".join(text.casefold().split()), "")
    if text and not found:
        cells.report(heading, f'{heading} "{text}" tidak dikenal', remedy)
    return found
