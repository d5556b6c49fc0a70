"""What single letters print beyond what all letters share."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.officers import digits
from pengaduan_xl.domain.procedure import KEPALA_SEKSI, TIM_TEKNIS
from pengaduan_xl.letters.fields import BadFieldError, date_texts, split_line
from pengaduan_xl.letters.photos import read_photos
from pengaduan_xl.letters.privacy import EMPTY
from pengaduan_xl.letters.signers import (
    NoSignerError,
    office_holder,
    position_of,
    team,
    team_member,
)
from pengaduan_xl.letters.step_tables import control_card, verification
from pengaduan_xl.wording import counted, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pengaduan_xl.letters.job import LetterJob

ADDRESSEES_ON_PAGE = 3
"""More addressees than these go to an attachment."""
ADDRESSEES_ON_SHEET = 25
"""More than these need a second sheet of attachment."""

DRAFT = "DRAF"
"""What ``draf`` says in a draft; elsewhere it is empty."""

Texts = dict[str, object]


def items(context: Mapping[str, object], key: str) -> list[str]:
    """Return the lines of a field of kind ``baris`` as the context holds them."""
    value = context[key]
    return value if isinstance(value, list) else []


def _invitation(_: LetterJob, context: Mapping[str, object]) -> Texts:
    """Move many addressees to an attachment; ``tujuan`` are those on the letter itself."""
    invited = items(context, "tujuan")
    if len(invited) <= ADDRESSEES_ON_PAGE:
        return {"tujuan_lampiran": []}
    attached = counted(1, "lembar" if len(invited) <= ADDRESSEES_ON_SHEET else "berkas")
    return {"tujuan": [], "tujuan_lampiran": invited, "lampiran": attached}


def _visit_report(job: LetterJob, context: Mapping[str, object]) -> Texts:
    """Return the team, the witnesses and the photos; without typed lines the team is all of Tim Teknis."""
    typed = [_member(job, line) for line in items(context, "tim")]
    members = typed or team(job.office.officers, job.day)
    if not members:
        raise NoSignerError(job.letter.key, TIM_TEKNIS, job.day)
    witnesses = [_parts(line) for line in items(context, "saksi")]
    return {
        "tim": members,
        "saksi": [{"nama": name, "jabatan": place or EMPTY} for name, place, _ in witnesses],
        "foto": _photos(job, items(context, "foto")),
    }


def _photos(job: LetterJob, veiled: list[str]) -> list[dict[str, object]]:
    """Return the photos with their captions; a file is found by its name as typed, which is not printed."""
    typed = [line for line in job.fields.get("foto", "").splitlines() if line.strip()]
    photos = read_photos(job, [split_line(line)[0] for line in typed])
    captions = [_parts(line)[1] for line in veiled]
    return [
        {"gambar": photo, "keterangan": caption}
        for photo, caption in zip(photos, captions, strict=True)
    ]


def _parts(line: str) -> tuple[str, str, str]:
    """Split ``Nama | NIP | Jabatan``; what is missing is empty."""
    first, second, *rest = [*split_line(line), "", ""]
    return first, second, ", ".join(part for part in rest if part)


def _member(job: LetterJob, line: str) -> dict[str, str]:
    name, nip, position = _parts(line)
    field = job.letter.field("tim")
    if not name:
        raise BadFieldError(job.letter.key, field, f"memuat baris tanpa nama: '{line}'")
    if nip not in {"", EMPTY} and len(digits(nip)) != 18:
        raise BadFieldError(job.letter.key, field, f"memuat NIP yang bukan 18 angka: '{nip}'")
    return team_member(name, nip, position)


def _analysis(_: LetterJob, context: Mapping[str, object]) -> Texts:
    """Attach the *berita acara* when there is one."""
    report = context["berita_acara"]
    attached = isinstance(report, dict) and report["tanggal"]
    return {"lampiran": counted(1, "berkas") if attached else EMPTY}


def _instruction(job: LetterJob, context: Mapping[str, object]) -> Texts:
    """Return which paper is decided upon, from whom, and when the step before brought it."""
    sender = office_holder(job.office.officers, KEPALA_SEKSI, job.day)
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


def _draft(_: LetterJob, __: Mapping[str, object]) -> Texts:
    return {"draf": DRAFT}


def _reply(_: LetterJob, __: Mapping[str, object]) -> Texts:
    return {"draf": ""}


def _incomplete(job: LetterJob, context: Mapping[str, object]) -> Texts:
    """Return until when the file must be completed: as typed, as the last hold says, else as one would."""
    if context["batas_melengkapi"]:
        return {}
    held = [event.due for event in job.case.events if event.kind == EventKind.HELD and event.due]
    until = held[-1].date() if held else job.day + timedelta(days=job.office.days.completion)
    return date_texts("batas_melengkapi", until)


def _forwarding(_: LetterJob, __: Mapping[str, object]) -> Texts:
    """Say that the complaint's file goes along."""
    return {"lampiran": counted(1, "berkas")}


EXTRAS: dict[str, Callable[[LetterJob, Mapping[str, object]], Texts]] = {
    "kartu-kendali": control_card,
    "lembar-verifikasi": verification,
    "undangan": _invitation,
    "bap": _visit_report,
    "telaahan": _analysis,
    "disposisi": _instruction,
    "draf-balasan": _draft,
    "surat-balasan": _reply,
    "berkas-tidak-lengkap": _incomplete,
    "pelimpahan": _forwarding,
}
"""By letter: what it adds to, or puts in place of, the context all letters share."""
