"""Recaps in official form, to be signed: written beside their workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.correspondence.files import template_of
from pengaduan_xl.domain.officers import digits, find_person, holder
from pengaduan_xl.domain.procedure import PETUGAS
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.letters import recap_page
from pengaduan_xl.letters.filling import Labels
from pengaduan_xl.letters.render import PreparedTemplate
from pengaduan_xl.reports.export import write_file
from pengaduan_xl.reports.overdue_tables import overdue_table
from pengaduan_xl.reports.period_words import period_name, period_title, state_line
from pengaduan_xl.reports.tables import period_tables, recap_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.overdue import OverdueCase
    from pengaduan_xl.reports.recap import DailyRecap, PeriodRecap
    from pengaduan_xl.reports.tables import ReportTable

Made = tuple["Path | None", tuple[str, ...]]
"""The document's file, or ``None`` and why there is none."""


def signer_of(office: Office, officer: str, day: date) -> Officer | None:
    """Return who signs: the officer asked for, else the holder of Petugas Pengaduan, if any.

    Raises:
        PengaduanError: The officer asked for is not known, or is one of several.
    """
    if not officer:
        return holder(office.officers, PETUGAS, day)
    name = find_person(office.officers, officer, day).name
    rows = [row for row in office.officers if row.name == name and row.holds_on(day)]
    wanted = officer.strip().casefold()
    own = (row for row in rows if wanted == row.account.casefold() or digits(officer) == row.nip)
    return next(own, rows[0])


def write_day_document(
    file: Path, recap: DailyRecap, late: Sequence[OverdueCase], ledger: Ledger
) -> Made:
    """Write a day's recap in official form."""
    summary, *tables = recap_tables(recap)
    parts = _parts(tables, late)
    page = recap_page.RecapPage(
        day=recap.day, summary=tuple(summary.rows), officer=recap.officer, **parts._asdict()
    )
    title = f"Rekapitulasi Harian {recap.day:%d/%m/%Y}"
    return _write(file, page, title, ledger)


def write_period_document(
    file: Path, recap: PeriodRecap, late: Sequence[OverdueCase], ledger: Ledger
) -> Made:
    """Write a period's recap in official form."""
    summary, course, *tables = period_tables(recap)
    parts = _parts(tables, late)
    page = recap_page.PeriodPage(
        day=recap.moment.date(),
        summary=tuple(summary.rows),
        officer=recap.officer,
        title=period_title(recap.period),
        period=period_name(recap.period),
        state=state_line(recap),
        unit=recap.unit,
        course=tuple(course.rows),
        **parts._asdict(),
    )
    return _write(file, page, f"Rekapitulasi {page.period}", ledger)


class _Parts(NamedTuple):
    """The tables that both recaps have, as texts."""

    by_channel: recap_page.Rows
    by_permit: recap_page.Rows
    by_category: recap_page.Rows
    by_step: recap_page.Rows
    services: recap_page.Rows
    overdue: recap_page.Rows


def _parts(tables: Sequence[ReportTable], late: Sequence[OverdueCase]) -> _Parts:
    return _Parts(*(tuple(table.rows) for table in (*tables, overdue_table(late))))


def _write(file: Path, page: recap_page.RecapPage, title: str, ledger: Ledger) -> Made:
    """Write a recap in official form; return its file, or why there is none."""
    settings, folder, officers = ledger.settings, file.parent.parent, ledger.office.officers
    emblem = folder / settings.emblem if settings.emblem else None
    labels = Labels(title, settings.office_short, page.day)
    name = recap_page.TEMPLATE
    try:
        if isinstance(page, recap_page.PeriodPage):
            name = recap_page.PERIOD_TEMPLATE
            context = recap_page.period_context(page, settings, officers)
        else:
            context = recap_page.recap_context(page, settings, officers)
        template = PreparedTemplate(template_of(folder, name), emblem)
        write_file(file, template.fill(context, labels, settings.report_paper))
    except PengaduanError as error:
        return None, (f"Berkas {file.name} tidak dibuat: {error.problem}. {error.remedy}",)
    return file, ()
