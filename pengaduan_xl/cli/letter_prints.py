"""Options that print letters, and how letters made together are shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.output import show_json, show_notices
from pengaduan_xl.correspondence.printing import PrintOrder, print_path
from pengaduan_xl.pdf import require_converter

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.correspondence.batch import Batch, CaseLetters
    from pengaduan_xl.correspondence.printing import Printed

UNNAMED = ""
"""Value of ``--cetak`` where no file is named."""


class PrintWish(NamedTuple):
    """What the officer wants printed; ``target`` is ``None`` for no file, :data:`UNNAMED` for any name."""

    beside: bool
    target: str | None
    double_sided: bool

    def order(self, folder: Path) -> PrintOrder:
        """Return what to make, for an office's folder."""
        target = None if self.target is None else Path(self.target)
        if self.target == UNNAMED:
            target = print_path(folder, clock.now())
        return PrintOrder(self.beside, target, self.double_sided)


class LettersShown(NamedTuple):
    """Letters of several cases, as they are shown.

    Attributes:
        title: What they have in common, in Indonesian.
        batch: The letters.
        notices: What the officer should know.
        is_pending: Whether the acts wait in the journal.
    """

    title: str
    batch: Batch
    notices: tuple[str, ...]
    is_pending: bool


def print_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--pdf``, ``--cetak`` and ``--satu-muka``."""
    for option in (
        click.option(
            "--satu-muka", is_flag=True, help="Untuk cetak satu muka: tanpa halaman kosong."
        ),
        click.option(
            "--cetak",
            is_flag=False,
            flag_value=UNNAMED,
            metavar="[BERKAS.pdf]",
            help="Gabungkan suratnya dalam satu PDF siap cetak bolak-balik; tanpa nama: di folder surat.",
        ),
        click.option("--pdf", is_flag=True, help="Buat juga PDF di samping tiap surat."),
    ):
        command = option(command)
    return command


def wish_of(options: dict[str, Any]) -> PrintWish:
    """Take the print options out of a command's options.

    Raises:
        NoConverterError: Something shall be printed, and no program is there that makes PDFs.
    """
    wish = PrintWish(options.pop("pdf"), options.pop("cetak"), not options.pop("satu_muka"))
    if wish.beside or wish.target is not None:
        require_converter()
    return wish


def printed_fields(printed: Printed) -> dict[str, Any]:
    """Return what was printed as JSON gives it."""
    return {
        "pdf": [str(path) for path in printed.pdfs],
        "cetak": str(printed.file) if printed.file else None,
        "halaman": printed.pages,
    }


def show_printed(printed: Printed) -> None:
    """Say which PDFs there are."""
    for path in printed.pdfs:
        click.echo(f"  PDF: {path}")
    if printed.file:
        click.echo(f"  Berkas cetak: {printed.file} ({printed.pages} halaman)")


def show_letters(shown: LettersShown, printed: Printed, *, as_json: bool) -> None:
    """Show which letters were made and kept, which cases were refused and why, and what was printed."""
    batch = shown.batch
    if as_json:
        show_json(
            {
                "pengaduan": [_case_fields(case) for case in batch.cases],
                "isian_tidak_dipakai": list(batch.unused),
                "rusak": list(batch.left_out),
                **printed_fields(printed),
                "peringatan": list(shown.notices),
                "tertunda": shown.is_pending,
            }
        )
        return
    made = sum(len(case.made) for case in batch.cases)
    kept = sum(len(case.kept) for case in batch.cases)
    refused = f", {len(batch.refused)} pengaduan ditolak" if batch.refused else ""
    counts = f"{made} surat dibuat, {kept} sudah ada{refused}"
    click.echo(f"{shown.title}: {counts if batch.cases else 'tidak ada pengaduan'}.")
    for case in batch.cases:
        _show_case(case)
    show_printed(printed)
    show_notices((*_gaps(batch), *shown.notices))


def _show_case(case: CaseLetters) -> None:
    for path in case.files:
        done = "dibuat" if path in case.made else "sudah ada"
        click.echo(f"  {case.number}: {path.name} ({done})")
    if case.refusal:
        click.echo(f"  {case.number}: ditolak. {case.refusal}")


def _gaps(batch: Batch) -> list[str]:
    """Return what the batch passed over, in words."""
    gaps = []
    if batch.unused:
        numbers = ", ".join(batch.unused)
        gaps.append(f"Isian untuk {numbers} tidak dipakai: tidak ada suratnya yang harus dibuat")
    if batch.left_out:
        numbers = ", ".join(batch.left_out)
        gaps.append(f"Dilewati karena barisnya rusak: {numbers}. Jalankan: pengaduan periksa")
    return gaps


def _case_fields(case: CaseLetters) -> dict[str, Any]:
    return {
        "nomor": case.number,
        "dibuat": [str(path) for path in case.made],
        "sudah_ada": [str(path) for path in case.kept],
        "ditolak": case.refusal or None,
    }
