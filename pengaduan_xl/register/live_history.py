"""Riwayat of an open workbook beside what its file and the journal tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import Event
from pengaduan_xl.domain.row_cells import as_date
from pengaduan_xl.errors import BusyFileError, UnusableFileError
from pengaduan_xl.register.operations import RecapRow
from pengaduan_xl.register.rows import typed_rows
from pengaduan_xl.register.schema import HISTORY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.register.holdings import Holdings
    from pengaduan_xl.register.journal.content import Entry
    from pengaduan_xl.register.live_table import LiveTable
    from pengaduan_xl.register.rows import TypedRows

Rows = tuple[int, list[list["CellValue"]]]
"""Number of the first row, and rows."""


class StaleBookError(BusyFileError):
    """The open workbook lacks acts that its file has: it was opened before they were written."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(
            f"Buku kerja yang terbuka lebih lama dari berkasnya ({count} baris Riwayat kurang)",
            "Tutup tanpa menyimpan, lalu buka lagi",
            where=name,
        )


class UnknownRowsError(UnusableFileError):
    """Riwayat of the open workbook has rows that neither its file nor the journal knows."""

    def __init__(self, rows: Sequence[int]) -> None:
        super().__init__(
            f"Baris {', '.join(map(str, rows[:5]))} tidak dikenal jurnal",
            "Riwayat tidak diketik; hapus baris itu, atau simpan lalu jalankan Periksa Register",
            where=HISTORY.sheet,
        )


class Comparison(NamedTuple):
    """What the open workbook has, lacks, and has of its own.

    Attributes:
        there: Acts that the file lacks and the open workbook has.
        absent: Acts that both lack.
        gone: Number of events of the file that the open workbook lacks.
        strange: Row numbers of Riwayat that neither file nor journal knows.
    """

    there: list[Entry]
    absent: list[Entry]
    gone: int
    strange: list[int]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is amiss."""
        return not (self.gone or self.strange or any(entry.entered for entry in self.absent))


def compare(
    history: LiveTable,
    recaps: Callable[[], LiveTable],
    held: Holdings,
    missing: Sequence[Entry],
) -> Comparison:
    """Compare the open workbook with its file and the acts that the file lacks.

    Only the end of Riwayat is read; what is amiss there is looked for in all its rows, since staff may have
    sorted them.
    """
    found = _compare(history, recaps, held, missing, history.tail())
    return found if found.is_sound else _compare(history, recaps, held, missing, history.all())


def _compare(
    history: LiveTable,
    recaps: Callable[[], LiveTable],
    held: Holdings,
    missing: Sequence[Entry],
    rows: Rows,
) -> Comparison:
    typed = typed_rows(history.as_read(*rows))
    events = list(map(Event._make, zip(*typed.columns, strict=True)))
    live = {event.digest for event in events}
    there = [
        entry
        for entry in missing
        if all(event.digest in live for event in entry.events)
        and (entry.events or (entry.entered and _has_recaps(recaps(), entry)))
    ]
    absent = [entry for entry in missing if entry not in there]
    known = {event.digest for entry in there for event in entry.events}
    strange = _strange(held, typed, events, known)
    return Comparison(there, absent, _gone(held, events, live), strange)


def _strange(
    held: Holdings, typed: TypedRows, events: Sequence[Event], known: set[str]
) -> list[int]:
    """Return the rows that the file has not, neither whole nor damaged, nor acts beside it."""
    damaged = dict(held.damaged_sidik())
    strange = []
    for row, event in zip(typed.numbers, events, strict=True):
        if row in typed.bad and damaged.get(event.digest):
            damaged[event.digest] -= 1
        elif row in typed.bad or not (event.digest in known or held.knows(event.digest)):
            strange.append(row)
    return strange


def _gone(held: Holdings, events: Sequence[Event], live: set[str]) -> int:
    """Return how many events of the file the open workbook lacks, by what was read of it.

    Where Riwayat was not sorted, the file's lowest row comes first and none of its others comes after.
    """
    lowest = held.lowest_sidik()
    if lowest is None:
        return 0
    if events and events[0].digest == lowest and not any(held.knows(e.digest) for e in events[1:]):
        return 0
    return held.absent_from(live)


def _has_recaps(table: LiveTable, entry: Entry) -> bool:
    """Return whether Rekap Harian has the days of an act."""
    days = {as_date(values.get("Tanggal")) for _, values in table.rows()}
    return all(item.day in days for item in entry.operations if isinstance(item, RecapRow))
