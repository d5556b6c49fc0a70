"""A register that LibreOffice saved: nothing of it is lost, and the office goes on working in it.

What LibreOffice changes on saving, and why no rule here minds: tables, drawings and comments get new part
names (found through relationships), texts and styles new numbers, and moments are rounded to 15 digits
(read to the nearest second, so that the chain of Sidik holds).
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import warnings
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.worksheet.table import Table as ExcelTable
from register_samples import (
    BEGUN,
    ENTRY,
    FIRST_ROW,
    INTAKE,
    NOW,
    desk,
    place,
    read,
    sheet_cells,
    told,
    used_register,
)
from workbook_samples import _png, changed_parts

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.schema import HISTORY, REGISTER, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.register.columns import Table

pytestmark = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"
)

OWN = "Catatan Kami"
TRICKY = {
    **INTAKE,
    "name": 'Nyi "Kutip" & <Putra>',
    "nik": "3302010101900001",
    "phone": "081234567890",
    "subject": "=1+1",
    "description": "Baris satu\nbaris dua  dengan  spasi",
}
DONE = Entry("Petugas Contoh", BEGUN, completeness=("semua",))
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.name))


class Picture(Image):
    """A picture that needs no Pillow; its place and its name in the file are openpyxl's."""

    def __init__(self) -> None:
        self.ref, self.format, self.width, self.height = None, "png", 40, 40

    def _data(self) -> bytes:
        return _png()


def of_staff(content: bytes) -> bytes:
    """Return a register to which staff have added a sheet with a table, chart and picture, and a comment."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.create_sheet(OWN)
    for row in (("Bulan", "Jumlah"), ("Januari", 3), ("Februari", 5)):
        sheet.append(row)
    sheet.add_table(ExcelTable(displayName="Catatan", ref="A1:B3"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    sheet.add_image(Picture(), "D20")
    book["Register"]["L4"].comment = Comment("tolong dicek", "Staf")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def converted(path: Path, form: str) -> Path:
    """Open a file in LibreOffice, with a profile of its own, and save it in another form."""
    profile, out = (path.parent / "profil").as_uri(), path.parent / "keluar"
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    command += ["--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{form.partition(':')[0]}"


def work(path: Path) -> bytes:
    """Take in a fifth complaint, finish and hold a step; return the register."""
    with desk(path) as office:
        number = office.receive(TRICKY, ENTRY).complaint.number
        office.finish("2026-0002", DONE)
        office.hold(number, Entry("Petugas Contoh", BEGUN, reason="Menunggu bukti"))
        office.save()
    return path.read_bytes()


@pytest.fixture(scope="module")
def by_staff() -> bytes:
    return of_staff(used_register())


@pytest.fixture(scope="module")
def saved(by_staff: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The register of staff as LibreOffice saves it."""
    path = place(tmp_path_factory.mktemp("calc"), by_staff)
    return converted(path, "xlsx:Calc MS Excel 2007 XML").read_bytes()


@pytest.fixture(scope="module")
def worked(saved: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after some acts."""
    path = place(tmp_path_factory.mktemp("kerja"), saved)
    work(path)
    return path


@pytest.fixture(scope="module")
def pages(worked: Path) -> str:
    """The text of all pages as LibreOffice prints them."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", "-layout", str(converted(worked, "pdf")), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def parts(content: bytes, *words: str) -> dict[str, bytes]:
    """Return the parts whose name holds one of the words."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if any(word in name for word in words)]
        return {name: package.read(name) for name in names}


def test_a_saved_register_has_no_finding(saved: bytes, tmp_path: Path) -> None:
    assert told(check_register(saved, place(tmp_path, saved), NOW)) == []


@each_table
def test_every_cell_of_a_list_is_as_it_was(by_staff: bytes, saved: bytes, table: Table) -> None:
    before, after = (read(content).list_rows(table) for content in (by_staff, saved))
    assert [(row.number, row.values) for row in after] == [
        (row.number, row.values) for row in before
    ]


def test_complaints_events_and_rules_are_as_they_were(saved: bytes) -> None:
    before, after = read(used_register()), read(saved)
    assert after.rows == before.rows
    assert after.events == before.events
    assert after.settings == before.settings
    assert after.office.procedures == before.office.procedures


def test_dropdowns_and_the_guard_of_riwayat_are_still_there(saved: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(saved))
    rules = book["Register"].data_validations.dataValidation
    assert [r.type for r in rules if f"C{FIRST_ROW}" in r.sqref] == ["list"]
    guards = book["Riwayat"].data_validations.dataValidation
    assert [r.type for r in guards if f"C{FIRST_ROW}" in r.sqref] == ["custom"]


def test_acts_go_into_the_saved_file(worked: Path) -> None:
    ledger = read_ledger(worked).ledger
    case = ledger.case("2026-0005")
    assert [getattr(case.complaint, name) for name in TRICKY] == list(TRICKY.values())
    assert [event.kind for event in case.events] == [EventKind.RECEIVED, EventKind.HELD]
    assert ledger.case("2026-0002").events[-1].kind == EventKind.FINISHED


def test_after_the_acts_the_saved_file_has_no_finding(worked: Path) -> None:
    assert told(check_register(worked.read_bytes(), worked, NOW)) == []


def test_the_acts_change_two_sheets_their_tables_and_the_mark_to_calculate(
    saved: bytes, worked: Path
) -> None:
    kinds = sorted(re.sub(r"\d+", "", name) for name in changed_parts(saved, worked))
    sheets, tables = ["xl/worksheets/sheet.xml"] * 2, ["xl/tables/table.xml"] * 2
    assert kinds == [*tables, "xl/workbook.xml", *sheets]


@pytest.mark.parametrize("word", ["charts/", "media/", "comments", "drawings/", OWN])
def test_what_staff_added_stays_byte_for_byte(saved: bytes, worked: Path, word: str) -> None:
    words = (word,) if word != OWN else ("worksheets/sheet16.xml", "sheet16.xml.rels")
    before = parts(saved, *words)
    assert before
    assert parts(worked.read_bytes(), *words) == before


def test_without_libreoffice_what_staff_added_stays_as_well(
    by_staff: bytes, tmp_path: Path
) -> None:
    path = place(tmp_path, by_staff)
    assert told(check_register(by_staff, path, NOW)) == []
    after = work(path)
    ours = {"xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"}
    changed = {name for name in changed_parts(by_staff, path) if "tables/" not in name}
    assert changed <= ours | {"xl/workbook.xml"}
    assert sheet_cells(after, OWN) == sheet_cells(by_staff, OWN)


@pytest.mark.parametrize("table", [REGISTER, HISTORY], ids=lambda table: str(table.name))
def test_new_rows_look_like_those_that_libreoffice_wrote(worked: Path, table: Table) -> None:
    sheet = openpyxl.load_workbook(worked)[table.sheet]
    first, last = (
        [(cell.number_format, cell.font.name, cell.alignment.wrap_text) for cell in sheet[row]]
        for row in (FIRST_ROW, sheet.max_row)
    )
    assert last == first


def test_libreoffice_prints_the_new_rows_and_no_broken_cell(pages: str) -> None:
    assert {"2026-0005", "=1+1", "081234567890", "3302010101900001"} <= set(pages.split())
    assert not re.search(r"###|#REF!|#NAME\?|#VALUE!|#N/A|Err:\d", pages)


def test_libreoffice_counts_the_new_case_on_the_start_page(pages: str) -> None:
    numbers = next(line for line in pages.splitlines() if re.search(r"^\s*5(\s+\d+){4}\s*$", line))
    opened, _, _, waiting, finished = numbers.split()  # the others depend on the day of the test
    assert (opened, waiting, finished) == ("5", "1", "0")
