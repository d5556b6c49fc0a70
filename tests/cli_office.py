"""An office driven through the command line, with the clock in the test's hand."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pengaduan_xl import clock
from pengaduan_xl.cli import main
from pengaduan_xl.office_folder import make_office

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CLERK = "Petugas Contoh"
HEAD = "Kepala Seksi Contoh"
TEAM = "Tim Teknis Contoh"
CHIEF = "Kepala Dinas Contoh"

INTAKE = (
    "--saluran", "Datang langsung", "--nama-pengadu", "Warga Contoh", "--perihal", "Izin belum terbit",
    "--uraian", "Permohonan sudah dua bulan belum selesai.",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON it printed."""
        return json.loads(self.out)


class CliOffice:
    """A new office folder; every command runs at the moment given."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.register = make_office(folder)
        self.moment = datetime.fromisoformat("2026-11-23T08:00")
        monkeypatch.setattr(clock, "now", lambda: self.moment)

    def at(self, moment: str) -> CliOffice:
        """Set the clock."""
        self.moment = datetime.fromisoformat(moment)
        return self

    def run(self, *arguments: str) -> Run:
        """Run a command on this office's register."""
        return run("--register", str(self.register), *arguments)

    def receive(self, *more: str) -> str:
        """Take in a complaint and return its number."""
        done = self.run("terima", "--oleh", CLERK, *INTAKE, *more, "--json")
        assert done.code == 0, done.err
        return str(done.data["nomor"])

    def finish(self, number: str, by: str, *more: str) -> Run:
        """Finish the step at hand with everything on file."""
        return self.run("selesai", number, "--oleh", by, "--lengkap", "semua", *more, "--json")

    def letter(self, number: str, key: str, by: str, **fields: str) -> Run:
        """Make a letter."""
        pairs = [part for key_, value in fields.items() for part in ("--isi", f"{key_}={value}")]
        return self.run("surat", number, key, "--oleh", by, *pairs, "--json")


def run(*arguments: str) -> Run:
    """Run the command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return Run(code, out.getvalue(), err.getvalue())
