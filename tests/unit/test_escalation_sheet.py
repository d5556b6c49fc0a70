"""Reading the sheet "Eskalasi": from when on somebody is told of a late case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.domain.escalation import DEFAULT_ESCALATION, EscalationRule
from pengaduan_xl.domain.escalation_sheet import (
    HEADINGS,
    default_escalation_rows,
    parse_escalation,
)
from pengaduan_xl.domain.findings import SheetRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import CellValue

GOOD = EscalationRule(2, "tahap", 1, "hari kerja lewat", "Kepala Seksi")
LEVELS = "Tulis bilangan bulat 1 sampai 9"
AMOUNTS = "Tulis bilangan bulat 0 sampai 99999"
CLOCK_CHOICES = "Pilih semua, tahap, kasus, UU atau kelengkapan"
MEASURE_CHOICES = "Pilih % terpakai, menit lewat, jam lewat atau hari kerja lewat"
ROLE_CHOICES = "Pilih Pelaksana, Petugas Pengaduan, Kepala Seksi, Tim Teknis atau Kepala DPM-PTSP"


def row(**cells: CellValue) -> dict[str, CellValue]:
    """A row of :data:`GOOD`."""
    filled: dict[str, CellValue] = {
        "Tingkat": 2.0, "Tenggat": "tahap", "Mulai": 1.0, "Satuan": "hari kerja lewat",
        "Kepada": "Kepala Seksi", "Aktif": "Ya", "Keterangan": None,
    }  # fmt: skip
    return filled | cells


def parsed(*rows: Mapping[str, CellValue]) -> tuple[tuple[EscalationRule, ...], list[str]]:
    """The rules, and the findings as texts."""
    columns = {heading: number for number, heading in enumerate(HEADINGS, 1)}
    rules, findings = parse_escalation(
        SheetRow("Eskalasi", number, cells, columns) for number, cells in enumerate(rows, 4)
    )
    return rules, list(map(str, findings))


def test_the_default_rows_read_back_as_the_default_rules() -> None:
    assert parsed(*default_escalation_rows()) == (DEFAULT_ESCALATION, [])


def test_blank_and_inactive_rows_give_no_rule_and_no_finding() -> None:
    assert parsed({}, {"Tingkat": ""}, row(Aktif="Tidak")) == ((), [])


def test_words_may_be_typed_in_any_case() -> None:
    cells = row(Tenggat=" Tahap", Satuan="HARI  kerja lewat", Kepada="kepala seksi", Aktif="ya")
    assert parsed(cells) == ((GOOD,), [])


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"Tingkat": None}, f"A4: Tingkat belum diisi. {LEVELS}"),
        ({"Tingkat": 0}, f'A4: Tingkat "0" bukan bilangan 1 sampai 9. {LEVELS}'),
        ({"Tingkat": "10"}, f'A4: Tingkat "10" bukan bilangan 1 sampai 9. {LEVELS}'),
        ({"Tingkat": 1.5}, f'A4: Tingkat "1.5" bukan bilangan 1 sampai 9. {LEVELS}'),
        ({"Tingkat": "²"}, f'A4: Tingkat "²" bukan bilangan 1 sampai 9. {LEVELS}'),
        ({"Tenggat": None}, f"B4: Tenggat belum diisi. {CLOCK_CHOICES}"),
        ({"Tenggat": "SOP"}, f'B4: Tenggat "SOP" tidak dikenal. {CLOCK_CHOICES}'),
        ({"Mulai": None}, f"C4: Mulai belum diisi. {AMOUNTS}"),
        ({"Mulai": -1}, f'C4: Mulai "-1" bukan bilangan 0 sampai 99999. {AMOUNTS}'),
        ({"Mulai": "9" * 6}, f'C4: Mulai "999999" bukan bilangan 0 sampai 99999. {AMOUNTS}'),
        ({"Satuan": None}, f"D4: Satuan belum diisi. {MEASURE_CHOICES}"),
        ({"Satuan": "hari"}, f'D4: Satuan "hari" tidak dikenal. {MEASURE_CHOICES}'),
        ({"Kepada": None}, f"E4: Kepada belum diisi. {ROLE_CHOICES}"),
        ({"Kepada": "Camat"}, f'E4: Kepada "Camat" tidak dikenal. {ROLE_CHOICES}'),
        ({"Aktif": None}, "F4: Aktif belum diisi. Pilih Ya atau Tidak"),
        ({"Aktif": "x"}, 'F4: Aktif "x" tidak dikenal. Pilih Ya atau Tidak'),
    ],
)
def test_a_bad_cell_is_a_finding_and_its_row_is_left_out(
    cells: dict[str, CellValue], finding: str
) -> None:
    assert parsed(row(**cells), row()) == ((GOOD,), [f"Eskalasi!{finding}."])


def test_a_share_beyond_a_hundred_is_a_finding() -> None:
    assert parsed(row(Mulai=101, Satuan="% terpakai")) == (
        (),
        [
            'Eskalasi!C4: Mulai "101" bukan bilangan 0 sampai 100. Tulis bilangan bulat 0 sampai 100.'
        ],
    )


def test_every_bad_cell_of_a_row_is_told() -> None:
    assert len(parsed(row(Tingkat="x", Mulai="x", Kepada="x"))[1]) == 3


def test_of_rows_that_tell_the_same_person_the_first_counts() -> None:
    rules, findings = parsed(row(), row(Aktif="Tidak"), row(Mulai=5), row(Tenggat="UU"))
    assert rules == (GOOD, EscalationRule(2, "UU", 1, "hari kerja lewat", "Kepala Seksi"))
    assert findings == [
        "Eskalasi!A6: Tingkat 2 bagi Kepala Seksi sudah ada di baris 4. Hapus salah satu barisnya."
    ]


def test_shares_reach_a_hundred() -> None:
    ((found,), findings) = parsed(row(Mulai=100, Satuan="% terpakai"))
    assert (found.amount, findings) == (100, [])
