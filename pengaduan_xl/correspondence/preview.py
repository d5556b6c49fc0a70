"""What the office's templates look like, filled in with an invented case; never a letter of a real one.

Every file says so: CONTOH stands in its name, in No. Register, and in the letter's number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.correspondence.files import template_of
from pengaduan_xl.correspondence.versions import put
from pengaduan_xl.errors import NotFoundError, PengaduanError, WriteFailedError, system_reason
from pengaduan_xl.letters import note_page, recap_page, sample
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.context import office_texts
from pengaduan_xl.letters.filling import Labels
from pengaduan_xl.letters.numbering import NumberParts, letter_number
from pengaduan_xl.letters.render import PreparedTemplate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pengaduan_xl.letters.catalogue import Letter
    from pengaduan_xl.letters.job import LetterJob
    from pengaduan_xl.settings import Settings

MARK = "CONTOH"
NUMBER = f"{MARK}-0014"
"""No. Register of the invented case, which no case can have."""

KEYS = (*LETTERS, recap_page.KEY, recap_page.PERIOD_KEY, note_page.KEY)
"""All documents that have a template; a draft prints that of its letter."""


class UnknownTemplateError(NotFoundError):
    """No document of that name has a template."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Templat '{key}' tidak dikenal", f"Pilih dari: {', '.join(KEYS)}")


class SampleNotWrittenError(WriteFailedError):
    """The system refused to write a sample."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Contoh surat tidak dapat ditulis ({system_reason(error)})",
            "Tutup berkas itu atau pilih folder lain dengan --folder, lalu ulangi",
            where=path.name,
            written="Templat dan register tidak berubah.",
        )


class Samples(NamedTuple):
    """Samples made: their files, and the errors of templates that cannot be filled in."""

    files: tuple[Path, ...]
    failed: tuple[PengaduanError, ...]


def write_samples(keys: Iterable[str], office: Path, settings: Settings, target: Path) -> Samples:
    """Fill in templates with the invented case, as Word files; one that fails does not keep back the others.

    Args:
        keys: The documents; see :data:`KEYS`.
        office: The office's folder; where it has no template of its own, the shipped one is taken.
        settings: Its settings: letterhead, paper, emblem, pattern of numbers.
        target: Where the files go.

    Raises:
        UnknownTemplateError: A key is none of those; nothing is written.
        SampleNotWrittenError: The system refused to write.
    """
    wanted = list(keys)
    stray = next((key for key in wanted if key not in KEYS), None)
    if stray is not None:
        raise UnknownTemplateError(stray)
    files, failed = [], []
    for key in wanted:
        try:
            content = _filled(key, office, settings)
        except PengaduanError as error:
            failed.append(error)
            continue
        files.append(target / f"{MARK}_{key}.docx")
        _write(files[-1], content)
    return Samples(tuple(files), tuple(failed))


def _filled(key: str, office: Path, settings: Settings) -> bytes:
    emblem = office / settings.emblem if settings.emblem else None
    if key in LETTERS:
        letter = LETTERS[key]
        template = PreparedTemplate(template_of(office, letter.template), emblem)
        return template.render(_job(letter, settings))
    texts = office_texts(settings, sample.OFFICERS, sample.DAY)
    if key == recap_page.KEY:
        name, context = recap_page.TEMPLATE, sample.sample_recap()
        context |= texts | {"tanggal_hari": f"{context['tanggal_hari']} ({MARK})"}
    elif key == recap_page.PERIOD_KEY:
        name, context = recap_page.PERIOD_TEMPLATE, sample.sample_period()
        context |= texts | {"periode": f"{context['periode']} ({MARK})"}
    else:
        name, context = note_page.TEMPLATE, sample.sample_note() | texts | {"nomor": MARK}
    labels = Labels(f"{MARK} {key}", settings.office_short, sample.DAY)
    template = PreparedTemplate(template_of(office, name), emblem)
    return template.fill(context, labels, settings.report_paper)


def _job(letter: Letter, settings: Settings) -> LetterJob:
    """Return the invented case's letter with the office's settings, marked as a sample."""
    job = sample.sample_job(letter)
    number = ""
    if letter.numbered:
        parts = NumberParts(settings.classification, 14, MARK, sample.DAY, NUMBER)
        number = letter_number(settings.number_pattern, parts)
        number = number if MARK in number else f"{MARK} {number}"
    complaint = job.case.complaint._replace(number=NUMBER)
    case = job.case._replace(complaint=complaint)
    return replace(job, case=case, settings=settings, number=number)


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content)
    except OSError as error:
        raise SampleNotWrittenError(path, error) from error
