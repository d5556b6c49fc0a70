"""The command ``jadwal``: reports that arrive by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import json_option, office_command, register_path
from pengaduan_xl.cli.output import iso, moment_text, show_json, show_table
from pengaduan_xl.register.store import RegisterFile, RegisterNotFoundError
from pengaduan_xl.resources import this_machine

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.scheduler.rounds import Pass
    from pengaduan_xl.scheduler.starter import Outcome, Task
    from pengaduan_xl.scheduler.status import Status

ACTIONS = ("sekali", "status", "pasang", "lepas", "cetak")
"""What the command may be asked for instead of running on; one at a time, but --pasang --cetak only shows."""

WAYS = ("windows", "systemd", "cron")


@office_command("pengaduan jadwal --pasang")
@click.option("--sekali", is_flag=True, help="Buat yang sudah waktunya, lalu berhenti.")
@click.option("--status", is_flag=True, help="Tampilkan keadaan jadwal; tidak ada yang dibuat.")
@click.option("--pasang", is_flag=True, help="Titipkan pada penjadwal sistem, setiap 5 menit.")
@click.option("--lepas", is_flag=True, help="Lepas dari penjadwal sistem.")
@click.option(
    "--cetak", is_flag=True, help="Tampilkan saja yang akan ditulis --pasang, tanpa menulisnya."
)
@click.option(
    "--cara", type=click.Choice(WAYS), help="Penjadwal sistem; bawaan: yang ada di komputer ini."
)
@json_option
@click.pass_context
def jadwal(ctx: click.Context, /, cara: str | None, *, as_json: bool, **asked: bool) -> None:
    """Buat rekap dan daftar terlambat secara otomatis menurut lembar Jadwal.

    Tanpa pilihan, perintah ini terus berjalan sampai dihentikan dengan Ctrl-C.
    """
    actions = [name for name in ACTIONS if asked[name]]
    if actions == ["pasang", "cetak"]:
        actions = ["cetak"]
    if len(actions) > 1:
        raise click.UsageError(f"Pilih salah satu: --{', --'.join(actions)}")
    path = RegisterFile(register_path(ctx)).path.absolute()
    if not actions:
        _run_on(path)
    elif actions == ["sekali"]:
        _run_once(path, as_json=as_json)
    elif actions == ["status"]:
        _show_status(path, as_json=as_json)
    elif actions == ["lepas"]:
        _remove(path, as_json=as_json)
    else:
        _install(path, cara, is_shown_only=actions == ["cetak"], as_json=as_json)


def _run_on(path: Path) -> None:
    """Make what is due until Ctrl-C."""
    from pengaduan_xl.scheduler.loop import Stop, rounds_of, run_until_stopped, stopped_by_signals

    stop = Stop()
    with rounds_of(path, clock.now, click.echo) as (rounds, diary), stopped_by_signals(stop):
        run_until_stopped(rounds, diary, stop)


def _run_once(path: Path, *, as_json: bool) -> None:
    """Make one pass; another scheduler at work is no failure, as it makes what is due."""
    from pengaduan_xl.scheduler.loop import AlreadyRunningError, rounds_of
    from pengaduan_xl.scheduler.rounds import Pass

    lines: list[str] = []
    try:
        with rounds_of(path, clock.now, lines.append) as (rounds, _):
            done = rounds.make_due()
    except AlreadyRunningError as error:
        lines.append(f"{error.problem}.")
        done = Pass([], [])
    _show_pass(done, lines, as_json=as_json)
    if done.failures:
        click.get_current_context().exit(done.failures[0].error.exit_code)


def _show_pass(done: Pass, lines: list[str], *, as_json: bool) -> None:
    failures = [failure.told for failure in done.failures]
    if as_json:
        show_json({"dibuat": done.made, "gagal": failures, "catatan": lines})
        return
    for line in lines:
        if line not in failures:
            click.echo(line)
    for failure in failures:
        click.echo(f"Galat: {failure}", err=True)
    if not lines and not failures:
        click.echo("Tidak ada laporan yang sudah waktunya.")


def _show_status(path: Path, *, as_json: bool) -> None:
    from pengaduan_xl.scheduler.starter import run_program, task_of
    from pengaduan_xl.scheduler.starters import installed
    from pengaduan_xl.scheduler.status import status_of

    machine = this_machine()
    ways = installed(task_of(path, machine), machine, run_program)
    found = status_of(path, clock.now)
    if as_json:
        show_json(_status_fields(found, ways))
        return
    click.echo(f"Folder laporan    : {found.folder}")
    click.echo(f"Sedang berjalan   : {'ya' if found.is_running else 'tidak'}")
    click.echo(f"Penjadwal sistem  : {', '.join(ways) or 'belum dipasang (--pasang)'}")
    rows = [
        (
            time.report,
            f"{time.minute // 60:02d}.{time.minute % 60:02d}",
            time.days_text,
            moment_text(made),
            moment_text(due),
        )
        for time, made, due in found.rows
    ]
    if rows:
        click.echo(f"Sumber jadwal     : {'lembar Jadwal' if found.is_own else 'bawaan'}")
        headings = ("Laporan", "Jam", "Hari", "Terakhir dibuat", "Berikutnya")
        show_table("Jadwal laporan", headings, rows)
    for remark in found.remarks:
        click.echo(f"Gangguan: {remark}", err=True)


def _status_fields(found: Status, ways: list[str]) -> dict[str, Any]:
    return {
        "folder": str(found.folder),
        "berjalan": found.is_running,
        "penjadwal": ways,
        "lembar_jadwal": found.is_own,
        "laporan": [
            {
                "laporan": time.report,
                "jam": f"{time.minute // 60:02d}:{time.minute % 60:02d}",
                "hari": time.days_text,
                "terakhir": iso(made),
                "berikutnya": iso(due),
            }
            for time, made, due in found.rows
        ],
        "gangguan": found.remarks,
    }


def _install(path: Path, way: str | None, *, is_shown_only: bool, as_json: bool) -> None:
    """Hand the passes over to the system's scheduler, or only show what that would write."""
    from pengaduan_xl.scheduler.starter import run_program, task_of
    from pengaduan_xl.scheduler.starters import STARTERS, choose

    machine = this_machine()
    task = task_of(path, machine)
    starter = STARTERS[way or choose(machine, run_program)]
    if is_shown_only:
        text = starter.shown(task, machine)
        if as_json:
            show_json({"penjadwal": starter.LABEL, "isi": text})
        else:
            click.echo(text, nl=False)
        return
    if not task.register.is_file():
        raise RegisterNotFoundError(task.register)
    done = starter.install(task, machine, run_program)
    _show_outcome(f"{starter.LABEL}: jadwal terpasang", task, done, as_json=as_json)


def _remove(path: Path, *, as_json: bool) -> None:
    from pengaduan_xl.scheduler.starter import run_program, task_of
    from pengaduan_xl.scheduler.starters import remove_all

    machine = this_machine()
    task = task_of(path, machine)
    done = remove_all(task, machine, run_program)
    said = "Jadwal dilepas" if done.items else "Jadwal tidak terpasang"
    _show_outcome(said, task, done, as_json=as_json)


def _show_outcome(said: str, task: Task, done: Outcome, *, as_json: bool) -> None:
    if as_json:
        show_json({"nama": task.name, "berkas": done.items, "petunjuk": done.advice})
        return
    click.echo(f"{said} ({task.name}).")
    for line in (*done.items, *done.advice):
        click.echo(f"  {line}")
