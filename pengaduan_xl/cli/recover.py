"""The command ``pulihkan``: what the journal and the backups can give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock, recovering
from pengaduan_xl.cli.options import json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, moment_text, show_json, show_table
from pengaduan_xl.register.opened import LostActsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pengaduan_xl.recovering import Backup, Recovered
    from pengaduan_xl.register.journal.content import Entry

LIST = "?"
"""What ``--dari-cadangan`` means when no backup is named."""

STATES = {True: "hilang", False: "menunggu"}
"""State of an act that the register lacks, by whether it was in it once."""

COMPLETE = "Register memuat semua tindakan di jurnal."


@office_command("pengaduan pulihkan")
@click.option("--ya", is_flag=True, help="Kembalikan tanpa bertanya.")
@click.option("--tolak", is_flag=True, help="Catat bahwa tindakan yang hilang tidak dikembalikan.")
@click.option("--oleh", default="", metavar="PEGAWAI", help="Nama atau NIP yang menolak.")
@click.option("--alasan", default="", metavar="TEKS", help="Alasan penolakan.")
@click.option(
    "--dari-cadangan",
    "backup",
    is_flag=False,
    flag_value=LIST,
    metavar="[CADANGAN]",
    help="Daftar cadangan; dengan nomor atau nama: kembali ke cadangan itu.",
)
@json_option
@click.pass_context
def pulihkan(ctx: click.Context, /, backup: str | None, *, as_json: bool, **options: Any) -> None:
    """Kembalikan tindakan dari jurnal atau cadangan ke register."""
    path = register_path(ctx)
    if options["tolak"]:
        _refuse(path, options["oleh"], options["alasan"], as_json=as_json)
        return
    restored: dict[str, object] = {}
    if backup is not None:
        name = _go_back(path, backup, is_sure=options["ya"], as_json=as_json)
        if name is None:
            return
        restored = {"cadangan": name}
    if not _recover(path, restored, is_sure=options["ya"], as_json=as_json):
        ctx.exit(1)


def _recover(path: Path, restored: dict[str, object], *, is_sure: bool, as_json: bool) -> bool:
    """Bring back what the register lacks; return whether it lacks nothing any more."""
    found = recovering.survey(path)
    if not found.lacking and found.trouble is None:
        _say(COMPLETE, {**restored, "dimasukkan": [], "kurang": []}, as_json=as_json)
        return True
    if not as_json:
        _show_acts("Tindakan di jurnal yang tidak ada di register", found.lacking)
    if found.trouble is not None and not is_sure:
        if not (as_json or isinstance(found.trouble, LostActsError)):
            click.echo(f"{found.trouble.problem}.")
        if as_json or not _is_agreed("Kembalikan ke register?"):
            acts = list(map(_fields, found.lacking))
            left = "Tidak ada yang diubah. Untuk menolaknya: pengaduan pulihkan --tolak"
            _say(left, {**restored, "dimasukkan": [], "kurang": acts}, as_json=as_json)
            return False
    recovered = recovering.recover(path, clock.now)
    _tell(recovered, restored, as_json=as_json)
    return not recovered.conflicts


def _tell(recovered: Recovered, restored: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        conflicts = [_fields(entry) | {"sebab": str(why)} for entry, why in recovered.conflicts]
        entered = list(map(_fields, recovered.entered))
        show_json({**restored, "dimasukkan": entered, "kurang": conflicts})
        return
    click.echo(f"{len(recovered.entered)} tindakan dimasukkan ke register.")
    for conflict in recovered.conflicts:
        click.echo(f"Tidak dapat dimasukkan: {conflict.reason}", err=True)


def _refuse(path: Path, officer: str, reason: str, *, as_json: bool) -> None:
    refused = recovering.refuse(path, officer, reason, clock.now)
    if as_json:
        kept = str(refused.kept) if refused.kept else None
        show_json({"ditolak": list(map(_fields, refused.entries)), "jurnal_disimpan": kept})
        return
    _show_acts("Tindakan yang ditolak", refused.entries)
    click.echo(f"Penolakan {len(refused.entries)} tindakan dicatat; nomornya tidak dipakai ulang.")
    if refused.kept:
        click.echo(f"Jurnal lama disimpan: {refused.kept}")


def _go_back(path: Path, word: str, *, is_sure: bool, as_json: bool) -> str | None:
    """List the backups, or put one in the register's place; return its name if one was."""
    found = recovering.backups(path)
    if not as_json:
        _show_backups(found)
    if word == LIST:
        if as_json:
            show_json([_backup_fields(place, backup) for place, backup in enumerate(found, 1)])
        return None
    chosen = recovering.choose(found, word)
    question = (
        f"Ganti register dengan {chosen.path.name}? Register sekarang disimpan sebagai cadangan."
    )
    if not is_sure and (as_json or not _is_agreed(question)):
        _say("Tidak ada yang diubah.", {"cadangan": None}, as_json=as_json)
        return None
    recovering.go_back(path, chosen, clock.now)
    if not as_json:
        click.echo(f"Register dikembalikan ke {chosen.path.name}.")
    return chosen.path.name


def _is_agreed(question: str) -> bool:
    """Ask staff; whoever cannot answer is told how to do without."""
    try:
        answer: str = click.prompt(f"{question} (y/t)", default="t", show_default=False)
    except click.Abort:
        raise click.UsageError("Tidak ada yang menjawab; tambahkan --ya") from None
    return answer.strip().casefold() in {"y", "ya"}


def _say(text: str, value: object, *, as_json: bool) -> None:
    if as_json:
        show_json(value)
    else:
        click.echo(text)


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "waktu": iso(entry.moment),
        "nomor": entry.number or None,
        "tindakan": entry.label,
        "pelaksana": entry.officer or None,
        "keadaan": STATES[entry.entered],
    }


def _show_acts(title: str, entries: Sequence[Entry]) -> None:
    if entries:
        rows = [
            (moment_text(e.moment), e.number, e.label, e.officer, STATES[e.entered])
            for e in entries
        ]
        headings = ("Dicatat", "No. Register", "Tindakan", "Pelaksana", "Keadaan")
        show_table(f"{title} ({len(entries)})", headings, rows)


def _show_backups(found: Sequence[Backup]) -> None:
    rows = [
        (place, moment_text(b.moment), b.path.name, b.problem or b.cases, _lack_text(b))
        for place, b in enumerate(found, start=1)
    ]
    headings = ("No.", "Dibuat", "Berkas", "Pengaduan", "Kurang")
    show_table(f"Cadangan ({len(found)})", headings, rows)


def _lack_text(backup: Backup) -> str:
    if backup.problem:
        return "-"
    if not backup.lacks:
        return "tidak ada"
    gone = f"; {len(backup.for_good)} tidak dapat dikembalikan" if backup.for_good else ""
    last = backup.lacks[-1]
    return f"{len(backup.lacks)} tindakan{gone}; terakhir {last.number} {last.label}"


def _backup_fields(place: int, backup: Backup) -> dict[str, object]:
    return {
        "no": place,
        "berkas": backup.path.name,
        "dibuat": iso(backup.moment),
        "pengaduan": backup.cases,
        "rusak": backup.problem or None,
        "kurang": list(map(_fields, backup.lacks)),
        "tidak_dapat_dikembalikan": list(map(_fields, backup.for_good)),
    }
