"""The *nota dinas* about late cases as a use case: one file for each role that is told, to be signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.letters import note_page
from pengaduan_xl.reports.notes import note_row, notes_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.letters.render import PreparedTemplate
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.notes import Note
    from pengaduan_xl.reports.overdue import OverdueReport

NOBODY_TOLD = "Tidak ada nota dinas: tidak ada pengaduan yang mencapai tingkat eskalasi"


def write_notes(
    report: OverdueReport, ledger: Ledger, folder: Path
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write ``nota-dinas_YYYY-MM-DD_ROLE.docx`` for each role that is told of a case.

    One that cannot be written does not keep back the others.

    Args:
        report: The list of late cases.
        ledger: The register that it was made of.
        folder: The office's folder of reports.

    Returns:
        The files, and what staff should know.
    """
    notes = notes_of(report)
    if not notes:
        return (), (NOBODY_TOLD,)
    files: list[Path] = []
    problems: list[str] = []
    template = _template(ledger, folder.parent)
    for note in notes:
        file = folder / note_file(note.role, report.moment)
        try:
            _write(file, _page(note, report.moment), template, ledger)
            files.append(file)
        except PengaduanError as error:
            problems.append(f"Berkas {file.name} tidak dibuat: {error.problem}. {error.remedy}")
    return tuple(files), tuple(problems)


def note_file(role: str, moment: datetime) -> str:
    """Return the name of a role's note: ``nota-dinas_2026-11-23_kepala-seksi.docx``."""
    key = re.sub(r"[^a-z0-9]+", "-", role.casefold()).strip("-")
    return f"{note_page.KEY}_{moment:%Y-%m-%d}_{key}.docx"


def _template(ledger: Ledger, office_folder: Path) -> PreparedTemplate:
    from pengaduan_xl.correspondence.files import template_of
    from pengaduan_xl.letters.render import PreparedTemplate

    emblem = ledger.settings.emblem
    template = template_of(office_folder, note_page.TEMPLATE)
    return PreparedTemplate(template, office_folder / emblem if emblem else None)


def _page(note: Note, moment: datetime) -> note_page.NotePage:
    own, escalated = tuple(map(note_row, note.own)), tuple(map(note_row, note.escalated))
    return note_page.NotePage(note.role, moment, own, escalated, note.copies)


def _write(
    file: Path, page: note_page.NotePage, template: PreparedTemplate, ledger: Ledger
) -> None:
    from pengaduan_xl.letters.filling import Labels
    from pengaduan_xl.reports.export import write_file

    settings, day = ledger.settings, page.moment.date()
    context = note_page.note_context(page, settings, ledger.office.officers)
    labels = Labels(f"Nota Dinas {day:%d/%m/%Y}", settings.office_short, day)
    write_file(file, template.fill(context, labels, settings.letter_paper))
