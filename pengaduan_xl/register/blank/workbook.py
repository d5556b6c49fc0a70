"""Building the blank office workbook, the same byte for byte each time.

XlsxWriter writes it, a dependency of development only: an office copies the built file and never builds one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pengaduan_xl.domain.calendar_defaults import default_holiday_rows, default_hours_rows
from pengaduan_xl.domain.escalation_sheet import default_escalation_rows
from pengaduan_xl.domain.procedure_defaults import default_flow_rows, default_step_rows
from pengaduan_xl.domain.schedule_sheet import default_schedule_rows
from pengaduan_xl.register.blank.desk import CASE_LIST, write_desk
from pengaduan_xl.register.blank.forms import write_form
from pengaduan_xl.register.blank.lists import colour_register, write_list
from pengaduan_xl.register.blank.rules import FIRST_ROW, cells, letters, setting
from pengaduan_xl.register.blank.start import ACTIVE_OFFICER, OFFICER_LIST, write_start
from pengaduan_xl.register.blank.styles import DEFAULT, NAVY, SLATE, STEEL
from pengaduan_xl.register.schema import FORM_SHEETS, OPTIONAL_TABLES, REGISTER, TABLES
from pengaduan_xl.register.schema_rules import (
    ESCALATION,
    FLOW,
    HOLIDAYS,
    HOURS,
    OFFICERS,
    PROCEDURE,
    RECIPIENTS,
    SCHEDULE,
    SETTINGS,
)
from pengaduan_xl.settings import default_rows

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook

    from pengaduan_xl.domain.findings import CellValue

CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Date of making in the file's properties; fixed, or no two builds would be equal."""

RULE_TABLES = (
    OFFICERS, PROCEDURE, FLOW, HOURS, HOLIDAYS, SETTINGS, SCHEDULE, RECIPIENTS, ESCALATION,
)  # fmt: skip


def build_workbook(path: Path) -> None:
    """Write the blank register to ``path``, over an older one."""
    from xlsxwriter import Workbook

    with Workbook(path, {"default_format_properties": dict(DEFAULT)}) as book:
        book.set_properties(
            {
                "title": "Register Pengaduan",
                "subject": "Register pengaduan masyarakat menurut SOP",
                "author": "pengaduan_xl",
                "created": CREATED,
            }
        )
        _write_forms(book)
        rows = default_rows_by_sheet()
        for table in (*TABLES, *OPTIONAL_TABLES):
            sheet = write_list(book, table, rows.get(table.sheet, []))
            sheet.set_tab_color(SLATE if table in RULE_TABLES else STEEL)
            if table is REGISTER:
                colour_register(book, sheet)
        _define_lists(book)


def default_rows_by_sheet() -> dict[str, list[dict[str, CellValue]]]:
    """Return the rows that fill the sheets of rules in a new workbook, by sheet name.

    Pegawai stays blank: a new office folder enters its own people.
    """
    return {
        PROCEDURE.sheet: default_step_rows(),
        FLOW.sheet: default_flow_rows(),
        HOURS.sheet: default_hours_rows(),
        HOLIDAYS.sheet: default_holiday_rows(),
        SETTINGS.sheet: default_rows(),
        SCHEDULE.sheet: default_schedule_rows(),
        ESCALATION.sheet: default_escalation_rows(),
    }


def _write_forms(book: Workbook) -> None:
    """Write the sheets of FORM_SHEETS in their order."""
    write_start(book)
    write_form(book)
    write_desk(book, ACTIVE_OFFICER)
    for name in FORM_SHEETS:
        book.get_worksheet_by_name(name).set_tab_color(NAVY)


def _define_lists(book: Workbook) -> None:
    """Define the names that dropdowns and colours refer to.

    The lists end at the last filled row, so they grow with their sheet in Excel and in Calc.
    """
    for name, table, field in (
        (OFFICER_LIST, OFFICERS, "name"),
        (CASE_LIST, REGISTER, "number"),
    ):
        column = cells(table, field)
        first = f"'{table.sheet}'!${letters(table, field)}${FIRST_ROW}"
        book.define_name(name, f"={first}:INDEX({column},MAX(1,COUNTA({column})))")
    book.define_name("batas_dekat", f"={setting('due_soon_percent')}")
