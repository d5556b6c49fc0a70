"""The register for reading only, as lists and reports need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import open_register
from pengaduan_xl.register.store import RegisterFile

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.register.ledger import Ledger


class Reading(NamedTuple):
    """A register for reading only, and what staff should know about its journal."""

    ledger: Ledger
    notices: list[str]


def read_ledger(path: Path) -> Reading:
    """Return a register for reading only, with the acts that wait in its journal; nothing is locked.

    Raises:
        PengaduanError: The register or its journal cannot be used.
    """
    file = RegisterFile(path)
    opened = open_register(file, Journal(file.path))
    notices = []
    if opened.trouble is not None:
        notices.append(f"{opened.trouble.problem}. {opened.trouble.remedy}")
    if opened.pending:
        notices.append(f"{len(opened.pending)} tindakan menunggu di jurnal untuk masuk ke register")
    return Reading(opened.ledger, notices)
