"""The page for the wall from a register: as a use case, by the scheduler, and while Excel has it open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from case_factory import SECRETS
from cli_office import CLERK
from desk_office import DeskOffice, entry

from pengaduan_xl.register.schema import REGISTER
from pengaduan_xl.reporting.board import MadeBoard, make_board
from pengaduan_xl.reports.export import ReportNotWrittenError
from pengaduan_xl.scheduler.loop import rounds_of
from pengaduan_xl.scheduler.office import RegisterOffice

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.scheduler.rounds import Pass


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office with a case in step 1 since Monday 08.00; it is 08.05."""
    return DeskOffice(tmp_path / "kantor", step=1).at("2026-11-23T08:05")


def made(office: DeskOffice) -> MadeBoard:
    return make_board(office.register, office.moment)


def page(office: DeskOffice) -> str:
    return (office.folder / "laporan" / "papan.html").read_text(encoding="utf-8")


def tiles(office: DeskOffice) -> list[str]:
    return re.findall(r'<dd class="key">(\d+)<', page(office))


def scheduled(office: DeskOffice, moment: str) -> Pass:
    office.at(moment)
    with rounds_of(office.register, lambda: office.moment, lambda _: None) as (rounds, _):
        return rounds.make_due()


def test_the_page_is_one_file_under_a_lasting_name(office: DeskOffice) -> None:
    first = made(office)
    assert first.file == office.folder / "laporan" / "papan.html"
    assert (tiles(office), first.board.today.received) == (["1", "0", "1", "0"], 1)
    office.at("2026-11-23T09:00")
    assert made(office).file == first.file
    assert tiles(office) == ["1", "0", "1", "1"]
    assert [path.name for path in first.file.parent.iterdir()] == ["papan.html"]


def test_the_register_is_not_touched(office: DeskOffice) -> None:
    before = office.register.read_bytes()
    made(office)
    assert office.register.read_bytes() == before


def test_nobody_is_on_the_page(office: DeskOffice) -> None:
    keys = ("name", "phone", "address", "email", "reported", "location", "description")
    office.receive(**{key: SECRETS[key] for key in keys}, subject="Perihal-Uji")
    made(office)
    hidden = [*SECRETS.values(), "Perihal-Uji", "Warga Contoh", CLERK, "2026-0001", "2026-0002"]
    assert [text for text in hidden if text in page(office)] == []


def test_rows_that_are_broken_are_counted_on_the_page(office: DeskOffice) -> None:
    number = office.receive()
    office.type_in(REGISTER, {"No. Register": number}, "Tgl/Jam Terima", "kemarin")
    found = made(office)
    assert (found.left_out, tiles(office)[0]) == (("2026-0002",), "1")
    assert "Tidak dihitung: 1 pengaduan (baris rusak)." in page(office)


def test_a_folder_that_refuses_is_told(office: DeskOffice) -> None:
    folder = office.folder / "laporan"
    folder.rmdir()
    folder.write_text("", encoding="utf-8")
    with pytest.raises(ReportNotWrittenError, match=r"^papan\.html: Laporan tidak dapat disimpan"):
        made(office)


def test_the_scheduler_keeps_the_page_fresh(office: DeskOffice) -> None:
    scheduled(office, "2026-11-23T07:00")
    assert "Keadaan pukul 07.00 WIB" in page(office)
    office.at("2026-11-23T09:00").receive()
    scheduled(office, "2026-11-23T09:05")
    assert tiles(office) == ["2", "0", "2", "1"]
    scheduled(office, "2026-12-25T00:05")
    assert "Kantor tutup hari ini: Hari Raya Natal" in page(office)


def test_a_page_that_cannot_be_written_keeps_no_report_back(office: DeskOffice) -> None:
    (office.folder / "laporan" / "papan.html").mkdir(parents=True)
    done = scheduled(office, "2026-11-23T15:30")
    assert [line.split(" dibuat")[0] for line in done.made] == [
        "Daftar Terlambat",
        "Rekap Harian 23/11/2026",
    ]
    assert [failure.report for failure in done.failures] == ["Papan"]
    (office.folder / "laporan" / "papan.html").rmdir()
    assert scheduled(office, "2026-11-23T15:35") == ([], [])
    assert tiles(office) == ["1", "0", "1", "1"]


def test_acts_of_buttons_that_are_not_saved_yet_are_on_the_page(office: DeskOffice) -> None:
    saved = office.register.read_bytes()
    with office.at("2026-11-23T08:10").desk() as desk:
        desk.finish("2026-0001", entry(CLERK))
        desk.save()
    office.register.write_bytes(saved)
    (office.folder / "~$Register_Pengaduan.xlsx").touch()
    RegisterOffice(office.register, lambda: office.moment).show_board()
    second = page(office).split("2. Pencatatan")[1]
    assert second.index('class="count in_time"') < second.index("</tr>")
