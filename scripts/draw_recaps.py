"""Draw the pictures of docs/laporan.md that show recaps: charts of a day and of a month.

What it needs stands in ``scripts.drawing``:

    python scripts/draw_recaps.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from pengaduan_xl.demo.office import make_demo
from pengaduan_xl.demo.play import LAST_MOMENT
from pengaduan_xl.reporting.period_recap import make_period
from pengaduan_xl.reports.period import Month, Period
from scripts.drawing import PICTURES, draw_page

FIRST_CHART = "Sisa pengaduan pada akhir tiap hari", "Pengaduan terbuka menurut tahap"
"""Titles on the first page of charts, of a month and of a day."""


def draw(target: Path) -> None:
    """Draw the first page with charts of both recaps as small PNGs."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = make_demo(folder / "kantor", lambda *_: None)
        month = Period.of_month(Month(LAST_MOMENT.year, LAST_MOMENT.month))
        of_month = make_period(demo.register, month, "", LAST_MOMENT).file
        for file, picture in ((of_month, "rekap-bulanan"), (demo.recap, "rekap")):
            draw_page(file, target / f"{picture}.png", folder, FIRST_CHART)


if __name__ == "__main__":
    draw(PICTURES)
