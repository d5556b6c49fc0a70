"""Rows of Rekap Harian next to a day's that do not add up with it any more, as something was entered late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.register.schema import RECAP
from pengaduan_xl.reports.daily import daily_recap
from pengaduan_xl.wording import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.ledger import Ledger

CLOSING, OPENING = "Sisa", "Sisa Kemarin"
NOTICE = (
    "Rekap Harian {day} memuat {heading} {written}, sedangkan menurut Riwayat kini {true}. "
    "Buat ulang: pengaduan rekap --tanggal {day}"
)


def stale_recaps(ledger: Ledger, day: date) -> Iterator[str]:
    """Yield notices about the rows of the nearest days before and after ``day`` that are not right any more.

    The row before must close, and the row after open, with what Riwayat says by now; then the balances of
    the sheet add up from day to day.
    """
    rows = {
        as_date(row.values.get("Tanggal")): row.values for row in ledger.content.list_rows(RECAP)
    }
    days = sorted(other for other in rows if other is not None)
    before = [(other, CLOSING) for other in days if other < day][-1:]
    after = [(other, OPENING) for other in days if other > day][:1]
    for other, heading in (*before, *after):
        written = rows[other].get(heading)
        true = daily_recap(ledger.cases(), ledger.office, other).row()[heading]
        if written != true:
            yield NOTICE.format(
                day=short_date(other), heading=heading, written=_shown(written), true=true
            )


def _shown(value: CellValue) -> str:
    if value is None or value == "":
        return "kosong"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
