"""A register read together with its journal: what waits to be entered, and what has gone missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.errors import BusyFileError, PengaduanError, UnusableFileError
from pengaduan_xl.register.journal.content import Anchor, all_given
from pengaduan_xl.register.journal.lines import VERSION
from pengaduan_xl.register.ledger import Ledger
from pengaduan_xl.register.reader import read_register
from pengaduan_xl.register.recovery import (
    Conflict,
    Renewed,
    bring_all,
    lacking,
    sealed_anew,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pengaduan_xl.register.event_chain import EventChain
    from pengaduan_xl.register.indexed import AnyContent
    from pengaduan_xl.register.journal.content import Entry, JournalContent
    from pengaduan_xl.register.journal.file import Journal
    from pengaduan_xl.register.store import RegisterFile, Snapshot

SHOWN = 5
"""Acts named in a message; the rest are counted."""


class LostActsError(BusyFileError):
    """Acts that were in the register are gone from it, so nothing may build on what is left."""

    def __init__(self, path: Path, lost: Sequence[Entry]) -> None:
        self.lost = tuple(lost)
        super().__init__(
            f"Register kehilangan {len(lost)} tindakan yang ada di jurnal ({name_some(lost)})",
            "Tekan tombol Pulihkan, atau jalankan: pengaduan pulihkan; bila memang tidak berlaku: "
            "pengaduan pulihkan --tolak",
            where=path.name,
        )


class LostHistoryError(BusyFileError):
    """The register ends before the journal begins, or went another way: a copy was put in its place."""

    def __init__(self, path: Path, last: int, first: int) -> None:
        problem = f"Riwayat No. Urut {first} bukan baris yang mendahului jurnal"
        if last < first:
            problem = (
                f"Register hanya sampai Riwayat No. Urut {last}, "
                f"sedangkan jurnal dimulai sesudah {first}"
            )
        super().__init__(
            problem,
            "Pulihkan dari cadangan yang lebih baru: pengaduan pulihkan --dari-cadangan; "
            "bila tidak ada: pengaduan pulihkan --tolak",
            where=path.name,
        )


class DamagedJournalError(UnusableFileError):
    """Lines of the journal are not what was written there."""

    def __init__(self, path: Path, lines: Sequence[int]) -> None:
        places = ", ".join(map(str, lines[:SHOWN])) + (", …" if len(lines) > SHOWN else "")
        super().__init__(
            f"Jurnal rusak pada baris {places}",
            "Jalankan pengaduan pulihkan: tindakan yang terbaca dimasukkan, jurnal ini disimpan",
            where=path.name,
        )


class NewerJournalError(UnusableFileError):
    """The journal was written by a later version of this package, which may say more than this one knows."""

    def __init__(self, path: Path, version: int) -> None:
        super().__init__(
            f"Jurnal ditulis program yang lebih baru (versi jurnal {version}, dikenal sampai {VERSION})",
            "Perbarui pengaduan_xl di komputer ini",
            where=path.name,
        )


class ForeignJournalError(UnusableFileError):
    """The journal beside the register belongs to another one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Jurnal ini milik register lain",
            "Kembalikan ke folder registernya, atau singkirkan dengan: pengaduan pulihkan --tolak",
            where=path.name,
        )


class Opened(NamedTuple):
    """A register as read, with its journal.

    Attributes:
        snapshot: The file's bytes.
        ledger: The register in memory; acts that wait in the journal are in it unless there is ``trouble``.
        anchor: Where Riwayat ends in the file.
        lacking: Acts of the journal that are not in the file, oldest first.
        conflicts: Those of them that could not be entered into ``ledger``.
        renewed: Events that were sealed anew when they were entered into it.
        is_whole: Whether the present journal alone tells everything the file may lack.
        has_gap: Whether even the oldest journal begins after the file ends.
        trouble: What keeps acts from being made, ``None`` when nothing does.
        has_torn_end: Whether the journal ends in a line that was never wholly written.
    """

    snapshot: Snapshot
    ledger: Ledger
    anchor: Anchor
    lacking: list[Entry]
    conflicts: list[Conflict]
    renewed: Renewed
    is_whole: bool
    has_gap: bool
    trouble: PengaduanError | None
    has_torn_end: bool

    @property
    def lost(self) -> list[Entry]:
        """Acts that were in the register once."""
        return [entry for entry in self.lacking if entry.entered]

    @property
    def pending(self) -> list[Entry]:
        """Acts that wait to be entered."""
        return [entry for entry in self.lacking if not entry.entered]


def read_whole(snapshot: Snapshot, path: Path) -> AnyContent:
    """Return everything that a register holds; raises as :func:`read_register`."""
    return read_register(snapshot.content, path)


def open_register(
    file: RegisterFile,
    journal: Journal,
    read: Callable[[Snapshot, Path], AnyContent] = read_whole,
    *,
    enter: bool = True,
) -> Opened:
    """Read a register and what its journal holds.

    The journal is read first: an act that it calls entered is then in the workbook that is read after it.

    Args:
        file: The register.
        journal: The journal beside it.
        read: Reads the register's bytes, or knows them by an index.
        enter: Whether acts that wait are entered into the ledger.

    Raises:
        PengaduanError: The register or its journal cannot be read.
    """
    content = journal.read()
    snapshot = file.read()
    given = content.given if journal.exists else all_given(journal.archived())
    ledger = Ledger(read(snapshot, file.path), given)
    anchor = Anchor(*ledger.chain.anchor(), ledger.chain.genesis())
    is_whole = journal.exists and _reaches(ledger, content)
    journals = _journals(journal, ledger.chain, is_whole=is_whole)
    missing = lacking(ledger, journals)
    trouble = _trouble(file.path, journal, ledger, missing)
    has_gap = not (_reaches(ledger, journals[0]) or ledger.chain.goes_past(journals[0].anchor.seq))
    if trouble is None and has_gap:
        trouble = LostHistoryError(file.path, anchor.seq, journals[0].anchor.seq)
    renewed: Renewed = sealed_anew(ledger, journals)
    conflicts: list[Conflict] = []
    if trouble is None and enter:
        conflicts = bring_all(ledger, missing, renewed)
        trouble = conflicts[0].reason if conflicts else None
    state = (is_whole, has_gap, trouble, content.open_end != b"")
    return Opened(snapshot, ledger, anchor, missing, conflicts, renewed, *state)


def _journals(journal: Journal, chain: EventChain, *, is_whole: bool) -> list[JournalContent]:
    """Return the journals that may tell what the register lacks, oldest first."""
    older = journal.archived() if not is_whole or chain.has_holes() else []
    return [*(one for one in older if not _is_foreign(one, chain)), journal.content]


def name_some(entries: Sequence[Entry]) -> str:
    """Return acts in words, the first few of them."""
    words = "; ".join(map(str, entries[:SHOWN]))
    return words + (f"; dan {len(entries) - SHOWN} lagi" if len(entries) > SHOWN else "")


def _reaches(ledger: Ledger, content: JournalContent) -> bool:
    """Return whether a register reaches to where its journal begins."""
    return ledger.chain.reaches(content.anchor.seq, content.anchor.digest)


def _is_foreign(content: JournalContent, chain: EventChain) -> bool:
    """Return whether a journal has nothing in common with a register, beginning with its first event."""
    if not (content.genesis and chain.genesis()) or content.genesis == chain.genesis():
        return False
    events = (event.digest for entry in content.entries.values() for event in entry.events)
    return not chain.has_any({content.anchor.digest, *events})


def _trouble(
    path: Path, journal: Journal, ledger: Ledger, missing: Sequence[Entry]
) -> PengaduanError | None:
    content = journal.content
    if content.version > VERSION:
        return NewerJournalError(journal.path, content.version)
    if content.damaged:
        return DamagedJournalError(journal.path, content.damaged)
    if _is_foreign(content, ledger.chain):
        return ForeignJournalError(journal.path)
    lost = [entry for entry in missing if entry.entered]
    if lost:
        return LostActsError(path, lost)
    return None
