"""Why a case's deadline is what it is, in Indonesian lines that staff can follow with a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.progress import Span, extended, statutory_due, step_span
from pengaduan_xl.wording import duration, moment, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pengaduan_xl.domain.office import Office
    from pengaduan_xl.domain.office_hours import OfficeHours
    from pengaduan_xl.domain.progress import Pause, Progress


def step_reasons(office: Office, progress: Progress) -> list[str]:
    """Return why the step at hand is due when it is: the SOP's time, what holds gave back, and each day.

    A closed case has no step and gives no lines.
    """
    whole = step_span(office, progress)
    if whole is None or progress.step is None:
        return []
    step = office.procedure(progress.version).step(progress.step)
    allowed = whole._replace(amount=step.span[0])
    return [
        f"Waktu tahap {step.number} ({step.name}) menurut SOP: {step.amount} {step.unit}",
        *_given_back(office.hours, allowed, progress.step_pauses),
        *office.hours.explain(*whole).lines(),
    ]


def case_reasons(office: Office, progress: Progress, received: datetime) -> list[str]:
    """Return why the whole case is due when it is: the SOP's office hours first, then its working days."""
    hours = office.hours
    minutes, days = office.procedure(progress.version).totals()
    desk = Span(received, minutes, "menit")
    desk_end = hours.deadline(*extended(hours, desk, progress.pauses)).at
    field_work = Span(desk_end, days, "hari")
    return [
        f"Waktu seluruh tahap menurut SOP: {duration(minutes)}, lalu {days} hari kerja",
        f"Diterima {moment(received)}",
        *_given_back(hours, desk, progress.pauses),
        f"Waktu {duration(minutes)} itu habis {moment(desk_end)}",
        *_given_back(hours, field_work, progress.pauses),
        *hours.explain(*extended(hours, field_work, progress.pauses)).lines(),
    ]


def statutory_reasons(office: Office, progress: Progress, received: datetime) -> list[str]:
    """Return why the statutory deadline is what it is; its days are calendar days and settings."""
    if progress.completed is None:
        days, since = office.days.response, f"diterima {short_date(received)}"
        what = "Batas tanggapan pertama"
    else:
        days, since = office.days.decision, f"berkas lengkap {short_date(progress.completed)}"
        what = "Batas penyelesaian"
    return [
        f"{what}: {days} hari kalender sejak {since} (lembar Pengaturan)",
        f"Tenggat {moment(statutory_due(office, progress, received))}",
    ]


def hold_reasons(since: datetime, until: datetime) -> list[str]:
    """Return why a case on hold is past its day, and what the SOP lets the office do then."""
    return [
        f"Ditunda sejak {moment(since)}; pengadu diberi waktu sampai {moment(until)}",
        "Lanjutkan bila berkas sudah lengkap, atau nyatakan dianggap dicabut",
    ]


def _given_back(hours: OfficeHours, span: Span, pauses: Iterable[Pause]) -> list[str]:
    """Return a line for each hold that lengthened the span."""
    lines = []
    for pause in pauses:
        longer = extended(hours, span, [pause])
        lost = longer.amount - span.amount
        if lost and pause.end:
            back = f"{lost} hari kerja" if span.unit == "hari" else f"{duration(lost)} kerja"
            lines.append(
                f"Ditunda {moment(pause.start)} s.d. {moment(pause.end)}: {back} dikembalikan"
            )
        span = longer
    return lines
