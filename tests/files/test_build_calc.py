"""The blank workbook's formulas, calculated by LibreOffice after rows were written into the closed file."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.resources import blank_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

CASES: tuple[dict[str, Any], ...] = (
    {"No. Register": "2020-0001", "Status": "Diproses", "Tahap": 2},
    {"No. Register": "2020-0002", "Status": "Menunggu Kelengkapan", "Tahap": 3},
    {"No. Register": "2020-0003", "Status": "Selesai"},
)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbook]:
    """A register with three cases, one of them on Meja Kerja, as Calc calculates it on opening."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) tidak terpasang")
    folder = tmp_path_factory.mktemp("calc")
    received = datetime.fromisoformat("2020-03-02T08:00")
    late = {"Mulai Tahap": received, "Tenggat Tahap": received.replace(hour=9)}
    rows = [row | {"Tgl/Jam Terima": received} for row in CASES]
    patch_workbook(
        blank_workbook(),
        folder / "isi.xlsx",
        cells={("Meja Kerja", "C4"): "2020-0001", ("Beranda", "C4"): "Petugas Contoh"},
        rows={
            "Register": [rows[0] | late | {"Nama Pengadu": "Warga", "Rahasia": "Ya"}, *rows[1:]],
            "Riwayat": [{"No. Urut": 1, "No. Register": "2020-0001", "Versi SOP": "2021-04"}],
        },
    )
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "isi.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    found = load_workbook(folder / "out" / "isi.xlsx", data_only=True)
    yield found
    found.close()


def test_calc_counts_the_cases_that_were_written_into_the_closed_file(
    calculated: Workbook,
) -> None:
    labels, numbers = calculated["Beranda"]["B7:F8"]
    found = {label.value: number.value for label, number in zip(labels, numbers, strict=True)}
    assert found == {
        "Kasus terbuka": 2,
        "Diterima hari ini": 0,
        "Lewat tenggat tahap": 1,
        "Menunggu kelengkapan": 1,
        "Selesai bulan ini": 0,
    }


def test_no_formula_gives_an_error_in_calc(calculated: Workbook) -> None:
    broken = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in calculated.worksheets
        for row in sheet.iter_rows(max_row=60)
        for cell in row
        if cell.data_type == "e"
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("C7", "Pengadu (dirahasiakan)"),
        ("C14", 2),
        ("D14", "Pencatatan dan penerusan berkas"),
        ("F15", "30 menit"),
        ("C18", "Lewat tenggat"),
        ("B21", "Formulir pengaduan"),
        ("B23", "Tanda terima pengaduan"),
        ("B24", None),
        ("C38", "Petugas Contoh"),
    ],
)
def test_the_desk_looks_the_case_and_its_step_up(
    calculated: Workbook, address: str, expected: str | int | None
) -> None:
    assert calculated["Meja Kerja"][address].value == expected
