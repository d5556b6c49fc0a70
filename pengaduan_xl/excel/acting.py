"""How a button's act is done on a case or on several, shown on the form, and told to the officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.correspondence.due import letters_due, own_details
from pengaduan_xl.correspondence.files import LetterNotWrittenError, LettersNotWrittenError
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.domain.refusals import moment_text
from pengaduan_xl.errors import NotFoundError, PengaduanError
from pengaduan_xl.excel.forms import NoCaseError
from pengaduan_xl.register.opened import SHOWN
from pengaduan_xl.reports.reasons import step_reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from pengaduan_xl.desk import Desk, Entry, Outcome
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.excel.forms import CaseEntry, CaseForm
    from pengaduan_xl.excel.host import Host
    from pengaduan_xl.register.open_book import Change

NOT_TIDIED = "Isian lembar tidak dapat dikosongkan; kosongkan sendiri, jangan dicatat lagi."


class NoLetterDueError(NotFoundError):
    """The step at hand asks for no letter that is not made yet."""

    def __init__(self, number: str) -> None:
        super().__init__(
            "Tidak ada surat yang harus dibuat pada tahap ini",
            "Untuk surat lain, isi namanya pada Surat di Meja Kerja",
            where=number,
        )


def on_case(host: Host, done: str, act: Callable[[Desk, CaseEntry], Outcome]) -> str:
    """Do an act on the case of Meja Kerja."""
    form = host.case_form()
    on = form.read()
    if not on.number:
        raise NoCaseError
    host.register.expect(on.number)
    with host.desk() as desk:
        host.register.look_at(on.number)
        outcome = act(desk, on)
        save(host, desk, lambda: [*form.cleared(), *shown_case(host, desk, form, on.number)[0]])
    return told_of(done, outcome, desk, host)


def save(host: Host, desk: Desk, tidied: Callable[[], list[Change]]) -> None:
    """Save an act and empty its form, even where only a letter's file could not be written.

    What was entered once must not stand there to be entered again.
    """
    try:
        desk.save()
    except (LetterNotWrittenError, LettersNotWrittenError):
        host.finally_show(tidied(), NOT_TIDIED)
        raise
    host.finally_show(tidied(), NOT_TIDIED)


def shown_case(host: Host, desk: Desk, form: CaseForm, number: str) -> tuple[list[Change], str]:
    """Return what shows on Meja Kerja how a case stands, and that in a line."""
    office = desk.ledger.office
    progress = replay(desk.ledger.case(number).events)
    state, _ = state_of(office, progress)
    reasons = step_reasons(office, progress) if state.step_due else []
    left = _time_left(office.hours, host.now(), state.step_due) if state.step else ""
    keys = [field.key for letter in letters_due(desk.ledger, number) for field in letter.fields]
    changes = form.shown(number, left, "; ".join(reasons), list(dict.fromkeys(keys)))
    where = f"tahap {state.step}" if state.step else state.status
    return changes, f"{number}: {where}. {left}".rstrip()


def on_rows(
    host: Host, numbers: Sequence[str], done: str, act: Callable[[Desk, str], Outcome]
) -> str:
    """Do an act on several cases; one that is refused does not keep back the others."""
    made: list[Outcome] = []
    refused: list[str] = []
    with host.desk() as desk:
        for number in numbers:
            try:
                host.register.look_at(number)
                made.append(act(desk, number))
            except PengaduanError as error:
                refused.append(str(error))
        desk.save()
    host.files += [file for outcome in made for file in outcome.files]
    if len(made) == 1 and not refused:
        return told_of(done, made[0], desk, host)
    if refused:
        host.warn("\n".join(refused))
    numbers_done = ", ".join(outcome.complaint.number for outcome in made)
    told = f"{len(made)} pengaduan: {done} ({numbers_done})." if made else "Tidak ada yang ditulis."
    return " ".join([told, f"{len(refused)} ditolak." if refused else "", *desk.notices]).strip()


def told_of(done: str, outcome: Outcome, desk: Desk, host: Host) -> str:
    """Return the status line of an act: what was done, the next step, its deadline, files, notices."""
    state = outcome.state
    words = [f"{outcome.complaint.number}: {done}."]
    if state.step is None:
        words.append(f"Status: {state.status}.")
    else:
        words.append(f"Tahap {state.step}: {outcome.step_name} ({state.role}).")
        due = moment_text(state.step_due) if state.step_due else "berhenti selama menunggu"
        words.append(f"Tenggat: {due}.")
    if outcome.files:
        words.append(f"Surat: {', '.join(file.name for file in outcome.files)}.")
    host.files += [file for file in outcome.files if file not in host.files]
    return " ".join([*words, *outcome.warnings, *desk.notices])


def make_due(
    desk: Desk, number: str, entry: Entry, fields: Mapping[str, str] | None = None
) -> Outcome:
    """Make the letters that the step at hand asks for, each with those of the fields that are its own.

    What one of them lacks, or a template that fails, keeps back all of them.
    """
    due = letters_due(desk.ledger, number)
    if not due:
        raise NoLetterDueError(number)
    wanted = {letter.key: own_details(letter, fields or {}) for letter in due}
    return desk.letters(number, wanted, entry)


def some(numbers: Sequence[str]) -> str:
    """Return numbers in words, the first few of them."""
    rest = f", dan {len(numbers) - SHOWN} lagi" if len(numbers) > SHOWN else ""
    return ", ".join(numbers[:SHOWN]) + rest


def _time_left(hours: OfficeHours, now: datetime, due: datetime | None) -> str:
    """Return how much office time is left of a deadline, in words."""
    if due is None:
        return "Waktu tahap berhenti."
    minutes = hours.minutes_between(min(now, due), max(now, due))
    words = f"{minutes // 60} jam {minutes % 60} menit kerja"
    return f"Lewat {words}." if due < now else f"Sisa {words}."
