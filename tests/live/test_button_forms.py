"""The two forms of an open workbook: errors beside their fields, entries kept or emptied, bad ones told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from desk_office import MONDAY, WALK_IN
from live_office import DESK, FORM, LiveOffice

from pengaduan_xl.excel.acting import NoLetterDueError
from pengaduan_xl.excel.blocks import Corners, corners
from pengaduan_xl.excel.forms import (
    BadEntryError,
    NoCaseError,
    NoOfficerError,
    moment_of,
)
from pengaduan_xl.register.blank.forms import form_rows
from pengaduan_xl.register.open_book import runs

if TYPE_CHECKING:
    from pathlib import Path

ROWS = form_rows()


pytestmark = pytest.mark.usefixtures("way")


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveOffice:
    return LiveOffice(tmp_path, monkeypatch)


def errors(live: LiveOffice) -> dict[str, str]:
    """The errors shown, by field."""
    found = {field: live.cell(FORM, f"G{row}") for field, row in ROWS.items()}
    return {field: text for field, text in found.items() if text}


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            NoOfficerError(),
            "Beranda: Petugas aktif belum dipilih. Pilih namanya di lembar Beranda.",
        ),
        (
            NoCaseError(),
            "Meja Kerja: Belum ada pengaduan yang dipilih. Isi No. Register di Meja Kerja, atau pilih "
            "barisnya di Register.",
        ),
        (
            NoLetterDueError("2026-0001"),
            "2026-0001: Tidak ada surat yang harus dibuat pada tahap ini. Untuk surat lain, isi namanya pada "
            "Surat di Meja Kerja.",
        ),
        (
            BadEntryError("Ke tahap", "tujuh", "Isi nomor tahapnya, mis. 8"),
            "Meja Kerja: Ke tahap 'tujuh' tidak terbaca. Isi nomor tahapnya, mis. 8.",
        ),
    ],
)
def test_each_refusal_of_a_form_says_what_to_do(error: Exception, text: str) -> None:
    assert str(error) == f"{text} Tidak ada yang ditulis."


def test_errors_stand_beside_their_fields_and_the_entry_is_kept(live: LiveOffice) -> None:
    live.fill(channel="Surat", nik="123")
    told = live.press("Terima Pengaduan")
    assert told.startswith("ditolak karena 4 hal:")
    assert errors(live)["nik"] == (
        "NIK: bukan 16 angka. Isi 16 angka KTP, atau kosongkan bila tidak ada"
    )
    assert set(errors(live)) == {"name", "nik", "subject", "description"}
    assert live.cell(FORM, f"C{ROWS['nik']}") == "123"
    assert live.book.app.alerts == [told]


def test_errors_of_before_go_when_they_are_mended(live: LiveOffice) -> None:
    live.fill(channel="Surat")
    live.press("Terima Pengaduan")
    live.fill(**WALK_IN | {"name": None})
    live.press("Terima Pengaduan")
    assert set(errors(live)) == {"name"}
    live.receive()
    assert errors(live) == {}


def test_the_form_is_empty_after_success(live: LiveOffice) -> None:
    live.receive(nik="1671010101010001", received=MONDAY, note="x")
    assert [live.cell(FORM, f"C{row}") for row in ROWS.values()] == [None] * len(ROWS)


def test_a_refusal_without_a_field_is_told_alone(live: LiveOffice) -> None:
    live.officer("Kepala Dinas Contoh")
    live.fill(**WALK_IN)
    assert "tidak berwenang" in live.press("Terima Pengaduan")
    assert errors(live) == {}


def test_nobody_at_work_takes_nothing_in(live: LiveOffice) -> None:
    live.officer("")
    assert live.press("Terima Pengaduan") == str(NoOfficerError())
    assert live.press("Tunda") == str(NoOfficerError())


@pytest.mark.parametrize(("field", "heading"), [("nik", "NIK"), ("phone", "Telepon")])
def test_digits_kept_as_a_number_are_refused(live: LiveOffice, field: str, heading: str) -> None:
    live.fill(**WALK_IN | {field: 1671010101010001})
    live.press("Terima Pengaduan")
    assert errors(live)[field] == (
        f"{heading}: terketik sebagai bilangan. Ketik ulang dengan tanda ' di depannya, agar tidak ada "
        "angka yang hilang"
    )


@pytest.mark.parametrize("typed", ["besok", 12])
def test_a_time_that_is_none_is_refused(live: LiveOffice, typed: Any) -> None:
    live.fill(**WALK_IN | {"received": typed})
    live.press("Terima Pengaduan")
    assert errors(live) == {
        "received": "Tgl/Jam Terima: bukan tanggal dan jam. Isi tanggal dan jam, mis. 23/11/2026 07:30"
    }


def test_a_time_typed_as_text_is_read(live: LiveOffice) -> None:
    live.receive(received="23/11/2026 07.45")
    assert live.saved() == []
    received = live.ledger().case("2026-0001").complaint.received
    assert received == MONDAY.replace(hour=7, minute=45)


@pytest.mark.parametrize(("entry", "label"), [("time", "Waktu kejadian"), ("target", "Ke tahap")])
def test_an_entry_of_meja_kerja_that_is_none_is_told(
    live: LiveOffice, entry: str, label: str
) -> None:
    number = live.receive()
    told = live.act("Selesaikan Tahap", number, **{entry: "nanti"})
    assert told.startswith(f"Meja Kerja: {label} 'nanti' tidak terbaca.")
    assert live.step(number) == 2


def test_an_act_happened_when_meja_kerja_says(live: LiveOffice) -> None:
    number = live.receive()
    live.later(20).act("Selesaikan Tahap", number, time=MONDAY.replace(minute=10), target=3)
    assert live.saved() == []
    assert live.ledger().case(number).events[-1].happened == MONDAY.replace(minute=10)


def test_a_refused_act_keeps_what_was_entered(live: LiveOffice) -> None:
    number = live.receive()
    live.act("Limpahkan", number, reason="Bukan wewenang")
    assert live.cell(DESK, "C45") == "Bukan wewenang"


def test_items_without_a_list_count_by_their_place(live: LiveOffice) -> None:
    live.put(DESK, "F24", "Ya")
    assert live.host().case_form().read().entry.completeness == ("2",)


def test_forms_are_emptied_and_shown_though_nothing_was_read(live: LiveOffice) -> None:
    live.put(DESK, "C45", "x")
    live.put(FORM, "C5", "x")
    host = live.host()
    form = host.case_form()
    shown = form.shown("2026-0001", "Sisa", "Sebab", ["tempat"])
    host.view.write([*form.cleared(), *host.intake_form().cleared(), *shown])
    assert [live.cell(DESK, at) for at in ("C45", "C4", "C19", "C20", "B30")] == [
        None, "2026-0001", "Sisa", "Sebab", "tempat",
    ]  # fmt: skip
    assert live.cell(FORM, "C5") is None


@pytest.mark.parametrize(
    ("value", "moment"),
    [(MONDAY, MONDAY), ("23/11/2026 08.00", MONDAY), ("x", None), (5.0, None), ("", None)],
)
def test_a_moment_is_read_however_it_was_typed(value: Any, moment: object) -> None:
    assert moment_of(value) == moment


def test_corners_of_an_address() -> None:
    assert corners("$B$5:$AG$31") == Corners(5, 2, 31, 33)
    assert corners("C4") == Corners(4, 3, 4, 3)
    with pytest.raises(ValueError, match="nama"):
        corners("nama")


def test_rows_that_follow_one_another_are_one_run() -> None:
    assert list(runs([7, 5, 6, 9])) == [(5, 7), (9, 9)]
