"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.resources import BLANK_WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = TypeVar("Command", bound=Callable[..., Any])


class MomentType(click.ParamType[datetime]):
    """A moment as staff write it: ``23/11/2026 07.30`` or ``2026-11-23 07:30``."""

    name = "WAKTU"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment, naive WIB; a date alone means 00.00."""
        moment = value if isinstance(value, datetime) else parse_moment(str(value))
        if moment is None:
            self.fail(f"'{value}' bukan waktu; tulis seperti 23/11/2026 07.30", param, ctx)
        return moment


class DayType(MomentType):
    """A date as staff write it: ``23/11/2026`` or ``2026-11-23``."""

    name = "TANGGAL"


MOMENT = MomentType()
DAY = DayType()


def office_command(example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Return the decorator of a command whose help ends with an example."""
    return click.command(epilog=f"Contoh: {example}", options_metavar="[PILIHAN]")


def register_path(ctx: click.Context) -> Path:
    """Return the register that the command works on."""
    given = ctx.find_root().obj["register"]
    return Path(given) if given else Path(BLANK_WORKBOOK)


def entry_options(command: Command) -> Command:
    """Add the options of every act: who, when, why, whether rules are set aside, and output as JSON."""
    for option in reversed(
        (
            click.option(
                "--oleh", required=True, metavar="PEGAWAI", help="Nama atau NIP pelaksana."
            ),
            click.option(
                "--waktu",
                type=MOMENT,
                help="Waktu kejadian, mis. '23/11/2026 07.30'; bawaan: sekarang.",
            ),
            click.option("--alasan", default="", metavar="TEKS", help="Alasan tindakan."),
            click.option(
                "--paksa",
                is_flag=True,
                help="Kesampingkan peran, kelengkapan, atau surat; wajib --alasan.",
            ),
            json_option,
        )
    ):
        command = option(command)
    return command


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Keluarkan hasil sebagai JSON.")(
        command
    )
