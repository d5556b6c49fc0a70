"""The rules of an office from the sheets that staff edit, such as SOP, Jam Kerja and Pengaturan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pengaduan_xl.domain.calendar import parse_holidays, parse_hours
from pengaduan_xl.domain.office import Office, StatutoryDays
from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.officers import parse_officers
from pengaduan_xl.domain.procedure_sheet import parse_procedures
from pengaduan_xl.register.schema_rules import (
    FLOW,
    HOLIDAYS,
    HOURS,
    OFFICERS,
    PROCEDURE,
    SETTINGS,
)
from pengaduan_xl.settings import parse_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pengaduan_xl.domain.findings import Finding, SheetRow
    from pengaduan_xl.register.columns import Table
    from pengaduan_xl.settings import Settings


def read_rules(
    list_rows: Callable[[Table], list[SheetRow]],
) -> tuple[Office, Settings, list[Finding]]:
    """Gather the office's rules from its sheets, and what is wrong in them."""
    settings, findings = parse_settings(list_rows(SETTINGS))
    procedures, in_sop = parse_procedures(list_rows(PROCEDURE), list_rows(FLOW))
    hours, in_hours = parse_hours(list_rows(HOURS))
    holidays, in_holidays = parse_holidays(list_rows(HOLIDAYS))
    officers, in_officers = parse_officers(list_rows(OFFICERS))
    days = StatutoryDays(settings.response_days, settings.decision_days, settings.completion_days)
    office = Office(procedures, OfficeHours(hours, holidays), officers, settings.sop_version, days)
    return office, settings, [*findings, *in_sop, *in_hours, *in_holidays, *in_officers]
