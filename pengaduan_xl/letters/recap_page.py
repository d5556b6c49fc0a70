"""Recaps as documents: what their templates may print, from the texts that reports make.

A recap is no letter of a case and so not in the catalogue; it shares letterhead, styles and signature
with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pengaduan_xl.domain.procedure import PETUGAS
from pengaduan_xl.letters.context import office_texts
from pengaduan_xl.letters.signers import NoSignerError, find_signer, signature
from pengaduan_xl.wording import day_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pengaduan_xl.domain.officers import Officer
    from pengaduan_xl.settings import Settings

KEY = "rekap-harian"
TEMPLATE = f"{KEY}.docx"
PERIOD_KEY = "rekap-periode"
PERIOD_TEMPLATE = f"{PERIOD_KEY}.docx"

Rows = tuple[tuple[str, ...], ...]

_BALANCE = (
    "nama", "sisa_kemarin", "masuk", "selesai", "dilimpahkan", "dicabut", "sisa", "terlambat"
)  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "ringkasan": ("nama", "jumlah"),
    "per_saluran": _BALANCE,
    "per_izin": _BALANCE,
    "per_tahap": ("nama", "diselesaikan", "dalam_proses", "menunggu", "terlambat"),
    "lewat_waktu": ("nomor", "perihal", "tahap", "pelaksana", "tenggat", "lama"),
    "per_kategori": _BALANCE,
    "per_petugas": ("nama", "tindakan", "surat", "jumlah"),
}
"""Tables of a recap by template field, with the names of their columns."""

COURSE = (
    "nama", "hari_kerja", "sisa_awal", "masuk", "selesai", "dilimpahkan", "dicabut", "sisa_akhir"
)  # fmt: skip
"""Columns of a period's course."""

LATER = {"per_kategori", "per_petugas"}
"""Tables that templates of offices from before they were there may lack."""

MANDATORY_TAGS = ("tanggal_hari", *(name for name in COLUMNS if name not in LATER))
PERIOD_MANDATORY_TAGS = ("judul", "periode", "keadaan", "per_waktu", *COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapPage:
    """A recap as texts; rows of totals are rows like the others.

    Attributes:
        day: The day reported, and on which the recap is signed.
        summary: Label and number.
        by_channel: Label, carried over, received, finished, forwarded, withdrawn, left, late.
        by_permit: The same by licence (*jenis izin*).
        by_category: The same by category.
        by_step: Label, finished, in process, waiting, late.
        services: Officer, acts, letters made, both.
        overdue: No. Register, subject, step, performer, deadline, how late; further columns are left out.
        officer: Name of who answers for the recap; empty for whoever holds the role.
    """

    day: date
    summary: Rows
    by_channel: Rows
    by_permit: Rows
    by_category: Rows
    by_step: Rows
    services: Rows
    overdue: Rows
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPage(RecapPage):
    """A period's recap as texts.

    Attributes:
        title: Its title in capitals.
        period: The period by its name.
        state: Of which moment it tells.
        unit: What a row of ``course`` is: a day, a week, a month or a year.
        course: Label, working days, left before, received, finished, forwarded, withdrawn, left after.
    """

    title: str
    period: str
    state: str
    unit: str
    course: Rows


def recap_context(
    page: RecapPage, settings: Settings, officers: Sequence[Officer]
) -> dict[str, object]:
    """Return all that the template of the daily recap may print.

    Raises:
        NoSignerError: Nobody is Petugas Pengaduan on that day.
    """
    return {**_context(KEY, page, settings, officers), "tanggal_hari": day_date(page.day)}


def period_context(
    page: PeriodPage, settings: Settings, officers: Sequence[Officer]
) -> dict[str, object]:
    """Return all that the template of a period's recap may print.

    Raises:
        NoSignerError: Nobody is Petugas Pengaduan on the day on which it is signed.
    """
    return {
        **_context(PERIOD_KEY, page, settings, officers),
        "judul": page.title,
        "periode": page.period,
        "keadaan": page.state,
        "satuan": page.unit,
        "per_waktu": _rows(COURSE, page.course),
    }


def _context(
    key: str, page: RecapPage, settings: Settings, officers: Sequence[Officer]
) -> dict[str, object]:
    officer = find_signer(officers, PETUGAS, page.day, page.officer)
    if officer is None:
        raise NoSignerError(key, PETUGAS, page.day)
    tables = (
        page.summary,
        page.by_channel,
        page.by_permit,
        page.by_step,
        page.overdue,
        page.by_category,
        page.services,
    )
    return {
        **office_texts(settings, officers, page.day),
        "tanda_tangan": signature(officers, officer, page.day),
        **{
            name: _rows(columns, rows)
            for (name, columns), rows in zip(COLUMNS.items(), tables, strict=True)
        },
    }


def _rows(columns: Sequence[str], rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(columns, row, strict=False)) for row in rows]
