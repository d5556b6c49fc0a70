"""What single letters print beyond what all letters share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.officers import digits, holder
from pengaduan_xl.domain.procedure import KEPALA_SEKSI, TIM_TEKNIS
from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.fields import BadFieldError, LetterField
from pengaduan_xl.letters.privacy import EMPTY
from pengaduan_xl.letters.signers import NoSignerError, position_of, team, team_member
from pengaduan_xl.wording import counted, long_date, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pengaduan_xl.domain.complaint import Event
    from pengaduan_xl.letters.job import LetterJob

ADDRESSEES_ON_PAGE = 3
"""More addressees than these go to an attachment."""
ADDRESSEES_ON_SHEET = 25
"""More than these need a second sheet of attachment."""

Texts = dict[str, object]


def items(context: Mapping[str, object], key: str) -> list[str]:
    """Return the lines of a field of kind ``baris`` as the context holds them."""
    value = context[key]
    return value if isinstance(value, list) else []


def _control_card(job: LetterJob, _: Mapping[str, object]) -> Texts:
    """Return the steps with their deadlines: as they were for steps done, as planned for those to come."""
    rows = []
    start = job.case.complaint.received
    done = _finished(job.case.events)
    for step in job.office.procedure(_version(job.case.events)).steps:
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


def _finished(events: tuple[Event, ...]) -> dict[int, Event]:
    """Return the event that ended each step; a file given back has its later steps still to come."""
    done: dict[int, Event] = {}
    for event in events:
        if event.kind == EventKind.FINISHED:
            done[event.step] = event
        elif event.kind == EventKind.RETURNED and event.next_step is not None:
            done = {step: ended for step, ended in done.items() if step < event.next_step}
    return done


def _version(events: tuple[Event, ...]) -> str:
    return next((event.version for event in events if event.version), "")


def _invitation(_: LetterJob, context: Mapping[str, object]) -> Texts:
    """Move many addressees to an attachment; ``tujuan`` are those on the letter itself."""
    invited = items(context, "tujuan")
    if len(invited) <= ADDRESSEES_ON_PAGE:
        return {"tujuan_lampiran": []}
    attached = counted(1, "lembar" if len(invited) <= ADDRESSEES_ON_SHEET else "berkas")
    return {"tujuan": [], "tujuan_lampiran": invited, "lampiran": attached}


def _visit_report(job: LetterJob, context: Mapping[str, object]) -> Texts:
    """Return the team and the witnesses; without typed lines the team is all of Tim Teknis."""
    typed = [_member(job, line) for line in items(context, "tim")]
    members = typed or team(job.office.officers, job.day)
    if not members:
        raise NoSignerError(job.letter.key, TIM_TEKNIS, job.day)
    witnesses = [_parts(line) for line in items(context, "saksi")]
    return {
        "tim": members,
        "saksi": [{"nama": name, "jabatan": place or EMPTY} for name, place, *_ in witnesses],
    }


def _parts(line: str) -> tuple[str, str, str]:
    """Split ``Nama | NIP | Jabatan``; what is missing is empty."""
    parts = [part.strip() for part in line.split("|")]
    first, second, *rest = [*parts, "", ""]
    return first, second, ", ".join(part for part in rest if part)


def _member(job: LetterJob, line: str) -> dict[str, str]:
    name, nip, position = _parts(line)
    if not name:
        raise BadFieldError(job.letter.key, _team_field(), f"memuat baris tanpa nama: '{line}'")
    if nip not in {"", EMPTY} and len(digits(nip)) != 18:
        raise BadFieldError(
            job.letter.key, _team_field(), f"memuat NIP yang bukan 18 angka: '{nip}'"
        )
    return team_member(name, nip, position)


def _team_field() -> LetterField:
    return next(field for field in LETTERS["bap"].fields if field.key == "tim")


def _analysis(_: LetterJob, context: Mapping[str, object]) -> Texts:
    """Attach the *berita acara* when there is one."""
    report = context["berita_acara"]
    attached = isinstance(report, dict) and report["tanggal"]
    return {"lampiran": counted(1, "berkas") if attached else EMPTY}


def _instruction(job: LetterJob, context: Mapping[str, object]) -> Texts:
    """Return which paper is decided upon, from whom, and when the step before brought it."""
    sender = holder(job.office.officers, KEPALA_SEKSI, job.day)
    arrived = [
        event.happened.date()
        for event in job.case.events
        if event.kind == EventKind.FINISHED and event.next_step == job.letter.step
    ]
    analysis = context["telaahan_staf"]
    known = analysis if isinstance(analysis, dict) else {}
    return {
        "nomor_surat": known.get("nomor") or EMPTY,
        "tanggal_surat": known.get("tanggal") or EMPTY,
        "surat_dari": position_of(sender) if sender else KEPALA_SEKSI,
        "diterima": long_date(arrived[-1] if arrived else job.day),
    }


EXTRAS: dict[str, Callable[[LetterJob, Mapping[str, object]], Texts]] = {
    "kartu-kendali": _control_card,
    "undangan": _invitation,
    "bap": _visit_report,
    "telaahan": _analysis,
    "disposisi": _instruction,
}
"""By letter: what it adds to, or puts in place of, the context all letters share."""
