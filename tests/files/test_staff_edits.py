"""What staff do to their register in Excel and Calc: it survives every act, and nothing is misread."""

from __future__ import annotations

import io
import shutil
import warnings
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from register_samples import (
    BEGUN,
    ENTRY,
    FIRST_ROW,
    INTAKE,
    NOW,
    Layout,
    arranged,
    chain_holds,
    desk,
    ledger,
    place,
    read,
    register_layout,
    sheet_cells,
    used_register,
    with_cells,
)
from workbook_samples import opened, saved_by_calc

from pengaduan_xl.desk import Entry
from pengaduan_xl.register.checkup import check_register

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

DONE = Entry("Petugas Contoh", BEGUN, completeness=("semua",))
YELLOW = PatternFill("solid", fgColor="FFFFFF00")


def work(path: Path) -> bytes:
    """Finish a step of the second case, take in a fifth complaint, and return the register."""
    with desk(path) as office:
        office.finish("2026-0002", DONE)
        office.receive({**INTAKE, "subject": "Izin 5"}, ENTRY)
        office.save()
    return path.read_bytes()


def edited() -> bytes:
    """The register after a day with staff: sorted, filtered, coloured, annotated, with a sheet added."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(used_register()))
    sheet = book["Register"]
    rows = [
        [cell.value for cell in row] for row in sheet.iter_rows(FIRST_ROW, FIRST_ROW + 3, 1, 33)
    ]
    for place_, values in enumerate(reversed(rows), start=FIRST_ROW):
        for column, value in enumerate(values, start=1):
            sheet.cell(place_, column, value)
    sheet["D6"].fill = YELLOW
    sheet["D6"].comment = Comment("Telepon dulu", "Staf")
    sheet.row_dimensions[4].hidden = True
    sheet.row_dimensions[6].height = 33
    sheet.tables["Register"].autoFilter.add_filter_column(26, ["Diterima"])
    sheet["AJ6"] = "janji 10.00"
    own = book.create_sheet("Catatan Staf")
    own["A1"], own["A2"] = "Jumlah", "=COUNTA(Register!A4:A7)"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Workbook]:
    """The edited register after the package's acts: its bytes, and as openpyxl shows it."""
    path = place(tmp_path_factory.mktemp("kantor"), edited())
    return work(path), opened(path)


def subjects(content: bytes) -> dict[str, str]:
    return {row.complaint.number[-1]: row.complaint.subject for row in read(content).rows}


def test_a_register_sorted_by_staff_is_read_in_its_order() -> None:
    assert list(subjects(edited())) == ["4", "3", "2", "1"]


def test_an_act_finds_its_row_by_number_wherever_it_stands(after: tuple[bytes, Workbook]) -> None:
    content, _ = after
    steps = {row.complaint.number[-1]: row.state.step for row in read(content).rows}
    assert steps == {"4": 1, "3": 1, "2": 2, "1": 2, "5": 1}
    assert read(content).rows[2].row == FIRST_ROW + 2


def test_a_new_complaint_comes_below_hidden_and_filtered_rows(
    after: tuple[bytes, Workbook],
) -> None:
    content, book = after
    assert read(content).rows[-1].row == FIRST_ROW + 4
    assert book["Register"].row_dimensions[4].hidden


def test_colours_comments_heights_and_filters_stay(after: tuple[bytes, Workbook]) -> None:
    sheet = after[1]["Register"]
    comment = sheet["D6"].comment
    assert sheet["D6"].fill.fgColor.rgb == "FFFFFF00"
    assert comment is not None
    assert comment.text == "Telepon dulu"
    assert sheet.row_dimensions[6].height == 33
    assert sheet.tables["Register"].autoFilter.filterColumn[0].colId == 26


def test_notes_and_sheets_of_staff_stay(after: tuple[bytes, Workbook]) -> None:
    book = after[1]
    assert book["Register"]["AJ6"].value == "janji 10.00"
    assert book["Catatan Staf"]["A2"].value == "=COUNTA(Register!A4:A7)"


def test_after_all_that_the_register_is_sound(
    after: tuple[bytes, Workbook], tmp_path: Path
) -> None:
    content, _ = after
    assert check_register(content, tmp_path / "Register.xlsx", NOW) == []
    assert chain_holds(read(content))


MOVED: dict[str, dict[str, Any]] = {
    "rows above": {"top": 8},
    "columns left of it": {"left": 4},
    "columns of their own between": {"own": {"Catatan": "NIK", "Paraf": "Tahap", "Map": "Status"}},
    "all of it, on a sheet with a blank in its name": {
        "top": 5, "left": 2, "own": {"Catatan": "No. Register"}, "name": "Register ",
    },
}  # fmt: skip


@pytest.mark.parametrize("changes", MOVED.values(), ids=MOVED)
def test_acts_go_to_the_right_cells_however_the_list_was_moved(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    content = work(place(tmp_path, arranged(register_layout(**changes))))
    assert list(subjects(content).values()) == [f"Izin {number}" for number in range(1, 6)]
    assert check_register(content, tmp_path / "Register.xlsx", NOW) == []


def test_columns_of_staff_keep_their_cells(tmp_path: Path) -> None:
    layout = register_layout(own={"Catatan": "NIK"})
    noted = with_cells(
        {("Register", f"E{row}"): f"catatan {row}" for row in range(4, 8)}, arranged(layout)
    )
    cells = sheet_cells(work(place(tmp_path, noted)), "Register")
    assert [row[4] for row in cells[2:]] == [
        "Catatan",
        *(f"catatan {row}" for row in range(4, 8)),
        "",
    ]


def test_a_column_beside_the_list_with_one_of_its_headings_is_not_written_to(
    tmp_path: Path,
) -> None:
    layout = Layout(left=3, beside={(2, 0): "Status", (4, 0): "punya staf"})
    cells = sheet_cells(work(place(tmp_path, arranged({"Register": layout}))), "Register")
    assert [row[0] for row in cells[2:]] == ["Status", "", "punya staf", "", "", ""]


def test_riwayat_sorted_newest_first_goes_on_as_before(tmp_path: Path) -> None:
    cells = sheet_cells(used_register(), "Riwayat")
    turned = {
        ("Riwayat", f"{chr(65 + column)}{FIRST_ROW + row}"): value
        for row, values in enumerate(reversed(cells[3:8]))
        for column, value in enumerate(values)
    }
    content = work(place(tmp_path, with_cells(turned)))
    assert [item.event.seq for item in read(content).events] == list(range(1, 8))
    assert check_register(content, tmp_path / "Register.xlsx", NOW) == []


def test_a_status_set_by_hand_is_put_right_by_the_next_act(tmp_path: Path) -> None:
    content = work(place(tmp_path, with_cells({("Register", "AA5"): "Selesai"})))
    assert ledger(content).content.whole.rows[1].state.status == "Diproses"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_register_saved_by_calc_goes_on_as_before(tmp_path: Path) -> None:
    content = work(place(tmp_path, saved_by_calc(tmp_path, used_register())))
    assert list(subjects(content).values()) == [f"Izin {number}" for number in range(1, 6)]
    assert check_register(content, tmp_path / "Register.xlsx", NOW) == []
