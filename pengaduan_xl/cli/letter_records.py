"""Options of ``surat`` for a letter that was made: accept its edited file, cancel it, or make it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pengaduan_xl.cli.acts import run_act

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.desk import Desk, Entry, Outcome

OWN_FILE = ""
"""Value of ``--terima-suntingan`` where no file is named."""

ACCEPT, CANCEL, ANEW = "--terima-suntingan", "--batalkan", "--buat-ulang"


class RecordWish(NamedTuple):
    """What is to be done with a letter on record.

    Attributes:
        edited: The edited file, :data:`OWN_FILE` for the letter's own, ``None`` for no edit.
        cancels: Whether the letter is cancelled.
        anew: Whether it is made anew though an edit of it was accepted.
    """

    edited: str | None
    cancels: bool
    anew: bool

    @property
    def changes(self) -> bool:
        """Whether the record is changed, and no letter made."""
        return self.edited is not None or self.cancels


def record_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--terima-suntingan``, ``--batalkan`` and ``--buat-ulang``."""
    for option in (
        click.option(
            ANEW, is_flag=True, help="Buat lagi dari isian walaupun suntingannya sudah diterima."
        ),
        click.option(
            CANCEL,
            is_flag=True,
            help="Batalkan surat; nomornya tidak dipakai lagi. Wajib --alasan.",
        ),
        click.option(
            ACCEPT,
            is_flag=False,
            flag_value=OWN_FILE,
            metavar="[BERKAS]",
            help="Catat surat yang disunting di Word; tanpa nama: berkasnya di folder surat. "
            "Tulis paling akhir.",
        ),
    ):
        command = option(command)
    return command


def record_of(ctx: click.Context, options: dict[str, Any]) -> RecordWish:
    """Take the options of this module out of a command's options; refuse what does not go together."""
    wish = RecordWish(
        options.pop("terima_suntingan"), options.pop("batalkan"), options.pop("buat_ulang")
    )
    given = ctx.params
    asked = [
        name
        for name, is_asked in (
            (ACCEPT, wish.edited is not None),
            (CANCEL, wish.cancels),
            (ANEW, wish.anew),
        )
        if is_asked
    ]
    if len(asked) > 1:
        ctx.fail(f"{' dan '.join(asked)} tidak dapat bersamaan.")
    if asked and not given["surat_apa"]:
        ctx.fail(f"{asked[0]} memerlukan NOMOR dan SURAT.")
    others = ("isi", "isian", "pdf", "cetak")
    if wish.changes and any(given[name] not in {None, False, ()} for name in others):
        ctx.fail(f"{asked[0]} tidak dapat bersama --isi, --isian, --pdf, atau --cetak.")
    return wish


def change_record(ctx: click.Context, wish: RecordWish, entry: Entry, *, as_json: bool) -> None:
    """Accept a letter's edited file, or cancel the letter."""
    number, key = ctx.params["nomor"], ctx.params["surat_apa"]

    def change(desk: Desk) -> Outcome:
        if wish.cancels:
            return desk.cancel_letter(number, key, entry)
        file = None if wish.edited == OWN_FILE else Path(str(wish.edited))
        return desk.accept_edit(number, key, entry, file)

    done = f"surat {key} dibatalkan" if wish.cancels else f"suntingan surat {key} diterima"
    run_act(ctx, done, change, as_json=as_json)
