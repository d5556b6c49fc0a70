"""The page for the wall as a use case: read the register, count, write the page in the folder of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.reports.board import board_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.reports.board import Board

PAGE = "papan.html"
"""Always the same name, so that the screen on the wall need not be told of a new one."""


class MadeBoard(NamedTuple):
    """What the page shows, its file, the numbers left out since their rows are broken, and notices."""

    board: Board
    file: Path
    left_out: tuple[str, ...]
    notices: tuple[str, ...]


def make_board(path: Path, moment: datetime) -> MadeBoard:
    """Make the page ``laporan/papan.html`` of a register as it is at ``moment``, naive WIB.

    Raises:
        PengaduanError: The register cannot be used, or the page cannot be written.
    """
    ledger, notices = read_ledger(path)
    return write_board_of(ledger, RegisterFile(path).path.parent, moment, notices)


def write_board_of(
    ledger: Ledger, office_folder: Path, moment: datetime, notices: Sequence[str] = ()
) -> MadeBoard:
    """Make that page of a register that was read, in the office's folder."""
    from pengaduan_xl.reports.board_page import board_html
    from pengaduan_xl.reports.export import write_file

    left_out = tuple(sorted(ledger.content.broken))
    percent = ledger.settings.due_soon_percent
    board = board_of(ledger.cases(), ledger.office, moment, percent, len(left_out))
    file = office_folder / REPORT_FOLDER / PAGE
    write_file(file, board_html(board, ledger.settings))
    return MadeBoard(board, file, left_out, tuple(notices))
