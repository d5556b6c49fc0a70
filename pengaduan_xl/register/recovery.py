"""What of the journal a register lacks, and how it is brought in: each act as a whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.findings import cell_text
from pengaduan_xl.errors import BusyFileError, PengaduanError
from pengaduan_xl.register.list_rows import IDENTITY
from pengaduan_xl.register.operations import LetterCell, NewEvent, NewRow, RecapRow
from pengaduan_xl.register.schema import FIELDS, REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.register.journal.content import Entry, JournalContent
    from pengaduan_xl.register.ledger import Ledger
    from pengaduan_xl.register.operations import Operation

Renewed = dict[str, tuple[int, str]]
"""No. Urut and Sidik that events were given anew, by their old Sidik."""


class ActConflictError(BusyFileError):
    """An act of the journal does not go with what the register says now."""

    def __init__(self, entry: Entry, reason: str) -> None:
        self.entry = entry
        super().__init__(
            f"Tindakan di jurnal bertentangan dengan isi register ({reason})",
            "Lihat kasusnya; bila tindakan itu tidak berlaku lagi, jalankan: pengaduan pulihkan --tolak",
            where=str(entry),
        )


def lacking(ledger: Ledger, journals: Iterable[JournalContent]) -> list[Entry]:
    """Return the acts that a register lacks of its journals, oldest first.

    Those that were entered once are lost, the others wait to be entered.
    """
    wanted = [entry for journal in journals for entry in journal.wanted()]
    newest = {
        item.day: entry
        for entry in wanted
        for item in entry.operations
        if isinstance(item, RecapRow)
    }
    return [
        entry
        for entry in wanted
        if lacks(ledger, entry)
        and all(
            newest[item.day] is entry for item in entry.operations if isinstance(item, RecapRow)
        )
    ]


def sealed_anew(ledger: Ledger, journals: Iterable[JournalContent]) -> Renewed:
    """Return what the register holds under another No. Urut and Sidik than the journals say.

    That is so when a session was killed after it had brought an act in and before it noted the new ones.
    """
    events = (event for one in journals for entry in one.wanted() for event in entry.events)
    twins = ((event.digest, ledger.chain.twin(event)) for event in events)
    return {old: twin for old, twin in twins if twin is not None}


def lacks(ledger: Ledger, entry: Entry) -> bool:
    """Return whether a part of an act is not in the register."""
    return any(not _holds(ledger, operation, entry) for operation in entry.operations)


def bring_in(ledger: Ledger, entry: Entry, renewed: Renewed) -> None:
    """Enter what the register lacks of an act; it is not saved yet, nor are derived columns refreshed.

    Events go to their own place in the chain where that is free; else they are numbered and sealed anew,
    provided that their case stands as it stood when the act was done.

    Args:
        ledger: The register.
        entry: The act.
        renewed: Filled with the events that were sealed anew.

    Raises:
        ActConflictError: The case has moved on, or a number was given to something else.
    """
    _check(ledger, entry, renewed)
    is_last = _goes_last(ledger, entry)
    for operation in entry.operations:
        if isinstance(operation, NewEvent):
            if not ledger.chain.holds(operation.event):
                event = ledger.chain.settle(operation.event)
                if event != operation.event:
                    renewed[operation.event.digest] = (event.seq, event.digest)
                ledger.apply(NewEvent(event))
        elif not _stands(ledger, operation, entry, is_last=is_last):
            ledger.apply(operation)


class Conflict(NamedTuple):
    """An act that could not be brought in, and why."""

    entry: Entry
    reason: PengaduanError


def bring_all(
    ledger: Ledger, entries: Iterable[Entry], renewed: Renewed, *, is_written: bool = False
) -> list[Conflict]:
    """Bring in acts one after the other; return those that could not be, of which nothing is entered.

    Derived columns are brought up to date unless the acts are in the workbook already (``is_written``).
    """
    conflicts = []
    for entry in entries:
        try:
            bring_in(ledger, entry, renewed)
            if not is_written:
                for number in {event.number for event in entry.events} - ledger.content.broken:
                    ledger.refresh(number)
        except PengaduanError as error:
            conflicts.append(Conflict(entry, error))
    return conflicts


def places_in(
    entries: Iterable[Entry], conflicts: Iterable[Conflict], renewed: Renewed
) -> list[int]:
    """Return the places in the journal of acts to be marked as entered: not those that could not be."""
    not_in = {conflict.entry.place for conflict in conflicts}
    return [
        entry.place
        for entry in entries
        if entry.place not in not_in
        and not (entry.entered and {event.digest for event in entry.events}.isdisjoint(renewed))
    ]


def _check(ledger: Ledger, entry: Entry, renewed: Renewed) -> None:
    """Refuse an act that does not go with the register, before any of it is entered."""
    chain = ledger.chain
    absent = next((event for event in entry.events if not chain.holds(event)), None)
    if absent is not None and not chain.fits(absent):
        base = _base(entry, absent, renewed)
        if chain.last_of(absent.number) != base:
            raise ActConflictError(entry, _reason(ledger, absent.number, base))
    _check_rows(ledger, entry)


def _check_rows(ledger: Ledger, entry: Entry) -> None:
    """Refuse an act whose numbers are taken, or whose complaint has no row in Register."""
    rows = [item for item in entry.operations if isinstance(item, NewRow)]
    for row in rows:
        if row.table != REGISTER.name and ledger.lists.is_taken(row):
            number = cell_text(row.values.get("Nomor Surat") or row.values.get("No. Agenda"))
            raise ActConflictError(entry, f"nomor {number} sudah dipakai surat lain")
    brought = {row.values.get("No. Register") for row in rows if row.table == REGISTER.name}
    for event in entry.events:
        if event.number not in brought and not ledger.has_row(event.number):
            raise ActConflictError(entry, f"baris {event.number} tidak ada di Register")


def _goes_last(ledger: Ledger, entry: Entry) -> bool:
    """Return whether what is missing of an act comes after all that Riwayat has of its case."""
    chain = ledger.chain
    absent = next((event for event in entry.events if not chain.holds(event)), None)
    if absent is None:
        return False
    return chain.last_seq_of(absent.number) < absent.seq or not chain.fits(absent)


def _stands(ledger: Ledger, operation: Operation, entry: Entry, *, is_last: bool) -> bool:
    """Return whether a row or cell beside an act's events is in place, or a later act put another there."""
    if isinstance(operation, LetterCell):
        return not is_last
    if is_last and isinstance(operation, NewRow) and operation.table == FIELDS.name:
        number, step, key, value = (
            cell_text(operation.values.get(heading)) for heading in IDENTITY[FIELDS.name]
        )
        return ledger.fields(number, int(step)).get(key) == value
    return _holds(ledger, operation, entry, strict=True)


def _base(entry: Entry, event: Event, renewed: Renewed) -> str:
    """Return the Sidik of the event of the same case that comes before an act's event, as it is now."""
    base = entry.bases.get(event.number, "")
    for earlier in entry.events[: entry.events.index(event)]:
        base = earlier.digest if earlier.number == event.number else base
    return renewed[base][1] if base in renewed else base


def _reason(ledger: Ledger, number: str, base: str) -> str:
    if not base:
        return f"No. Register {number} sudah dipakai pengaduan lain"
    if not ledger.chain.has(number):
        return f"pengaduan {number} tidak ada di Riwayat"
    return f"pengaduan {number} sudah berlanjut dengan tindakan lain"


def _holds(ledger: Ledger, operation: Operation, entry: Entry, *, strict: bool = False) -> bool:
    """Return whether a register has what an operation of an act writes.

    Rows of the agendas and of Isian are staff's to mend once they were entered, which the act's events
    tell, and a recap may be made anew; ``strict`` asks for them all the same.
    """
    if isinstance(operation, NewEvent):
        return ledger.chain.holds(operation.event)
    if isinstance(operation, LetterCell):
        return True  # its event stands for it
    if isinstance(operation, RecapRow):
        same = None if entry.entered else operation.values
        return ledger.lists.has_recap(operation.day, same)
    if operation.table == REGISTER.name:
        return ledger.has_row(cell_text(operation.values.get("No. Register")))
    if not strict and (entry.entered or entry.events):
        return True
    return ledger.lists.holds(operation)
