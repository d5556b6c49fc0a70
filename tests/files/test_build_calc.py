"""The blank workbook's formulas and colours, as LibreOffice shows them after rows were written in."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from pengaduan_xl.register.blank.styles import CLOSED, DUE_SOON, OVERDUE, SHADE, WAITING
from pengaduan_xl.register.patch import patch_workbook
from pengaduan_xl.register.schema import REGISTER
from pengaduan_xl.resources import blank_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook

LATE, HELD, DONE, NEAR, EARLY = (f"2020-000{place}" for place in range(1, 6))


def case(number: str, status: str, start: str = "", due: str = "") -> dict[str, Any]:
    """A row of Register; its step runs between two years."""
    row: dict[str, Any] = {"No. Register": number, "Status": status}
    row["Tgl/Jam Terima"] = datetime.fromisoformat("2020-03-02T08:00")
    if due:
        row["Tahap"] = 2
        row["Mulai Tahap"] = datetime.fromisoformat(f"{start}-03-02T08:00")
        row["Tenggat Tahap"] = datetime.fromisoformat(f"{due}-03-02T08:00")
    return row


CASES: tuple[dict[str, Any], ...] = (
    case(LATE, "Diproses", "2020", "2021") | {"Nama Pengadu": "Warga", "Rahasia": "Ya"},
    case(HELD, "Menunggu Kelengkapan"),
    case(DONE, "Selesai"),
    case(NEAR, "Diterima", "1950", "2050"),
    case(EARLY, "Diproses", "2020", "2300"),
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the cases, the late one chosen on Meja Kerja, written as the package writes."""
    path = tmp_path_factory.mktemp("calc") / "isi.xlsx"
    event: dict[str, Any] = {"No. Urut": 1, "No. Register": LATE, "Versi SOP": "2021-04"}
    patch_workbook(
        blank_workbook(),
        path,
        cells={("Meja Kerja", "C4"): LATE, ("Beranda", "C4"): "Petugas Contoh"},
        rows={"Register": CASES, "Riwayat": [event]},
    )
    return path


def converted(path: Path, form: str) -> Path:
    """Open a workbook in LibreOffice, with a profile of its own, and save it in another form."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) tidak terpasang")
    profile = (path.parent / "profile").as_uri()
    out = path.parent / "out"
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    command += ["--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{form}"


@pytest.fixture(scope="module")
def calculated(register: Path) -> Iterator[Workbook]:
    found = load_workbook(converted(register, "xlsx"), data_only=True)
    yield found
    found.close()


@pytest.fixture(scope="module")
def coloured(register: Path) -> str:
    return converted(register, "html").read_text(encoding="utf-8")


def colours(page: str, number: str, heading: str) -> set[str]:
    """The colours of a cell of Register: of its ground and of its letters."""
    rows = (row.split("<td")[1:] for row in page.split("<tr>"))
    cells = next(row for row in rows if len(row) > 30 and f">{number}<" in row[0])
    cell = cells[REGISTER.headings.index(heading)]
    return set(re.findall(r'color="(#[0-9A-F]{6})"', cell))


def test_calc_counts_the_cases_that_were_written_into_the_closed_file(
    calculated: Workbook,
) -> None:
    labels, numbers = calculated["Beranda"]["B8:F9"]
    found = {label.value: number.value for label, number in zip(labels, numbers, strict=True)}
    assert found == {
        "Kasus terbuka": 4,
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
        ("B23", "Formulir pengaduan"),
        ("B25", "Tanda terima pengaduan"),
        ("B26", None),
        ("C42", "Petugas Contoh"),
    ],
)
def test_the_desk_looks_the_case_and_its_step_up(
    calculated: Workbook, address: str, expected: str | int | None
) -> None:
    assert calculated["Meja Kerja"][address].value == expected


@pytest.mark.parametrize(
    ("number", "heading", "expected"),
    [
        (LATE, "Tenggat Tahap", OVERDUE["bg_color"]),
        (LATE, "Tahap", OVERDUE["bg_color"]),
        (HELD, "Status", WAITING["bg_color"]),
        (NEAR, "Tenggat Tahap", DUE_SOON["bg_color"]),
        (EARLY, "Tenggat Tahap", SHADE),
        (DONE, "No. Register", CLOSED["font_color"]),
    ],
)
def test_a_case_has_the_colour_of_its_state(
    coloured: str, number: str, heading: str, expected: str
) -> None:
    assert expected in colours(coloured, number, heading)


@pytest.mark.parametrize(
    ("number", "heading"), [(LATE, "Perihal"), (LATE, "Status"), (DONE, "Tahap")]
)
def test_no_other_cell_is_coloured(coloured: str, number: str, heading: str) -> None:
    loud = {OVERDUE["bg_color"], DUE_SOON["bg_color"], WAITING["bg_color"]}
    assert loud.isdisjoint(colours(coloured, number, heading))
