"""The daily recap as a use case: the sheet's row, and its files in the office's folder of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.desk import Desk
from pengaduan_xl.domain.officers import digits, find_person, holder
from pengaduan_xl.domain.procedure import PETUGAS
from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.reports.overdue import overdue_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from pengaduan_xl.desk import RegisterSession
    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.overdue import OverdueCase
    from pengaduan_xl.reports.recap import DailyRecap


class MadeRecap(NamedTuple):
    """A day's recap and what came of it.

    Attributes:
        recap: The recap.
        file: Its workbook.
        left_out: Numbers left out since their rows are broken.
        notices: What staff should know.
        document: It in official form, to be signed; ``None`` when that could not be made, as a notice says.
    """

    recap: DailyRecap
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]
    document: Path | None = None


def make_recap(
    register: Path | RegisterSession, day: date, officer: str, now: Callable[[], datetime]
) -> MadeRecap:
    """Make a day's recap: the row of Rekap Harian, and files in ``laporan`` (SOP, Pencatatan).

    The files are ``rekap_YYYY-MM-DD.xlsx`` and, in official form, ``.docx``; a template that cannot be
    filled in keeps nothing but the latter. A day that has a row already gets it written anew, so the
    recap may be made twice.

    Args:
        register: The register's file, or the register at hand.
        day: The day reported.
        officer: Name or NIP of who answers for it; empty for whoever holds Petugas Pengaduan that day.
        now: Gives this moment, naive WIB.

    Raises:
        PengaduanError: The register or the file cannot be used, the officer is not known, or the day has
            not begun.
    """
    from pengaduan_xl.reports.export import write_recap

    with Desk(register, now) as desk:
        ledger = desk.ledger
        cases, moment = ledger.cases(), now()
        recap = daily_recap(cases, ledger.office, day, moment)
        signer = _signer(ledger.office, officer, day)
        recap = replace(recap, officer=signer.name if signer else "")
        late = overdue_cases(cases, ledger.office, recap.moment)
        file = desk.path.parent / REPORT_FOLDER / f"rekap_{day.isoformat()}.xlsx"
        write_recap(file, recap, late, ledger.settings, signer)
        document, problem = _write_document(file.with_suffix(".docx"), recap, late, ledger)
        ledger.put_recap(day, recap.row())
        desk.save()
        left_out, notices = tuple(sorted(ledger.content.broken)), (*desk.notices, *problem)
        return MadeRecap(recap, file, left_out, notices, document)


def _write_document(
    file: Path, recap: DailyRecap, late: Sequence[OverdueCase], ledger: Ledger
) -> tuple[Path | None, tuple[str, ...]]:
    """Write a recap in official form; return its file, or why there is none."""
    from pengaduan_xl.correspondence.files import template_of
    from pengaduan_xl.letters import recap_page
    from pengaduan_xl.letters.filling import Labels
    from pengaduan_xl.letters.render import PreparedTemplate
    from pengaduan_xl.reports.export import write_file
    from pengaduan_xl.reports.tables import overdue_table, recap_tables

    settings, folder = ledger.settings, file.parent.parent
    tables = [tuple(table.rows) for table in recap_tables(recap)]
    summary, channels, permits, steps = (tables[place] for place in (0, 1, 2, 4))
    overdue = tuple(overdue_table(late).rows)
    page = recap_page.RecapPage(
        recap.day, summary, channels, permits, steps, overdue, recap.officer
    )
    emblem = folder / settings.emblem if settings.emblem else None
    labels = Labels(f"Rekapitulasi Harian {recap.day:%d/%m/%Y}", settings.office_short, recap.day)
    try:
        context = recap_page.recap_context(page, settings, ledger.office.officers)
        template = PreparedTemplate(template_of(folder, recap_page.TEMPLATE), emblem)
        write_file(file, template.fill(context, labels, settings.report_paper))
    except PengaduanError as error:
        return None, (f"Berkas {file.name} tidak dibuat: {error.problem}. {error.remedy}",)
    return file, ()


def _signer(office: Office, officer: str, day: date) -> Officer | None:
    """Return who signs: the officer asked for, else the holder of Petugas Pengaduan, if any."""
    if not officer:
        return holder(office.officers, PETUGAS, day)
    name = find_person(office.officers, officer, day).name
    rows = [row for row in office.officers if row.name == name and row.holds_on(day)]
    wanted = officer.strip().casefold()
    own = (row for row in rows if wanted == row.account.casefold() or digits(officer) == row.nip)
    return next(own, rows[0])
