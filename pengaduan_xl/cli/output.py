"""How results look on the terminal, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.desk import Outcome
    from pengaduan_xl.domain.findings import Finding
    from pengaduan_xl.reports.tables import ReportTable

SHORT_COLUMN = 17
"""Columns up to this width stay on one line where there is room; a moment is 16 characters long."""

BORDER = 3
"""Characters that a column takes beside its text."""

PIPE_WIDTH = 140


def moment_text(moment: datetime | None) -> str:
    """Return a moment as staff read it, a dash for none."""
    return f"{moment:%d/%m/%Y %H.%M}" if moment else "-"


def iso(moment: datetime | None) -> str | None:
    """Return a moment for JSON: ISO 8601 to the minute in WIB."""
    return moment.isoformat(timespec="minutes") + "+07:00" if moment else None


def outcome_fields(outcome: Outcome) -> dict[str, Any]:
    """Return an act's outcome as JSON gives it."""
    state = outcome.state
    return {
        "nomor": outcome.complaint.number,
        "status": state.status,
        "tahap": state.step,
        "nama_tahap": outcome.step_name or None,
        "pelaksana": state.role or None,
        "tenggat": iso(state.step_due),
        "tenggat_kasus": iso(state.case_due),
        "tenggat_uu": iso(state.statutory_due),
        "surat": [str(path) for path in outcome.files],
        "peringatan": list(outcome.warnings),
        "tertunda": outcome.is_pending,
    }


def show_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_outcome(done: str, outcome: Outcome, *, as_json: bool) -> None:
    """Print what an act led to: what was done, the next step and its deadline, files, warnings."""
    if as_json:
        show_json(outcome_fields(outcome))
        return
    state = outcome.state
    click.echo(f"{outcome.complaint.number}: {done}. Status: {state.status}.")
    if state.step is not None:
        click.echo(f"  Tahap {state.step}: {outcome.step_name} ({state.role})")
        due = moment_text(state.step_due) if state.step_due else "berhenti selama menunggu"
        click.echo(f"  Tenggat tahap: {due}; tenggat kasus: {moment_text(state.case_due)}")
    for path in outcome.files:
        click.echo(f"  Surat: {path}")
    show_notices(outcome.warnings)


def show_notices(notices: Iterable[str]) -> None:
    """Print what staff should know beside the result, on the error channel."""
    for notice in notices:
        click.echo(f"  Peringatan: {notice}", err=True)


def show_findings(findings: Sequence[Finding], *, as_json: bool) -> None:
    """Print findings, one a line, or as a JSON list."""
    if as_json:
        show_json(
            [
                {
                    "lembar": finding.sheet,
                    "sel": finding.cell,
                    "nomor": finding.number,
                    "temuan": finding.problem,
                    "tindakan": finding.remedy,
                }
                for finding in findings
            ]
        )
        return
    for finding in findings:
        click.echo(f"- {finding}")
    click.echo(f"{len(findings)} temuan." if findings else "Tidak ada temuan.")


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: short columns stay on one line, long texts wrap; a pipe gets wider lines.

    On a screen too narrow for that all columns wrap, so that nothing is cut off.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    lines = [["" if cell is None else str(cell) for cell in row] for row in rows]
    console = Console()
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    longest = [max(map(len, column)) for column in zip(headings, *lines, strict=True)]
    fits = sum(min(width, SHORT_COLUMN) + BORDER for width in longest) < console.width
    padding = (0, 1 if fits else 0)
    table = Table(title=Text(title), title_justify="left", header_style="bold", padding=padding)
    for heading, width in zip(headings, longest, strict=True):
        table.add_column(Text(heading), overflow="fold", no_wrap=fits and width <= SHORT_COLUMN)
    for line in lines:
        table.add_row(*map(Text, line))
    console.print(table)


def show_file(file: Path, left_out: tuple[str, ...]) -> None:
    """Say where the report is, and which cases it leaves out because their rows are broken."""
    if left_out:
        numbers = ", ".join(left_out)
        click.echo(
            f"Tidak dihitung karena barisnya rusak: {numbers}. Jalankan: pengaduan periksa",
            err=True,
        )
    click.echo(f"Berkas: {file}")


def show_report_tables(tables: Iterable[ReportTable]) -> None:
    """Show a report's tables on the screen."""
    for table in tables:
        show_table(table.title, table.headings, table.rows)
