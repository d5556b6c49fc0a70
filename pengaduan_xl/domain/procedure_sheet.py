"""The sheets SOP and Alur as procedures, and the rows that fill them in a new workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.findings import CellValue, Finding, SheetRow
from pengaduan_xl.domain.procedure import (
    DAY_RULES,
    KEPALA,
    KEPALA_SEKSI,
    MOVES,
    PERFORMER,
    PETUGAS,
    ROLES,
    TIM_TEKNIS,
    UNITS,
    Procedure,
    Step,
    Transition,
    as_day_rule,
    as_move,
    as_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_VERSION = "2021-04"
"""The SOP's date of making, April 2021."""


def parse_procedures(
    sop: Iterable[SheetRow], flow: Iterable[SheetRow]
) -> tuple[dict[str, Procedure], list[Finding]]:
    """Read the sheets SOP and Alur into procedures by version.

    Rows that cannot be used come back as findings with their cell; the others still load.
    """
    findings: list[Finding] = []
    steps: dict[str, dict[int, Step]] = {}
    for row in sop:
        step = _step(row, findings)
        if step is None:
            continue
        known = steps.setdefault(row.text("Versi"), {})
        if step.number in known:
            findings.append(
                row.finding(
                    "No", f"Tahap {step.number} tertulis dua kali", "Hapus salah satu baris"
                )
            )
        known.setdefault(step.number, step)
    moves: dict[str, list[Transition]] = {}
    for row in flow:
        transition = _transition(row, steps.get(row.text("Versi"), {}), findings)
        if transition is not None:
            moves.setdefault(row.text("Versi"), []).append(transition)
    procedures = {
        version: Procedure(
            version, tuple(found[number] for number in sorted(found)), tuple(moves.get(version, ()))
        )
        for version, found in steps.items()
    }
    for procedure in procedures.values():
        findings += _gaps(procedure)
    return procedures, findings


def split_items(text: str) -> tuple[str, ...]:
    """Return the items of a cell that are separated by semicolons or line breaks."""
    return tuple(item.strip() for item in text.replace("\n", ";").split(";") if item.strip())


def _whole(row: SheetRow, heading: str) -> int | None:
    """Return a positive whole number, ``None`` for anything else."""
    text = row.text(heading)
    return int(text) if text.isdecimal() and int(text) > 0 else None


def _step(row: SheetRow, findings: list[Finding]) -> Step | None:
    number, amount = _whole(row, "No"), _whole(row, "Waktu")
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


def _transition(
    row: SheetRow, steps: dict[int, Step], findings: list[Finding]
) -> Transition | None:
    move = as_move(row.text("Jenis"))
    roles = split_items(row.text("Peran"))
    unknown = [role for role in roles if role not in ROLES and role != PERFORMER]
    faults = []
    if move is None:
        faults.append(row.finding("Jenis", "Jenis tidak dikenal", f"Pilih: {', '.join(MOVES)}"))
    if unknown:
        choices = ", ".join((PERFORMER, *ROLES))
        faults.append(
            row.finding("Peran", f"Peran tidak dikenal: {', '.join(unknown)}", f"Pilih: {choices}")
        )
    faults.extend(
        row.finding(heading, "Tahap tidak ada pada SOP versi ini", "Isi nomor tahap yang ada")
        for heading in ("Dari Tahap", "Ke Tahap")
        if row.text(heading) and _whole(row, heading) not in steps
    )
    findings += faults
    if faults or move is None:
        return None
    return Transition(
        move,
        _whole(row, "Dari Tahap"),
        _whole(row, "Ke Tahap"),
        roles,
        row.text("Aktif").casefold() == "ya",
        row.text("Alasan Wajib").casefold() == "ya",
    )


def _gaps(procedure: Procedure) -> list[Finding]:
    """Find steps that are numbered with a gap or that the flow does not lead out of."""
    numbers = [step.number for step in procedure.steps]
    found = []
    if numbers != list(range(1, len(numbers) + 1)):
        found.append(
            Finding(
                "SOP",
                "",
                procedure.version,
                "Nomor tahap tidak berurutan dari 1",
                "Perbaiki kolom No",
            )
        )
    found += [
        Finding(
            "Alur",
            "",
            procedure.version,
            f"Tidak ada baris 'maju' dari tahap {number}",
            "Tambahkan barisnya",
        )
        for number in numbers
        if procedure.transition("maju", number) is None
    ]
    return found


_STEPS: tuple[tuple[str, str, str, str, int, str, str, str], ...] = (
    (
        "Penerimaan pengaduan",
        "Menerima dan menjelaskan setiap kebutuhan informasi pengaduan yang dipertanyakan pemohon.",
        PETUGAS, "Pengaduan tertulis dan/atau lisan", 15, "menit", "Informasi pengaduan", "",
    ),
    (
        "Pencatatan dan penerusan berkas",
        (
            "Mencatat data pemohon dan penjelasan pengaduan sesuai isian formulir pengaduan "
            "serta meneruskan berkas pengaduan kepada Kepala Seksi."
        ),
        PETUGAS, "Formulir pengaduan; Agenda; Tanda terima pengaduan", 30, "menit", "Data-data pengaduan",
        "formulir; tanda-terima",
    ),
    (
        "Verifikasi berkas, putusan peninjauan",
        "Memverifikasi berkas administrasi pengaduan dan memutuskan untuk melakukan peninjauan lapangan.",
        KEPALA_SEKSI, "Berkas pengaduan", 1, "jam", "Berkas pengaduan", "",
    ),
    (
        "Fasilitasi peninjauan lapangan",
        "Memfasilitasi pihak-pihak terkait untuk melakukan peninjauan lapangan.",
        KEPALA_SEKSI, "Undangan peninjauan lapangan kepada pihak terkait", 3, "hari", "Surat undangan",
        "undangan",
    ),
    (
        "Peninjauan lapangan dan BAP",
        "Melaksanakan peninjauan lapangan dan menyusun pertimbangan teknis (BAP).",
        TIM_TEKNIS, "Berita acara hasil peninjauan lapangan", 5, "hari", "Rapat teknis", "bap",
    ),
    (
        "Telaahan usulan penyelesaian",
        "Meneliti pertimbangan teknis tim dan membuat telaahan usulan penyelesaian permasalahan.",
        KEPALA_SEKSI, "BAP dan telaahan staf", 2, "hari", "Usulan penyelesaian", "telaahan",
    ),
    (
        "Disposisi",
        "Mempelajari telaahan dan memberikan disposisi untuk proses selanjutnya.",
        KEPALA, "BAP dan telaahan staf; Disposisi Kepala DPM-PTSP", 1, "hari", "Keputusan penyelesaian",
        "disposisi",
    ),
    (
        "Penyiapan surat balasan",
        "Menyiapkan surat balasan atas pengaduan masyarakat.",
        KEPALA_SEKSI, "Disposisi Kepala DPM-PTSP; Draf surat balasan", 2, "jam", "Draf surat", "surat-balasan",
    ),
    (
        "Penandatanganan",
        "Menandatangani surat balasan.",
        KEPALA, "Surat balasan", 1, "jam", "Surat balasan", "surat-balasan",
    ),
    (
        "Penyampaian kepada pemohon",
        "Menyampaikan surat balasan pengaduan kepada pemohon.",
        PETUGAS, "Agenda surat keluar", 15, "menit", "Penyelesaian pengaduan", "",
    ),
)  # fmt: skip


def default_step_rows() -> list[dict[str, CellValue]]:
    """Return the SOP's ten steps as rows of the sheet SOP (SOP Pengaduan, diagram alir)."""
    headings = (
        "Tahap", "Uraian Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Satuan", "Output", "Surat Wajib",
    )  # fmt: skip
    return [
        {
            "Versi": DEFAULT_VERSION,
            "No": number,
            **dict(zip(headings, values, strict=True)),
            "Cara Hitung Hari": DAY_RULES[0],
        }
        for number, values in enumerate(_STEPS, start=1)
    ]


def default_flow_rows() -> list[dict[str, CellValue]]:
    """Return the allowed moves as rows of the sheet Alur.

    Forward through every step; returns from the reviews 3, 7 and 9; 3 to 6 without a field visit is
    present but off, since the SOP makes the visit its path.
    """
    last = len(_STEPS)
    rows = [_flow("maju", n, n + 1 if n < last else None, "") for n in range(1, last + 1)]
    rows += [_flow("kembali", source, source - 1, "", reason=True) for source in (3, 7, 9)]
    skip = _flow("lompat", 3, 6, "", reason=True)
    rows.append(
        skip | {"Aktif": "Tidak", "Keterangan": "Tanpa peninjauan lapangan; SOP tidak mengaturnya"}
    )
    rows += [
        _flow("tunda", None, None, "", reason=True),
        _flow("lanjut", None, None, f"{PERFORMER}; {PETUGAS}"),
        _flow("limpah", None, None, f"{PERFORMER}; {KEPALA_SEKSI}; {KEPALA}", reason=True),
        _flow("cabut", None, None, f"{PERFORMER}; {PETUGAS}", reason=True),
        _flow("anggap cabut", None, None, f"{PERFORMER}; {PETUGAS}; {KEPALA_SEKSI}", reason=True),
    ]
    return rows


def _flow(
    move: str, source: int | None, target: int | None, roles: str, *, reason: bool = False
) -> dict[str, CellValue]:
    return {
        "Versi": DEFAULT_VERSION,
        "Jenis": move,
        "Dari Tahap": source,
        "Ke Tahap": target,
        "Peran": roles,
        "Aktif": "Ya",
        "Alasan Wajib": "Ya" if reason else "Tidak",
        "Keterangan": "Selesai" if move == "maju" and target is None else None,
    }


def default_procedure() -> Procedure:
    """Return the office's SOP as the package ships it."""
    procedures, _ = parse_procedures(
        _as_rows("SOP", default_step_rows()), _as_rows("Alur", default_flow_rows())
    )
    return procedures[DEFAULT_VERSION]


def _as_rows(sheet: str, rows: list[dict[str, CellValue]]) -> list[SheetRow]:
    columns = {heading: place for place, heading in enumerate(rows[0], start=1)}
    return [SheetRow(sheet, number, values, columns) for number, values in enumerate(rows, start=4)]
