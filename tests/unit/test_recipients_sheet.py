"""Reading the sheet "Penerima": who gets which report, at which address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from domain_factory import sheet_rows, texts

from pengaduan_xl.domain.recipients_sheet import Recipient, is_address, masked, parse_recipients
from pengaduan_xl.domain.schedule_sheet import OVERDUE, RECAP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pengaduan_xl.domain.findings import CellValue

CHOOSE = "Pilih Rekap Harian, Daftar Terlambat, Semua"
REMEDY = "Tulis satu alamat seperti nama@kantor.go.id; penerima lain di baris lain"


def row(**cells: CellValue) -> dict[str, CellValue]:
    """A row that gives the head of the office all reports."""
    usual: dict[str, CellValue] = {"Nama/Jabatan": "Kepala Dinas", "Pos-el": "kadis@contoh.go.id"}
    return usual | {"Laporan": "Semua", "Aktif": "Ya", "Keterangan": None} | cells


def posted(address: str, **cells: CellValue) -> dict[str, CellValue]:
    return row(**cells) | {"Pos-el": address}


def parsed(*rows: Mapping[str, CellValue]) -> tuple[tuple[Recipient, ...], list[str]]:
    found, findings = parse_recipients(sheet_rows("Penerima", rows))
    return found, texts(findings)


def test_a_row_names_who_gets_what() -> None:
    found, findings = parsed(row(), posted("seksi@contoh.go.id", Laporan=" rekap  HARIAN"))
    assert found == (
        Recipient("Kepala Dinas", "kadis@contoh.go.id", frozenset({RECAP, OVERDUE})),
        Recipient("Kepala Dinas", "seksi@contoh.go.id", frozenset({RECAP})),
    )
    assert findings == []


def test_blank_and_inactive_rows_give_nobody_and_no_finding() -> None:
    assert parsed(row(Aktif="tidak"), {}, {"Pos-el": ""}) == ((), [])


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"Pos-el": None}, f"Penerima!B4: Pos-el belum diisi. {REMEDY}."),
        ({"Pos-el": "kadis"}, f'Penerima!B4: Pos-el "kadis" bukan alamat pos-el. {REMEDY}.'),
        ({"Laporan": None}, f"Penerima!C4: Laporan belum diisi. {CHOOSE}."),
        ({"Laporan": "Rekap"}, f'Penerima!C4: Laporan "Rekap" tidak dikenal. {CHOOSE}.'),
        ({"Aktif": None}, "Penerima!D4: Aktif belum diisi. Pilih Ya atau Tidak."),
        ({"Aktif": "x"}, 'Penerima!D4: Aktif "x" tidak dikenal. Pilih Ya atau Tidak.'),
    ],
)
def test_a_bad_row_is_found_and_left_out(cells: dict[str, CellValue], finding: str) -> None:
    assert parsed(row() | cells) == ((), [finding])


def test_an_address_gets_a_report_once() -> None:
    found, findings = parsed(row(), posted("KADIS@contoh.go.id", Laporan=RECAP))
    assert [one.address for one in found] == ["kadis@contoh.go.id"]
    assert findings == [
        "Penerima!B5: Alamat ini sudah mendapat laporan itu di baris 4. Hapus salah satu barisnya."
    ]


def test_an_address_may_have_two_rows_for_two_reports() -> None:
    found, findings = parsed(row(Laporan=RECAP), row(Laporan=OVERDUE))
    assert (len(found), findings) == (2, [])


@pytest.mark.parametrize(
    "text",
    ["a@b.id", "nama.lengkap+laporan@dpmptsp.pagaralamkota.go.id", "o'neil_9@x-y.co.id"],
)
def test_usual_addresses_are_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "kadis", "kadis@", "@contoh.id", "kadis@localhost", "a@b@c.id", "a..b@c.id", ".a@c.id",
        "a b@c.id", "a@c.id, b@c.id", "a@c.id;b@c.id", "a@c.id\r\nBcc: b@c.id", "a@c.id\n", "mailto:a@c.id",
        "Nama <a@c.id>", '"a b"@c.id', "a@[127.0.0.1]", "a@-c.id", "a@c-.id", "a@c.1d", "ké@c.id", "a@ç.id",
        f"{'a' * 65}@c.id", f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}.id",
    ],
)  # fmt: skip
def test_what_could_trick_or_stop_a_server_is_no_address(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    ("address", "shown"),
    [("kadis@contoh.go.id", "k***@contoh.go.id"), ("kadis", "***"), ("", "***")],
)
def test_the_log_shows_an_address_in_part(address: str, shown: str) -> None:
    assert masked(address) == shown
