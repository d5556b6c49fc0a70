"""The command that makes letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pengaduan_xl.cli.acts import entry_of, run_act
from pengaduan_xl.cli.options import entry_options, office_command
from pengaduan_xl.errors import InputDataError
from pengaduan_xl.letters.catalogue import LETTERS


class BadFieldOptionError(InputDataError):
    """An ``--isi`` is not of the form key=value."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"'{text}' bukan isian", 'Tulis seperti --isi tempat="Aula kantor"', where="--isi"
        )


class BadFieldFileError(InputDataError):
    """The file of letter fields is no JSON object."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Berkas isian tidak terbaca",
            'Isi dengan JSON seperti {"tempat": "Aula"}',
            where=path.name,
        )


def read_fields(pairs: tuple[str, ...], file: Path | None) -> dict[str, str]:
    r"""Return letter fields from ``key=value`` texts and a JSON file; ``\n`` in a text is a new line.

    Raises:
        BadFieldOptionError: A text holds no ``=``.
        BadFieldFileError: The file is no JSON object.
    """
    fields: dict[str, str] = {}
    if file is not None:
        import json

        try:
            data = json.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise BadFieldFileError(file) from error
        if not isinstance(data, dict):
            raise BadFieldFileError(file)
        fields = {
            str(key): "\n".join(map(str, value)) if isinstance(value, list) else str(value)
            for key, value in data.items()
        }
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise BadFieldOptionError(pair)
        fields[key.strip()] = value.replace("\\n", "\n").strip()
    return fields


@office_command(
    "pengaduan surat 2026-0001 disposisi --oleh 'Kepala Dinas Contoh' "
    '--isi isi_disposisi="Siapkan surat balasan"\n\nSurat: ' + ", ".join(LETTERS)
)
@click.argument("nomor")
@click.argument("surat_apa", metavar="SURAT")
@click.option("--isi", multiple=True, metavar="KUNCI=NILAI", help="Isian surat; boleh diulang.")
@click.option(
    "--isian",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Berkas JSON berisi isian surat.",
)
@entry_options
@click.pass_context
def surat(
    ctx: click.Context,
    /,
    nomor: str,
    surat_apa: str,
    isi: tuple[str, ...],
    isian: Path | None,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Buat surat untuk pengaduan."""
    entry = entry_of(options)
    fields = read_fields(isi, isian)
    done = f"surat {surat_apa} dibuat"
    run_act(ctx, done, lambda desk: desk.letter(nomor, surat_apa, entry, fields), as_json=as_json)
