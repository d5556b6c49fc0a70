"""Why an act is not allowed: one class per reason, each saying what to do, collected not raised singly."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pengaduan_xl.errors import NOTHING_WRITTEN, PengaduanError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pengaduan_xl.domain.procedure import Step


def moment_text(moment: datetime) -> str:
    """Return a moment as refusals show it: ``23/11/2026 07.30``."""
    return f"{moment:%d/%m/%Y %H.%M}"


def step_text(step: Step) -> str:
    """Return a step as refusals show it: ``tahap 3 (Verifikasi berkas)``."""
    return f"tahap {step.number} ({step.name})"


class Refusal(PengaduanError):
    """A rule of the SOP that an act breaks.

    ``override`` is the word under which *Riwayat* records that a named officer set this rule aside
    with a reason; empty for rules that nobody may set aside.
    """

    exit_code = 3
    override: ClassVar[str] = ""


class ActRefusedError(PengaduanError):
    """An act was refused; ``refusals`` holds every reason at once."""

    exit_code = 3

    def __init__(self, number: str, refusals: Sequence[Refusal]) -> None:
        self.number = number
        self.refusals = tuple(refusals)
        super().__init__(
            "; ".join(refusal.problem for refusal in refusals),
            ". ".join(dict.fromkeys(refusal.remedy for refusal in refusals)),
            where=number,
        )

    def __str__(self) -> str:
        lines = [f"- {refusal.problem}. {refusal.remedy}." for refusal in self.refusals]
        head = f"{self.number}: " if self.number else ""
        return "\n".join([f"{head}ditolak karena {len(lines)} hal:", *lines, NOTHING_WRITTEN])


class CaseClosedRefusal(Refusal):
    """The case has already ended."""

    def __init__(self, status: str) -> None:
        super().__init__(
            f"Pengaduan sudah {status.lower()}", "Tidak ada tindakan lagi untuk pengaduan ini"
        )


class WrongRoleRefusal(Refusal):
    """The officer does not hold a role that may do this."""

    override = "peran"

    def __init__(self, officer: str, roles: Sequence[str], step: Step) -> None:
        super().__init__(
            f"{officer} tidak berwenang pada {step_text(step)}",
            f"Yang berwenang: {', '.join(roles)} (lembar Alur dan SOP)",
        )


class IncompleteRefusal(Refusal):
    """Items of the step's completeness list are not on file."""

    override = "kelengkapan"

    def __init__(self, step: Step, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            f"Kelengkapan {step_text(step)} belum ada: {'; '.join(missing)}",
            "Lengkapi berkas lalu nyatakan di Meja Kerja atau dengan --lengkap, atau tunda pengaduan",
        )


class MissingLetterRefusal(Refusal):
    """The step's letter has not been made."""

    override = "surat"

    def __init__(self, number: str, step: Step, letter: str) -> None:
        super().__init__(
            f"Surat '{letter}' untuk {step_text(step)} belum dibuat",
            f"Tekan Buat Surat, atau jalankan: pengaduan surat {number} {letter}",
        )


class MissingReasonRefusal(Refusal):
    """This act needs a reason."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Alasan wajib diisi karena {why}", "Isi Alasan di Meja Kerja atau dengan --alasan"
        )


class FutureTimeRefusal(Refusal):
    """The act would happen after now."""

    def __init__(self, happened: datetime, now: datetime) -> None:
        super().__init__(
            f"Waktu kejadian {moment_text(happened)} belum terjadi (sekarang {moment_text(now)})",
            "Perbaiki waktu kejadian",
        )


class BeforeLastEventRefusal(Refusal):
    """The act would happen before the case's last event."""

    def __init__(self, happened: datetime, last: datetime) -> None:
        super().__init__(
            f"Waktu kejadian {moment_text(happened)} mendahului peristiwa terakhir {moment_text(last)}",
            "Perbaiki waktu kejadian",
        )


class MoveNotAllowedRefusal(Refusal):
    """The sheet Alur does not allow this move from the step."""

    def __init__(self, move: str, step: Step, target: int | None) -> None:
        to = f" ke tahap {target}" if target is not None else ""
        super().__init__(
            f"'{move}'{to} dari {step_text(step)} tidak dibolehkan",
            "Ikuti urutan SOP; perpindahan yang dibolehkan tercantum dan aktif pada lembar Alur",
        )


class OnHoldRefusal(Refusal):
    """The case waits for the complainant, so its step cannot move."""

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan sedang menunggu kelengkapan dari pengadu",
            "Tekan Lanjutkan dahulu, atau jalankan: pengaduan lanjut",
        )


class NotOnHoldRefusal(Refusal):
    """The act needs a case on hold, and this one is not."""

    def __init__(self) -> None:
        super().__init__(
            "Pengaduan tidak sedang ditunda", "Tindakan ini hanya untuk pengaduan yang ditunda"
        )


class CompletionNotDueRefusal(Refusal):
    """The complainant still has time to complete the file."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"Batas melengkapi berkas {moment_text(until)} belum lewat",
            "Tunggu sampai batas itu lewat, atau cabut atas permintaan pengadu",
        )


class LetterTooEarlyRefusal(Refusal):
    """A letter of a later step was asked for."""

    def __init__(self, letter: str, letter_step: int, step: Step) -> None:
        super().__init__(
            f"Surat '{letter}' baru dapat dibuat pada tahap {letter_step}; "
            f"pengaduan masih di {step_text(step)}",
            "Selesaikan tahap sebelumnya dahulu",
        )


class LetterNotMadeRefusal(Refusal):
    """The letter to be edited or cancelled is not among those in force."""

    def __init__(self, number: str, letter: str) -> None:
        super().__init__(
            f"Surat '{letter}' belum dibuat atau sudah dibatalkan",
            f"Lihat surat yang ada dengan: pengaduan lihat {number}",
        )


class LetterOfClosedCaseRefusal(Refusal):
    """The letter of a closed case would not come out as it is on record."""

    def __init__(self, number: str, letter: str, status: str) -> None:
        super().__init__(
            f"Pengaduan sudah {status.lower()}; surat '{letter}' yang dibuat sekarang berbeda dari yang "
            "tercatat",
            "Kembalikan berkasnya dari cadangan, atau serahkan salinannya dengan: "
            f"pengaduan surat {number} {letter} --terima-suntingan BERKAS",
        )


class FieldRefusal(Refusal):
    """A field of the intake form cannot be used."""

    def __init__(self, heading: str, problem: str, remedy: str) -> None:
        self.heading = heading
        super().__init__(f"{heading}: {problem}", remedy)
