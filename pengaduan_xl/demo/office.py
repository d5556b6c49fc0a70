"""The demo office (*contoh*) as a whole: folder, play, and the last day's reports."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.demo.cast import load_texts, officer_rows
from pengaduan_xl.demo.play import FIRST_DAY, LAST_MOMENT, Clock, Play
from pengaduan_xl.desk import Desk
from pengaduan_xl.domain.complaint import Status
from pengaduan_xl.domain.progress import replay
from pengaduan_xl.office_folder import make_office
from pengaduan_xl.reporting.overdue import make_overdue
from pengaduan_xl.reporting.recap import make_recap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 2026


class DemoOffice(NamedTuple):
    """What the demo made."""

    register: Path
    complaints: int
    by_status: dict[str, int]
    acts: int
    letters: int
    recap: Path
    overdue_file: Path
    overdue: int


def make_demo(folder: Path, progress: Callable[[int, int], None], seed: int = SEED) -> DemoOffice:
    """Make a demo office in ``folder``: register, letters, the last day's recap and overdue list.

    Args:
        folder: Must not hold a register yet.
        progress: Called with days played and days in all.
        seed: Decides all that is left to chance.

    Raises:
        FolderInUseError: The folder already holds a register.
    """
    register = make_office(folder, officer_rows())
    clock = Clock(FIRST_DAY)
    with Desk(register, clock.now) as desk:
        play = Play(desk, clock, random.Random(seed))
        play.run(load_texts(), progress)
        desk.save()
        cases = desk.ledger.cases()
    clock.moment = LAST_MOMENT
    recap = make_recap(register, LAST_MOMENT.date(), "", clock.now)
    overdue = make_overdue(register, LAST_MOMENT)
    statuses = Counter(str(replay(case.events).status) for case in cases)
    return DemoOffice(
        register,
        len(cases),
        {str(status): statuses[status] for status in Status if statuses[status]},
        sum(len(case.events) for case in cases),
        sum(len(replay(case.events).documents) for case in cases),
        recap.file,
        overdue.file,
        len(overdue.rows),
    )
