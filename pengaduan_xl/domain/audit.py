"""What is wrong in a register: every rule is checked on every row, nothing stops at the first finding.

The audit reads and never mends; each finding says where it is and what to do about it.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.calendar import HOURS_SHEET
from pengaduan_xl.domain.chain import digest
from pengaduan_xl.domain.complaint import CaseState, Complaint, Event, EventKind
from pengaduan_xl.domain.documents import parse_document
from pengaduan_xl.domain.event_flow import NOT_ON_HOLD, ONLY_ON_HOLD, flow_row, follows_flow
from pengaduan_xl.domain.findings import CellValue, Finding
from pengaduan_xl.domain.office import Office, UnknownVersionError
from pengaduan_xl.domain.office_hours import NoWorkingDayError
from pengaduan_xl.domain.progress import NoReceiptError, replay, state_of
from pengaduan_xl.domain.refusals import moment_text
from pengaduan_xl.errors import PengaduanError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

RESTORE = "Kembalikan isi semula dari cadangan; Riwayat tidak diubah dengan tangan"
REBUILD = "Kembalikan sel itu; kolom ini dihitung dari Riwayat"
RECOUNT = (
    "Sel diubah, atau jam kerja dan hari libur berubah sejak dicatat; "
    "tindakan berikutnya memperbaruinya"
)

DEADLINES = ("step_due", "case_due", "statutory_due")


class Placed(NamedTuple):
    """An event with the function that gives the address of its cell under a heading."""

    event: Event
    address: Callable[[str], str]

    def finding(self, heading: str, problem: str, remedy: str = RESTORE) -> Finding:
        """Return a finding at the event's cell under ``heading``."""
        return Finding("Riwayat", self.address(heading), self.event.number, problem, remedy)


class RecordedCase(NamedTuple):
    """A row of Register: the complaint, what its derived columns say, and its cells' addresses."""

    complaint: Complaint
    state: CaseState
    address: Callable[[str], str]


def audit(
    office: Office,
    cases: Sequence[RecordedCase],
    events: Sequence[Placed],
    headings: Mapping[str, str],
    now: datetime,
) -> list[Finding]:
    """Check a register against its own Riwayat, SOP, calendar and people.

    Args:
        office: The rules in force.
        cases: Rows of Register.
        events: Rows of Riwayat by No. Urut.
        headings: Heading of each derived field of Register.
        now: This moment, naive WIB; nothing may have happened after it.
    """
    by_number: dict[str, list[Placed]] = {}
    for placed in events:
        by_number.setdefault(placed.event.number, []).append(placed)
    findings = [*_calendar(office, now), *_chain(events), *_numbering(events)]
    for history in by_number.values():
        findings += _times(history, now)
        findings += _order(office, history)
        findings += _people(office, history)
        findings += _documents(history)
    findings += _cases(office, cases, by_number, headings)
    return findings


def _calendar(office: Office, now: datetime) -> Iterator[Finding]:
    """Check that office time can be computed at all, once for all cases."""
    try:
        office.hours.is_open(now)
    except PengaduanError as error:
        yield Finding(error.where or HOURS_SHEET, "", "", error.problem, error.remedy)


def _chain(events: Sequence[Placed]) -> Iterator[Finding]:
    """Check every row's Sidik against the Sidik written in the row before it, so each edit shows once."""
    previous = ""
    for placed in events:
        if digest(placed.event, previous) != placed.event.digest:
            yield placed.finding(
                "Sidik", f"Sidik baris {placed.event.seq} tidak cocok dengan isinya"
            )
        previous = placed.event.digest


def _numbering(events: Sequence[Placed]) -> Iterator[Finding]:
    """Check that No. Urut runs from 1 without gap or repetition."""
    expected = 1
    for placed in events:
        seq = placed.event.seq
        if seq < expected:
            yield placed.finding("No. Urut", f"No. Urut {seq} ada dua kali atau salah")
        elif seq > expected:
            gone = str(expected) if seq == expected + 1 else f"{expected}–{seq - 1}"
            yield placed.finding("No. Urut", f"Baris No. Urut {gone} hilang")
        expected = max(expected, seq + 1)


def _times(history: Sequence[Placed], now: datetime) -> Iterator[Finding]:
    """Check the two clocks of each event and their order."""
    last: Event | None = None
    for placed in history:
        event = placed.event
        if event.happened > event.recorded:
            yield placed.finding("Waktu Kejadian", "Waktu kejadian sesudah waktu dicatat")
        if event.recorded > now:
            yield placed.finding(
                "Waktu Dicatat", f"Waktu dicatat {moment_text(event.recorded)} belum tiba"
            )
        if last is not None and event.happened < last.happened:
            yield placed.finding("Waktu Kejadian", "Waktu kejadian mendahului peristiwa sebelumnya")
        if event.started and event.finished and event.finished < event.started:
            yield placed.finding("Selesai", "Selesai mendahului Mulai")
        last = event


def _order(office: Office, history: Sequence[Placed]) -> Iterator[Finding]:
    """Check that each event begins where the one before it ended and follows a row of Alur."""
    first = history[0].event
    if first.kind != EventKind.RECEIVED:
        yield history[0].finding("Peristiwa", "Riwayat pengaduan tidak diawali 'Diterima'")
    procedure = office.procedures.get(first.version)
    if procedure is None:
        remedy = "Lengkapi lembar SOP dan Alur dengan versi itu"
        yield history[0].finding("Versi SOP", f"Versi SOP '{first.version}' tidak ada", remedy)
        return
    step: int | None = first.step
    on_hold = False
    for placed in history:
        event = placed.event
        yield from _position(placed, step, is_first=placed is history[0])
        if (on_hold and event.kind in NOT_ON_HOLD) or (not on_hold and event.kind in ONLY_ON_HOLD):
            state = "sedang" if on_hold else "tidak sedang"
            yield placed.finding("Peristiwa", f"'{event.kind}' saat pengaduan {state} ditunda")
        if not follows_flow(procedure, event):
            yield placed.finding(
                "Tahap Berikut", f"'{event.kind}' dari tahap {event.step} tidak sesuai lembar Alur"
            )
        if event.kind != EventKind.LETTER:
            step, on_hold = event.next_step, event.kind == EventKind.HELD


def _position(placed: Placed, step: int | None, *, is_first: bool) -> Iterator[Finding]:
    """Check an event against the step that the case was in, ``None`` once it had ended."""
    event = placed.event
    if step is None:
        yield placed.finding("Peristiwa", "Ada peristiwa sesudah pengaduan berakhir")
    elif event.step != step:
        yield placed.finding("Tahap", f"Tahap {event.step} dicatat, seharusnya tahap {step}")
    if event.kind == EventKind.RECEIVED and not is_first:
        yield placed.finding("Peristiwa", f"Pengaduan {event.number} diterima dua kali")


def _people(office: Office, history: Sequence[Placed]) -> Iterator[Finding]:
    """Check that whoever acted held a role for it on that day, unless an override says otherwise."""
    for placed in history:
        event = placed.event
        day = event.happened.date()
        rows = [row for row in office.officers if row.name == event.officer and row.holds_on(day)]
        if not rows:
            problem = f"Pelaksana '{event.officer}' tidak ada di Pegawai pada {day:%d/%m/%Y}"
            yield placed.finding(
                "Pelaksana", problem, "Lengkapi lembar Pegawai dengan masa berlakunya"
            )
            continue
        allowed = _allowed_roles(office, event)
        held = {row.role for row in rows}
        if allowed and held.isdisjoint(allowed) and "peran" not in event.override:
            problem = f"{event.officer} tidak berwenang; yang berwenang: {', '.join(allowed)}"
            yield placed.finding("Pelaksana", problem, "Periksa lembar Pegawai, SOP, dan Alur")


def _allowed_roles(office: Office, event: Event) -> tuple[str, ...]:
    """Return the roles that may do what the event did; empty when anyone may."""
    procedure = office.procedures.get(event.version)
    step = next((s for s in procedure.steps if s.number == event.step), None) if procedure else None
    if procedure is None or step is None:
        return ()
    if event.kind == EventKind.RECEIVED:
        return (step.role,)
    row = flow_row(procedure, event)
    return row.performers(step) if row else ()


def _documents(history: Sequence[Placed]) -> Iterator[Finding]:
    """Check that each letter's note names a file and its SHA-256."""
    for placed in history:
        event = placed.event
        if event.kind == EventKind.LETTER and parse_document(event.document) is None:
            yield placed.finding("Dokumen", "Catatan surat tidak terbaca")


def _cases(
    office: Office,
    cases: Sequence[RecordedCase],
    by_number: Mapping[str, Sequence[Placed]],
    headings: Mapping[str, str],
) -> Iterator[Finding]:
    """Check each row of Register against its events, and that both sheets hold the same numbers."""
    counts = Counter(case.complaint.number for case in cases)
    for case in cases:
        number = case.complaint.number
        where = case.address("No. Register")
        if counts[number] > 1:
            yield Finding(
                "Register", where, number, "No. Register ada dua kali", "Hapus salah satu baris"
            )
        if number in by_number:
            yield from _state(office, case, by_number[number], headings)
        else:
            remedy = "Kembalikan barisnya di Riwayat dari cadangan"
            yield Finding("Register", where, number, "Tidak ada barisnya di Riwayat", remedy)
    for number in sorted(by_number.keys() - counts.keys()):
        placed = by_number[number][0]
        yield placed.finding(
            "No. Register", "Tidak ada barisnya di Register", "Kembalikan dari cadangan"
        )


def _state(
    office: Office, case: RecordedCase, history: Sequence[Placed], headings: Mapping[str, str]
) -> Iterator[Finding]:
    """Compare the derived columns with what the events give."""
    complaint = case.complaint
    try:
        state, _ = state_of(office, replay(placed.event for placed in history))
    except (NoReceiptError, NoWorkingDayError, UnknownVersionError):
        return  # told once already, by the order or the calendar
    except PengaduanError as error:
        where = case.address("No. Register")
        problem = f"Tenggat tidak dapat dihitung: {error.problem}"
        yield Finding("Register", where, complaint.number, problem, error.remedy)
        return
    if complaint.received != history[0].event.happened:
        where = case.address("Tgl/Jam Terima")
        problem = "Tgl/Jam Terima tidak sama dengan Riwayat"
        yield Finding("Register", where, complaint.number, problem, REBUILD)
    for field, heading in _compared(state, headings).items():
        found, derived = getattr(case.state, field), getattr(state, field)
        if (found or None) != (derived or None):
            problem = f"{heading} tertulis {_show(found)}, menurut Riwayat {_show(derived)}"
            remedy = RECOUNT if field in DEADLINES else REBUILD
            yield Finding("Register", case.address(heading), complaint.number, problem, remedy)


def _compared(state: CaseState, headings: Mapping[str, str]) -> dict[str, str]:
    """Return the columns to compare; no act refreshes the deadlines of a closed case any more."""
    is_open = state.status.is_open
    return {f: heading for f, heading in headings.items() if is_open or f not in DEADLINES}


def _show(value: CellValue) -> str:
    if value in {None, ""}:
        return "kosong"
    return moment_text(value) if isinstance(value, datetime) else f"'{value}'"
