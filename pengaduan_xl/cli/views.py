"""Commands that show cases and check the register; none writes into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pengaduan_xl import clock
from pengaduan_xl.cli.options import json_option, office_command, register_path
from pengaduan_xl.cli.output import (
    iso,
    moment_text,
    show_findings,
    show_json,
    show_notices,
    show_table,
)
from pengaduan_xl.domain.moments import parse_moment
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.wording import mask_nik

if TYPE_CHECKING:
    from pengaduan_xl.domain.complaint import Case, CaseState

HIDDEN = "Pengadu (dirahasiakan)"

LABELS = {
    "nomor": "No. Register",
    "diterima": "Diterima",
    "perihal": "Perihal",
    "status": "Status",
    "tahap": "Tahap",
    "pelaksana": "Pelaksana",
    "tenggat": "Tenggat tahap",
    "tenggat_kasus": "Tenggat kasus",
    "pengadu": "Pengadu",
    "nik": "NIK",
    "saluran": "Saluran",
    "uraian": "Uraian",
    "hasil": "Hasil",
    "nomor_surat_balasan": "No. surat balasan",
}


@office_command("pengaduan daftar --status Diproses")
@click.option("--status", metavar="STATUS", help="Hanya status ini, mis. Diproses.")
@click.option("--tahap", type=int, metavar="TAHAP", help="Hanya tahap ini.")
@click.option("--semua", is_flag=True, help="Termasuk yang sudah berakhir.")
@json_option
@click.pass_context
def daftar(
    ctx: click.Context, /, status: str | None, tahap: int | None, *, semua: bool, as_json: bool
) -> None:
    """Tampilkan daftar pengaduan."""
    from pengaduan_xl.reading import read_ledger

    ledger, notices = read_ledger(register_path(ctx))
    show_notices(notices)
    found = []
    for case in ledger.cases():
        state, _ = state_of(ledger.office, replay(case.events))
        wanted = status is None or state.status.casefold() == status.casefold()
        if wanted and tahap in {None, state.step} and (semua or status or state.status.is_open):
            found.append((case, state))
    if as_json:
        show_json([_summary(case, state) for case, state in found])
        return
    show_table(
        f"Daftar pengaduan ({len(found)})",
        ("No. Register", "Diterima", "Perihal", "Status", "Tahap", "Pelaksana", "Tenggat tahap"),
        [
            (
                case.complaint.number,
                moment_text(case.complaint.received),
                case.complaint.subject,
                state.status,
                state.step or "-",
                state.role or "-",
                moment_text(state.step_due),
            )
            for case, state in found
        ],
    )


def _summary(case: Case, state: CaseState) -> dict[str, object]:
    return {
        "nomor": case.complaint.number,
        "diterima": iso(case.complaint.received),
        "perihal": case.complaint.subject,
        "status": state.status,
        "tahap": state.step,
        "pelaksana": state.role or None,
        "tenggat": iso(state.step_due),
        "tenggat_kasus": iso(state.case_due),
    }


@office_command("pengaduan lihat 2026-0001")
@click.argument("nomor")
@json_option
@click.pass_context
def lihat(ctx: click.Context, /, nomor: str, *, as_json: bool) -> None:
    """Tampilkan satu pengaduan dan riwayatnya."""
    from pengaduan_xl.reading import read_ledger

    ledger, notices = read_ledger(register_path(ctx))
    show_notices(notices)
    case = ledger.case(nomor)
    state, _ = state_of(ledger.office, replay(case.events))
    complaint = case.complaint
    details = _summary(case, state) | {
        "pengadu": HIDDEN if complaint.confidential else complaint.name,
        "nik": mask_nik(complaint.nik) if complaint.nik else None,
        "saluran": complaint.channel,
        "uraian": complaint.description,
        "hasil": state.outcome or None,
        "nomor_surat_balasan": state.reply_number or None,
    }
    events = [
        {
            "waktu": iso(event.happened),
            "peristiwa": event.kind,
            "tahap": event.step,
            "pelaksana": event.officer,
            "tepat": event.timeliness or None,
            "alasan": event.reason or None,
            "dokumen": event.document.split("; sha256:")[0] or None,
        }
        for event in case.events
    ]
    if as_json:
        show_json(details | {"riwayat": events})
        return
    rows = [(LABELS[key], _shown(value)) for key, value in details.items()]
    show_table(nomor, ("Hal", "Isi"), rows)
    headings = ("Waktu", "Peristiwa", "Tahap", "Pelaksana", "Ketepatan", "Alasan", "Dokumen")
    lines = [tuple(map(_shown, event.values())) for event in events]
    show_table("Riwayat", headings, lines)


def _shown(value: object) -> str:
    """Return a value of the JSON form as the screen shows it."""
    moment = parse_moment(value.removesuffix("+07:00")) if isinstance(value, str) else None
    return moment_text(moment) if moment else "-" if value is None else str(value)


@office_command("pengaduan periksa kantor/Register_Pengaduan.xlsx")
@click.argument("register", required=False, metavar="[BERKAS]", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def periksa(ctx: click.Context, /, register: Path | None, *, as_json: bool) -> None:
    """Periksa register dan laporkan temuan; berkas tidak diubah."""
    from pengaduan_xl.correspondence.checking import check_office

    findings = check_office(register or register_path(ctx), clock.now())
    show_findings(findings, as_json=as_json)
    if findings:
        ctx.exit(1)
