"""One report in a process of its own: ``report_run.py WAY REGISTER`` prints its seconds and its most MB."""

from __future__ import annotations

import re
import sys
import time
from datetime import date, datetime
from pathlib import Path

DAY = date(2026, 2, 2)
NOW = datetime.fromisoformat("2026-06-01T10:00")


def calamine(register: Path) -> None:
    """Read all sheets with calamine alone."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(register)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def rekap(register: Path) -> None:
    """Make a past day's recap: its row in the register and its files."""
    from pengaduan_xl.reporting.recap import make_recap

    make_recap(register, DAY, "", lambda: NOW)


def terlambat(register: Path) -> None:
    """Make the overdue list."""
    from pengaduan_xl.reporting.overdue import make_overdue

    make_overdue(register, NOW)


def analis(register: Path) -> None:
    """Make the recap as an analyst mostly does, a look through Riwayat for each case."""
    import analyst_script

    sheets = analyst_script.read(register)
    analyst_script.recap_by_case(sheets, DAY, register.with_name("rekap-analis.xlsx"))


def analis_cermat(register: Path) -> None:
    """Make the recap as a careful analyst does, in one pass."""
    import analyst_script

    sheets = analyst_script.read(register)
    analyst_script.recap(sheets, DAY, register.with_name("rekap-analis.xlsx"))


def analis_terlambat(register: Path) -> None:
    """List what is overdue as an analyst does."""
    import analyst_script

    sheets = analyst_script.read(register)
    analyst_script.overdue(sheets, NOW, register.with_name("terlambat-analis.xlsx"))


WAYS = {
    way.__name__: way
    for way in (calamine, rekap, terlambat, analis, analis_cermat, analis_terlambat)
}

if __name__ == "__main__":
    start = time.perf_counter()
    WAYS[sys.argv[1]](Path(sys.argv[2]))
    seconds = time.perf_counter() - start
    # What resource tells begins with what the process that started this one had in memory.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    print(seconds, int(peak[1]) / 1024 if peak else 0)
