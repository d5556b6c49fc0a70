"""The daily recap as a document: what its template may print, from the texts that reports make.

It is no letter of a case and so not in the catalogue; it shares letterhead, styles and signature with them.
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
}
"""Tables of the recap by template field, with the names of their columns."""

MANDATORY_TAGS = ("tanggal_hari", *COLUMNS)


@dataclass(frozen=True, slots=True)
class RecapPage:
    """One day's recap as texts; rows of totals are rows like the others.

    Attributes:
        day: The day reported.
        summary: Label and number.
        by_channel: Label, carried over, received, finished, forwarded, withdrawn, left, late.
        by_permit: The same by licence (*jenis izin*).
        by_step: Label, finished, in process, waiting, late.
        overdue: No. Register, subject, step, performer, deadline, how late; further columns are left out.
        officer: Name of who answers for the recap; empty for whoever holds the role.
    """

    day: date
    summary: Rows
    by_channel: Rows
    by_permit: Rows
    by_step: Rows
    overdue: Rows
    officer: str = ""


def recap_context(
    page: RecapPage, settings: Settings, officers: Sequence[Officer]
) -> dict[str, object]:
    """Return all that the template of the recap may print.

    Raises:
        NoSignerError: Nobody is Petugas Pengaduan on that day.
    """
    officer = find_signer(officers, PETUGAS, page.day, page.officer)
    if officer is None:
        raise NoSignerError(KEY, PETUGAS, page.day)
    tables = (page.summary, page.by_channel, page.by_permit, page.by_step, page.overdue)
    return {
        **office_texts(settings, officers, page.day),
        "tanggal_hari": day_date(page.day),
        "tanda_tangan": signature(officers, officer, page.day),
        **{
            name: [dict(zip(columns, row, strict=False)) for row in rows]
            for (name, columns), rows in zip(COLUMNS.items(), tables, strict=True)
        },
    }
