"""Whether an event in *Riwayat* did what the sheet Alur lets it do, active today or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import Event, EventKind

if TYPE_CHECKING:
    from pengaduan_xl.domain.procedure import Procedure, Transition

MOVES_OF: dict[str, tuple[str, ...]] = {
    EventKind.FINISHED: ("maju", "lompat"),
    EventKind.RETURNED: ("kembali",),
    EventKind.HELD: ("tunda",),
    EventKind.RESUMED: ("lanjut",),
    EventKind.FORWARDED: ("limpah",),
    EventKind.WITHDRAWN: ("cabut",),
    EventKind.LAPSED: ("anggap cabut",),
}
"""Rows of Alur that may stand behind an event; a receipt and a letter need none."""

STEPPING: frozenset[str] = frozenset({EventKind.FINISHED, EventKind.RETURNED})
ENDING: frozenset[str] = frozenset({EventKind.FORWARDED, EventKind.WITHDRAWN, EventKind.LAPSED})
NOT_ON_HOLD: frozenset[str] = STEPPING | {EventKind.HELD}
ONLY_ON_HOLD: frozenset[str] = frozenset({EventKind.RESUMED, EventKind.LAPSED})


def flow_row(procedure: Procedure, event: Event) -> Transition | None:
    """Return the row of Alur that stands behind what the event did, ``None`` when there is none."""
    steps_on = event.kind in STEPPING
    for move in MOVES_OF.get(event.kind, ()):
        row = procedure.transition(move, event.step, event.next_step if steps_on else None)
        if row is not None and (not steps_on or row.target == event.next_step):
            return row
    return None


def follows_flow(procedure: Procedure, event: Event) -> bool:
    """Return whether the event leads where the SOP lets it lead."""
    if event.kind == EventKind.LETTER:
        return event.next_step == event.step
    if event.kind == EventKind.RECEIVED:
        return event.step == event.next_step == procedure.steps[0].number
    if flow_row(procedure, event) is None:
        return False
    if event.kind in STEPPING:
        return True
    return event.next_step == (None if event.kind in ENDING else event.step)
