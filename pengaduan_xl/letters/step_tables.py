"""Tables of a case's steps: the control card, and the checklist of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import NO, YES, EventKind
from pengaduan_xl.domain.procedure_sheet import split_items
from pengaduan_xl.letters.fields import BadFieldError, split_line
from pengaduan_xl.wording import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.domain.procedure import Procedure
    from pengaduan_xl.letters.job import LetterJob

TICK = "√"
"""Mark in a column Ya or Tidak, from a character that Arial has."""

CHECKLIST = "kelengkapan_berkas"


def control_card(job: LetterJob, _: Mapping[str, object]) -> dict[str, object]:
    """Return the steps with their deadlines: as they were for steps done, as planned for those to come."""
    rows = []
    start = job.case.complaint.received
    done = _finished(job.case.events)
    for step in _procedure(job).steps:
        ended = done.get(step.number)
        if ended is not None and ended.due is not None:
            due, start = ended.due, ended.happened
        elif step.number == job.state.step and job.state.step_due is not None:
            due = start = job.state.step_due
        else:
            due = start = job.office.hours.deadline(start, *step.span, step.day_rule).at
        rows.append(
            {
                "no": str(step.number),
                "nama": step.name,
                "pelaksana": step.role,
                "waktu": f"{step.amount} {step.unit}",
                "tenggat": moment(due),
                "selesai": moment(ended.happened) if ended else "",
            }
        )
    return {"tahapan": rows}


def verification(job: LetterJob, context: Mapping[str, object]) -> dict[str, object]:
    """Return the checklist as typed, else what the SOP's earlier steps and the register tell."""
    typed = context[CHECKLIST]
    lines = [_typed_line(job, line) for line in typed] if isinstance(typed, list) else []
    return {CHECKLIST: lines or [*_of_steps(job), *_of_register(job)]}


def _typed_line(job: LetterJob, line: str) -> dict[str, str]:
    name, answer, *rest = [*split_line(line), "", ""]
    if not name or answer.casefold() not in {YES.casefold(), NO.casefold()}:
        problem = f"memuat baris yang bukan Nama | Ya atau Tidak: '{line}'"
        raise BadFieldError(job.letter.key, job.letter.field(CHECKLIST), problem)
    note = ", ".join(part for part in rest if part)
    return _line(name, note, present=answer.casefold() == YES.casefold())


def _of_steps(job: LetterJob) -> list[dict[str, str]]:
    """Return the completeness lists of the steps before this letter's, as they were ticked at their end."""
    done = _finished(job.case.events)
    lines = []
    for step in _procedure(job).steps:
        ended = done.get(step.number)
        if step.number >= job.letter.step:
            continue
        ticked = {item.casefold() for item in split_items(ended.completeness)} if ended else set()
        lines += [_line(item, "", present=item.casefold() in ticked) for item in step.completeness]
    return lines


def _of_register(job: LetterJob) -> list[dict[str, str]]:
    given = job.case.complaint
    reach = given.phone or given.email or given.address
    lines = [
        _line("Identitas dan alamat pengadu", "", present=bool(given.name and reach)),
        _line("Uraian pengaduan", "", present=bool(given.description)),
        _line("Bukti pendukung", "", present=bool(given.evidence)),
    ]
    proxy = [_line("Surat kuasa", "Diperiksa pada berkas", present=None)] if given.proxy else []
    return lines + proxy


def _line(name: str, note: str, *, present: bool | None) -> dict[str, str]:
    return {
        "nama": name,
        "ya": TICK if present else "",
        "tidak": TICK if present is False else "",
        "keterangan": note,
    }


def _finished(events: Sequence[Event]) -> dict[int, Event]:
    """Return the event that ended each step; a file given back has its later steps still to come."""
    done: dict[int, Event] = {}
    for event in events:
        if event.kind == EventKind.FINISHED:
            done[event.step] = event
        elif event.kind == EventKind.RETURNED and event.next_step is not None:
            done = {step: ended for step, ended in done.items() if step < event.next_step}
    return done


def _procedure(job: LetterJob) -> Procedure:
    version = next((event.version for event in job.case.events if event.version), "")
    return job.office.procedure(version)
