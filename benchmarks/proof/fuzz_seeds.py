"""The workbooks that the fuzzer starts from, and what it writes into each."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from register_samples import NOW, used_register
from workbook_samples import rich_bytes, saved_by_calc, simple_bytes

from pengaduan_xl.register.patch import Formula
from pengaduan_xl.resources import blank_workbook
from proof.raw_zip import joined, records_of, repacked

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from pengaduan_xl.domain.findings import CellValue

CORE_PART, CORE = b"docProps/core.xml", b"<coreProperties/>"
ADDRESSES = (
    "A1", "B2", "F1", "A4", "B4", "C5", "D6", "D9", "L4", "L5", "T4", "AG5", "AZ9", "C900", "XFD1",
    "A1048576",
)  # fmt: skip
VALUES: tuple[CellValue, ...] = (
    "teks", " =1+1 ", "a\x01\r\n_x0041_", "é<&>", "x" * 3000, True, 7.25, 12, None, NOW, Formula("A1*2"),
)  # fmt: skip


class Family(NamedTuple):
    """What is written into the descendants of one seed: a sheet, a table and a record for it."""

    sheet: str
    table: str
    record: dict[str, CellValue]


class Job(NamedTuple):
    """One piece of writing: values by address of the family's sheet, and whether a row is appended."""

    cells: dict[tuple[str, str], CellValue]
    rows: dict[str, list[dict[str, CellValue]]]


REGISTER = Family("Register", "Riwayat", {"No. Urut": 6, "No. Register": "2026-0001"})
OWN_ROWS = Family("Register", "Register", {"No. Register": "2026-0009", "Perihal": "Baru"})
LIST = Family("Data", "Daftar", {"No": 9, "Nama": "Orang baru", "Tanggal": NOW})
FAMILIES = {"register": REGISTER, "rows": OWN_ROWS, "list": LIST}


def seeds(folder: Path, *, with_calc: bool) -> dict[str, bytes]:
    """Return the seeds by name, which begins with the name of their family; they are the same every day."""
    found = {
        "register-used": used_register(),
        "register-blank": blank_workbook().read_bytes(),
        "rows-used": used_register(),
        "list-xlsxwriter": rich_bytes(),
        "list-simple": simple_bytes(),
        "list-openpyxl": _by_openpyxl(),
    }
    if with_calc and shutil.which("soffice"):
        found["list-libreoffice"] = saved_by_calc(folder, rich_bytes())
    return {name: _timeless(content) for name, content in found.items()}


def job(chance: Random, family: Family) -> Job:
    """Return what to write: cells, a row, or both."""
    count = chance.choice((0, 1, 1, 1, 2, 5))
    cells = {(family.sheet, chance.choice(ADDRESSES)): chance.choice(VALUES) for _ in range(count)}
    rows = {family.table: [family.record] * chance.choice((1, 1, 3))}
    return Job(cells, rows if not cells or chance.random() < 0.5 else {})


def _timeless(package: bytes) -> bytes:
    """Return a package without the moments at which it was made."""
    old = records_of(package)
    return joined([repacked(r, CORE) if r.name == CORE_PART else r for r in old])


def _by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Data"
    sheet.append(["Judul"])
    sheet.append([])
    sheet.append(["No", "Nama", "Tanggal", "Lipat"])
    for number in range(4, 7):
        sheet.append([number, f"Orang {number}", NOW, f"=A{number}*2"])
    sheet.add_table(Table(displayName="Daftar", ref="A3:D6"))
    rule = DataValidation(type="list", formula1='"Baru,Selesai"')
    rule.add("B4:B6")
    sheet.add_data_validation(rule)
    sheet.merge_cells("F1:H2")
    book.create_sheet("Lain").append(["tetap", "=SUM(Data!A4:A6)"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
