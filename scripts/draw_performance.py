"""Draw the picture of docs/laporan.md that shows the report on performance: its first page.

What it needs stands in ``scripts.drawing``:

    python scripts/draw_performance.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from pengaduan_xl.demo.office import make_demo
from pengaduan_xl.demo.play import LAST_MOMENT
from pengaduan_xl.reporting.performance import make_performance
from pengaduan_xl.reports.period import Period
from scripts.drawing import PICTURES, draw_page


def draw(target: Path) -> None:
    """Draw the first page of a year's report."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        demo = make_demo(folder / "kantor", lambda *_: None)
        year = Period.of_year(LAST_MOMENT.year)
        file = make_performance(demo.register, year, LAST_MOMENT).file
        draw_page(file, target / "kinerja.png", folder, ["LAPORAN KINERJA"])


if __name__ == "__main__":
    draw(PICTURES)
