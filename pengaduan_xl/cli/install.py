"""The command that installs the buttons in Excel and LibreOffice Calc."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from pengaduan_xl.cli.options import json_option, office_command
from pengaduan_xl.cli.output import show_json, show_notices
from pengaduan_xl.errors import NotFoundError, PengaduanError
from pengaduan_xl.resources import excel_places, find_unopkg, this_machine

if TYPE_CHECKING:
    from pengaduan_xl.excel.install import Done
    from pengaduan_xl.resources import Machine

EXCEL = "Excel"
CALC = "LibreOffice Calc"

ADVICE = {
    "win32": (
        "Tutup Excel, lalu buka lagi: tab Pengaduan harus tampak.",
        "Bila tidak tampak: File > Opsi > Pusat Kepercayaan > Lokasi Tepercaya harus memuat folder XLSTART.",
        "Di sana pula, pada Add-in, jangan wajibkan tanda tangan penerbit.",
        "Bila Pengaduan.xlam disalin dengan tangan: klik kanan > Properti > Buka Blokir (Unblock).",
        "Bila kebijakan instansi melarang makro: minta pengelola TI mengizinkan folder itu.",
    ),
    "darwin": (
        "Tutup Excel, lalu buka lagi: tab Pengaduan harus tampak.",
        "Izinkan makro bila Excel bertanya, dan izinkan Python mengendalikan Excel bila macOS bertanya.",
    ),
    CALC: (
        "Tutup semua jendela LibreOffice, lalu buka lagi: bilah alat dan menu Pengaduan harus tampak.",
    ),
}
"""What staff do after the installation, by system for Excel."""


class NoProgramError(NotFoundError):
    """Neither Excel nor LibreOffice was found."""

    def __init__(self) -> None:
        super().__init__(
            "Excel dan LibreOffice tidak ditemukan",
            "Pasang atau buka salah satunya sekali, atau pilih sendiri dengan --excel atau --calc",
        )


class Result(NamedTuple):
    """What was done for one of the programs, and what staff do next."""

    program: str
    done: Done
    advice: tuple[str, ...]


@office_command("pengaduan pasang --excel")
@click.option("--excel", is_flag=True, help="Hanya untuk Excel.")
@click.option("--calc", is_flag=True, help="Hanya untuk LibreOffice Calc.")
@click.option("--lepas", is_flag=True, help="Lepas tombol yang sudah dipasang.")
@json_option
def pasang(*, excel: bool, calc: bool, lepas: bool, as_json: bool) -> None:
    """Pasang tombol di Excel dan LibreOffice Calc.

    Tanpa --excel dan --calc, tombol dipasang pada setiap program yang ditemukan.
    """
    machine = this_machine()
    programs = [name for name, chosen in ((EXCEL, excel), (CALC, calc)) if chosen]
    results: list[Result] = []
    failures: list[PengaduanError] = []
    for program in programs or _found(machine, removing=lepas):
        try:
            results.append(_carry_out(program, machine, removing=lepas))
        except PengaduanError as error:
            failures.append(error)
    if results:
        _show(results, removing=lepas, as_json=as_json)
    show_notices(str(error) for error in failures[1:])
    if failures:
        raise failures[0]


def _found(machine: Machine, *, removing: bool) -> list[str]:
    """Return the programs that are there; to remove, those that may have been.

    Raises:
        NoProgramError: There is none.
    """
    from pengaduan_xl.excel.install import has_excel

    if removing:
        return [EXCEL, CALC] if excel_places(machine) else [CALC]
    programs = [EXCEL] if has_excel(machine) else []
    programs += [CALC] if find_unopkg(machine) else []
    if not programs:
        raise NoProgramError
    return programs


def _carry_out(program: str, machine: Machine, *, removing: bool) -> Result:
    from pengaduan_xl.excel.install import install_calc, install_excel, remove_calc, remove_excel

    if removing:
        return Result(program, (remove_excel if program == EXCEL else remove_calc)(machine), ())
    if program == EXCEL:
        return Result(program, install_excel(machine), ADVICE[machine.platform])
    return Result(program, install_calc(machine), ADVICE[CALC])


def _show(results: list[Result], *, removing: bool, as_json: bool) -> None:
    """Print what was done, a paragraph a program, or one JSON list."""
    if as_json:
        show_json(
            [
                {
                    "program": program,
                    "dilepas" if removing else "dipasang": done.items,
                    "petunjuk": advice,
                    "peringatan": done.warnings,
                }
                for program, done, advice in results
            ]
        )
        return
    for program, done, advice in results:
        said = ("dilepas" if done.items else "tidak terpasang") if removing else "terpasang"
        click.echo(f"{program}: tombol {said}.")
        for line in (*done.items, *advice):
            click.echo(f"  {line}")
        show_notices(done.warnings)
