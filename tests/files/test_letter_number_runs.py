"""Numbers of letters and of incoming mail: in every shape, from year to year, and never given twice."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_office import HEAD
from desk_office import MAIL, DeskOffice, entry, examples
from edited_letters import FIRST, part
from hypothesis import given, settings
from hypothesis import strategies as st

from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.letters.numbering import BadNumberPatternError
from pengaduan_xl.register.schema import INCOMING, OUTGOING, REGISTER
from pengaduan_xl.register.store import RegisterFile, SaveFailedError

if TYPE_CHECKING:
    from pengaduan_xl.desk import Desk
    from pengaduan_xl.register.columns import Table

KEYS = ("undangan", "bap", "telaahan")
STEPS = st.sampled_from(("buat", "batal", "tahun", "simpan"))


def numbers(office: DeskOffice, table: Table = OUTGOING, heading: str = "Nomor Surat") -> list[str]:
    return office.column(table, heading)


SHAPES = {
    "bawaan": ("{klasifikasi}/{urut:03d}/{unit}/{bulan_romawi}/{tahun}", "503", "DPMPTSP-NAKER",
               "503/003/DPMPTSP-NAKER/XI/2026", "503/00{}/DPMPTSP-NAKER/I/2027"),
    "tanpa tahun": ("{klasifikasi}/{urut}/{unit}", "503", "DPMPTSPP.4",
                    "503/3/DPMPTSPP.4", "503/{}/DPMPTSPP.4"),
    "empat angka": ("{klasifikasi}/{urut:04d}/{unit}/{bulan}/{tahun}", "500.16.7.4", "433.114",
                    "500.16.7.4/0003/433.114/11/2026", "500.16.7.4/000{}/433.114/01/2027"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_letter_has_its_number_in_the_offices_shape_everywhere(
    tmp_path: Path, shape: tuple[str, ...]
) -> None:
    pattern, code, unit, number, _ = shape
    office = DeskOffice(tmp_path / "kantor", step=6)
    office.set("Pola nomor surat", pattern)
    office.set("Kode klasifikasi", code)
    office.set("Kode unit", unit)
    path = office.letter(FIRST, "telaahan")
    assert numbers(office)[-1] == number
    assert number in part(path.read_bytes()).decode()
    assert office.findings() == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_numbers_of_every_shape_live_through_a_year_a_repeat_and_a_cancellation(
    tmp_path: Path, shape: tuple[str, ...]
) -> None:
    pattern, code, unit, _, next_year = shape
    office = DeskOffice(tmp_path / "kantor", step=6)
    for key, value in (("Pola nomor surat", pattern), ("Kode klasifikasi", code),
                       ("Kode unit", unit)):  # fmt: skip
        office.set(key, value)
    office.at("2027-01-04T08:00").letter(FIRST, "telaahan")
    office.letter(FIRST, "telaahan", saran="Tutup saja.")
    with office.desk() as desk:
        desk.cancel_letter(FIRST, "telaahan", entry(HEAD, "Salah"))
        desk.letter(FIRST, "telaahan", entry(HEAD), {})
        desk.save()
    assert numbers(office)[2:] == [next_year.format(1), next_year.format(2)]
    assert [row.text("No. Urut") for row in office.rows(OUTGOING)] == ["1", "2", "1", "2"]
    assert office.findings() == []


class Numbers:
    """An office in which letters are made, repeated and cancelled at random."""

    def __init__(self, folder: Path) -> None:
        self.office = DeskOffice(folder, step=6)

    def run(self, steps: list[tuple[str, str]]) -> None:
        """Take the steps, in as many sessions as they ask for."""
        rest = iter(steps)
        is_over = False
        while not is_over:
            with self.office.desk() as desk:
                is_over = all(self.taken(desk, step, key) for step, key in rest)
                desk.save()

    def taken(self, desk: Desk, step: str, key: str) -> bool:
        """Take a step; false when it ends the session."""
        self.office.moment += timedelta(days=200 if step == "tahun" else 0, minutes=1)
        if step == "buat":
            desk.letter(FIRST, key, entry(HEAD), examples(key))
        elif step == "batal":
            try:
                desk.cancel_letter(FIRST, key, entry(HEAD, "Salah"))
            except ActRefusedError:
                return True
        return step != "simpan"


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(STEPS, st.sampled_from(KEYS)), max_size=10))
def test_no_number_is_ever_given_twice(steps: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = Numbers(Path(folder) / "kantor")
        run.run(steps)
        by_year: dict[str, list[int]] = {}
        for row in run.office.rows(OUTGOING):
            by_year.setdefault(row.text("Tgl Surat")[:4], []).append(int(row.text("No. Urut")))
        assert all(found == list(range(1, len(found) + 1)) for found in by_year.values()), by_year
        assert run.office.findings() == []


def mail(office: DeskOffice) -> str:
    """Take in a letter of complaint; its No. Agenda."""
    office.receive()
    return numbers(office, INCOMING, "No. Agenda")[-1]


def test_incoming_mail_is_numbered_from_year_to_year(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    assert [mail(office), mail(office)] == ["001/2026", "002/2026"]
    assert mail(office.at("2027-01-04T08:00")) == "001/2027"
    assert office.findings() == []


def test_mail_of_december_entered_in_january_counts_in_december(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    mail(office)
    with office.at("2027-01-04T08:00").desk() as desk:
        desk.receive(MAIL, entry(happened="2026-12-30T10:00"))
        desk.save()
    assert numbers(office, INCOMING, "No. Agenda") == ["001/2026", "002/2026"]


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{urut}", "1"),
        ("{tahun}.{bulan}.{urut:04d}", "2026.11.0001"),
        ("{klasifikasi}/{urut:03d}/{unit}/{bulan_romawi}", "503/001/DPMPTSP-NAKER/XI"),
        ("{no_register}/M-{urut}", "2026-0001/M-1"),
    ],
)
def test_incoming_mail_is_numbered_by_the_offices_pattern(
    tmp_path: Path, pattern: str, number: str
) -> None:
    office = DeskOffice(tmp_path / "kantor")
    office.set("Pola nomor agenda masuk", pattern)
    assert mail(office) == number


def test_a_pattern_that_makes_no_numbers_stops_the_mail(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    office.set("Pola nomor agenda masuk", "{tahun}")
    before = office.fingerprint()
    with pytest.raises(
        BadNumberPatternError, match=r"Pola nomor agenda masuk '\{tahun\}' tidak mem"
    ):
        office.receive()
    assert (office.fingerprint(), numbers(office, REGISTER, "No. Register")) == (before, [])


def test_mail_that_staff_entered_by_hand_keeps_its_number(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    office.add(INCOMING, {"No. Urut": 7, "No. Agenda": "007/2026", "Tgl Terima": office.moment})
    assert mail(office) == "008/2026"


def test_mail_that_waits_in_the_journal_keeps_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: RegisterFile, *_: object) -> None:
        raise SaveFailedError(self.path, "disk penuh")

    office = DeskOffice(tmp_path / "kantor")
    with monkeypatch.context() as patched:
        patched.setattr(RegisterFile, "put", refused)
        office.receive()
    office.receive()
    assert numbers(office, INCOMING, "No. Agenda") == ["001/2026", "002/2026"]
    assert office.findings() == []


def test_mail_whose_row_staff_emptied_is_not_numbered_alike(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    mail(office)
    for heading in ("Tgl Terima", "No. Agenda", "No. Urut"):
        office.type_in(INCOMING, {"No. Register": FIRST}, heading, None)
    assert mail(office) == "002/2026"


def test_a_visit_is_no_mail(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    office.receive(channel="Telepon")
    assert office.rows(INCOMING) == []
