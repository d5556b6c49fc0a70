"""The sheets SOP and Alur as procedures by version; what cannot be used becomes a finding at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow, positive_number
from pengaduan_xl.domain.procedure import (
    DAY_RULES,
    MOVES,
    PERFORMER,
    ROLES,
    UNITS,
    Procedure,
    Step,
    Transition,
    as_day_rule,
    as_move,
    as_unit,
)
from pengaduan_xl.domain.procedure_defaults import (
    DEFAULT_VERSION,
    default_flow_rows,
    default_step_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FROM, TO = "Dari Tahap", "Ke Tahap"
NEEDS_STEPS: dict[str, tuple[str, ...]] = {
    "maju": (FROM,),
    "lompat": (FROM, TO),
    "kembali": (FROM, TO),
}
"""Headings that a move must fill in: with them empty it would hold for any step, or end the case."""

_YES_NO = {"ya": True, "true": True, "tidak": False, "false": False, "": False}


def parse_procedures(
    sop: Iterable[SheetRow], flow: Iterable[SheetRow]
) -> tuple[dict[str, Procedure], list[Finding]]:
    """Read the sheets SOP and Alur into procedures by version.

    Rows that cannot be used come back as findings with their cell; the others still load.
    """
    steps, findings = _read_steps(sop)
    moves: dict[str, list[Transition]] = {version: [] for version in steps}
    for row in flow:
        faults = list(_move_faults(row, steps))
        findings += faults
        move = as_move(row.text("Jenis"))
        if not faults and move is not None:
            transition = Transition(
                move,
                positive_number(row.text(FROM)),
                positive_number(row.text(TO)),
                split_items(row.text("Peran")),
                _YES_NO[row.text("Aktif").casefold()],
                _YES_NO[row.text("Alasan Wajib").casefold()],
            )
            moves[row.text("Versi")].append(transition)
    procedures = {
        version: Procedure(
            version, tuple(found[number] for number in sorted(found)), tuple(moves[version])
        )
        for version, found in steps.items()
    }
    for procedure in procedures.values():
        findings += _gaps(procedure)
    return procedures, findings


def split_items(text: str) -> tuple[str, ...]:
    """Return the items of a cell that are separated by semicolons or line breaks."""
    return tuple(item.strip() for item in text.replace("\n", ";").split(";") if item.strip())


def default_procedure() -> Procedure:
    """Return the office's SOP as the package ships it."""
    procedures, _ = parse_procedures(
        _as_rows("SOP", default_step_rows()), _as_rows("Alur", default_flow_rows())
    )
    return procedures[DEFAULT_VERSION]


def _read_steps(sop: Iterable[SheetRow]) -> tuple[dict[str, dict[int, Step]], list[Finding]]:
    """Return the steps by version and number, and what is wrong; of a repeated number the first counts."""
    steps: dict[str, dict[int, Step]] = {}
    findings: list[Finding] = []
    for row in sop:
        step = _step(row, findings)
        if step is None:
            continue
        known = steps.setdefault(row.text("Versi"), {})
        if step.number in known:
            problem = f"Tahap {step.number} tertulis dua kali"
            findings.append(row.finding("No", problem, "Hapus salah satu baris"))
        known.setdefault(step.number, step)
    return steps, findings


def _step(row: SheetRow, findings: list[Finding]) -> Step | None:
    number, amount = positive_number(row.text("No")), positive_number(row.text("Waktu"))
    unit, rule = as_unit(row.text("Satuan")), as_day_rule(row.text("Cara Hitung Hari"))
    role = row.text("Pelaksana")
    checks = (
        ("Versi", bool(row.text("Versi")), "Versi kosong", "Isi versi SOP, mis. 2021-04"),
        ("No", number is not None, "Nomor tahap bukan bilangan", "Isi 1, 2, 3, dan seterusnya"),
        ("Tahap", bool(row.text("Tahap")), "Nama tahap kosong", "Isi nama tahap"),
        ("Pelaksana", role in ROLES, "Pelaksana tidak dikenal", f"Pilih: {', '.join(ROLES)}"),
        ("Waktu", amount is not None, "Waktu bukan bilangan positif", "Isi bilangan bulat, mis. 3"),
        ("Satuan", unit is not None, "Satuan tidak dikenal", f"Pilih: {', '.join(UNITS)}"),
        ("Cara Hitung Hari", rule is not None, "Cara hitung tidak dikenal", f"Pilih: {', '.join(DAY_RULES)}"),
    )  # fmt: skip
    faults = [
        row.finding(heading, why, remedy) for heading, good, why, remedy in checks if not good
    ]
    findings += faults
    if faults or number is None or amount is None or unit is None or rule is None:
        return None
    return Step(
        number,
        row.text("Tahap"),
        row.text("Uraian Kegiatan"),
        role,
        split_items(row.text("Kelengkapan")),
        amount,
        unit,
        rule,
        row.text("Output"),
        split_items(row.text("Surat Wajib")),
    )


def _move_faults(row: SheetRow, steps: Mapping[str, Mapping[int, Step]]) -> Iterator[Finding]:
    """Find what keeps a row of Alur from being used."""
    known = steps.get(row.text("Versi"))
    if known is None:
        yield row.finding("Versi", "Versi tidak ada pada lembar SOP", "Isi versi yang ada di SOP")
        return
    if as_move(row.text("Jenis")) is None:
        yield row.finding("Jenis", "Jenis tidak dikenal", f"Pilih: {', '.join(MOVES)}")
    choices = (PERFORMER, *ROLES)
    unknown = [role for role in split_items(row.text("Peran")) if role not in choices]
    if unknown:
        problem = f"Peran tidak dikenal: {', '.join(unknown)}"
        yield row.finding("Peran", problem, f"Pilih: {', '.join(choices)}")
    yield from _step_faults(row, known)
    for heading in ("Aktif", "Alasan Wajib"):
        if row.text(heading).casefold() not in _YES_NO:
            yield row.finding(heading, f"{heading} bukan Ya atau Tidak", "Pilih: Ya, Tidak")


def _step_faults(row: SheetRow, steps: Mapping[int, Step]) -> Iterator[Finding]:
    needed = NEEDS_STEPS.get(row.text("Jenis").casefold(), ())
    for heading in (FROM, TO):
        text = row.text(heading)
        if not text and heading in needed:
            problem = f"{heading} kosong, padahal '{row.text('Jenis')}' memerlukannya"
            yield row.finding(heading, problem, "Isi nomor tahap yang ada")
        elif text and positive_number(text) not in steps:
            problem = "Tahap tidak ada pada SOP versi ini"
            yield row.finding(heading, problem, "Isi nomor tahap yang ada")


def _gaps(procedure: Procedure) -> Iterator[Finding]:
    """Find steps that are numbered with a gap or that the flow does not lead out of."""
    version = procedure.version
    numbers = [step.number for step in procedure.steps]
    if numbers != list(range(1, len(numbers) + 1)):
        problem = "Nomor tahap tidak berurutan dari 1"
        yield Finding("SOP", "", version, problem, "Perbaiki kolom No")
    for number in numbers:
        if procedure.transition("maju", number) is None:
            problem = f"Tidak ada baris 'maju' dari tahap {number}"
            yield Finding("Alur", "", version, problem, "Tambahkan barisnya")


def _as_rows(sheet: str, rows: list[dict[str, CellValue]]) -> list[SheetRow]:
    columns = {heading: place for place, heading in enumerate(rows[0], start=1)}
    return [SheetRow(sheet, number, values, columns) for number, values in enumerate(rows, start=4)]
