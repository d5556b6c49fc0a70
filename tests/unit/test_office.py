"""The rules in force at an office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from domain_factory import OFFICE

from pengaduan_xl.domain.office import Office, StatutoryDays, UnknownVersionError


def test_a_default_office_has_the_sop_the_calendar_and_the_statutory_days() -> None:
    office = Office.default()
    assert office.current.version == "2021-04"
    assert office.days == StatutoryDays(response=14, decision=60, completion=30)
    assert office.hours.is_working_day(office.hours.holidays[0].day) is False


def test_an_unknown_version_names_those_that_are_there() -> None:
    with pytest.raises(UnknownVersionError) as caught:
        OFFICE.procedure("2030")
    assert str(caught.value) == (
        "SOP: Versi SOP '2030' tidak ada (yang ada: 2021-04). "
        "Lengkapi lembar SOP dan Alur, atau perbaiki 'Versi SOP berlaku' di Pengaturan. "
        "Tidak ada yang ditulis."
    )


def test_a_blank_sheet_of_the_sop_has_no_version_at_all() -> None:
    blank = replace(OFFICE, procedures={})
    with pytest.raises(UnknownVersionError, match="yang ada: tidak satu pun"):
        _ = blank.current
