"""A cancelled letter stays in the books under its number, and no step ends on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_office import CHIEF, HEAD
from desk_office import DeskOffice, entry, examples
from edited_letters import FIRST, accept, cancel, last_event, outgoing, sha, typed_into

from pengaduan_xl.domain.progress import replay
from pengaduan_xl.domain.refusals import ActRefusedError
from pengaduan_xl.letters.render import render_letter
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.journal.file import Journal, JournalUnwritableError
from pengaduan_xl.register.schema import HISTORY, OUTGOING, REGISTER
from pengaduan_xl.register.store import RegisterFile, SaveFailedError

if TYPE_CHECKING:
    from pengaduan_xl.letters.job import LetterJob

KEY = "telaahan"


@pytest.fixture
def office(tmp_path: Path) -> DeskOffice:
    """An office whose case in step 6 has its telaahan."""
    office = DeskOffice(tmp_path / "kantor", step=6)
    office.letter(FIRST, KEY)
    return office


@pytest.fixture
def path(office: DeskOffice) -> Path:
    """The letter's file."""
    return office.folder / "surat" / "2026" / f"{FIRST}_{KEY}.docx"


def documents(office: DeskOffice) -> set[str]:
    return set(replay(read_ledger(office.register).ledger.case(FIRST).events).documents)


def test_a_cancelled_letter_is_marked_in_both_lists(office: DeskOffice, path: Path) -> None:
    digest = sha(path.read_bytes())
    outcome, notices = cancel(office, KEY, "Salah\nalamat")
    assert last_event(office) == (
        "Surat Dibuat",
        f"{path.name}; No. 503/003/DPMPTSP-NAKER/XI/2026; sha256:{digest}; batal",
        "Surat dibatalkan. Salah\nalamat",
    )
    assert outgoing(office)[-1] == ("3", digest, "BATAL: Salah alamat")
    assert (outcome.files, outcome.warnings, notices) == ((), (), [])
    assert office.findings() == []


def test_its_file_is_put_aside(office: DeskOffice, path: Path) -> None:
    content = path.read_bytes()
    path.with_suffix(".pdf").write_bytes(b"%PDF")
    cancel(office, KEY)
    stem = f"{path.stem}_batal_{sha(content)[:8]}"
    assert office.letters() == [f"{stem}.docx", f"{stem}.pdf"]
    assert (path.parent / "arsip" / f"{stem}.docx").read_bytes() == content


def test_what_staff_wrote_in_ket_stays(office: DeskOffice) -> None:
    office.type_in(OUTGOING, {"No. Urut": "3"}, "Ket.", "Dikirim lewat pos")
    cancel(office, KEY)
    assert outgoing(office)[-1][2] == "BATAL: Salah alamat; Dikirim lewat pos"


def test_no_step_ends_on_it_and_none_is_made_of_its_own_accord(office: DeskOffice) -> None:
    cancel(office, KEY)
    with office.desk() as desk, pytest.raises(ActRefusedError, match="'telaahan' untuk tahap 6"):
        desk.finish(FIRST, entry(HEAD))
    assert KEY not in documents(office)


def test_made_anew_it_takes_a_new_number_and_a_new_date(office: DeskOffice, path: Path) -> None:
    cancel(office, KEY)
    assert office.at("2026-12-01T09:00").letter(FIRST, KEY) == path
    row = office.rows(OUTGOING)[-1]
    assert row.text("Nomor Surat") == "503/004/DPMPTSP-NAKER/XII/2026"
    assert row.text("Tgl Surat") == "2026-12-01"
    assert outgoing(office)[-2][2] == "BATAL: Salah alamat"
    assert office.findings() == []


def test_cancelled_and_made_anew_in_one_session(office: DeskOffice, path: Path) -> None:
    with office.desk() as desk:
        desk.cancel_letter(FIRST, KEY, entry(HEAD, "Salah alamat"))
        desk.letter(FIRST, KEY, entry(HEAD), {})
        desk.save()
    assert [row[0] for row in outgoing(office)] == ["1", "2", "3", "4"]
    assert outgoing(office)[-1][1] == sha(path.read_bytes())
    assert len(office.letters()) == 2


def test_its_number_is_not_given_again_though_staff_delete_it(office: DeskOffice) -> None:
    cancel(office, KEY)
    office.type_in(OUTGOING, {"No. Urut": "3"}, "Nomor Surat", None)
    office.type_in(OUTGOING, {"No. Urut": "3"}, "No. Urut", None)
    office.letter(FIRST, KEY)
    assert office.column(OUTGOING, "Nomor Surat")[-1].startswith("503/004/")


def test_an_edited_letter_can_be_cancelled_and_made_anew(office: DeskOffice, path: Path) -> None:
    content = typed_into(path, "Kalimat pimpinan.")
    accept(office, KEY)
    cancel(office, KEY)
    office.letter(FIRST, KEY)
    digest = sha(content)[:8]
    assert f"{path.stem}_batal_{digest}.docx" in office.letters()
    assert office.findings() == []


def test_the_case_loses_the_number_of_a_cancelled_reply(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=9)
    office.letter(FIRST, "surat-balasan")
    with office.desk() as desk:
        desk.cancel_letter(FIRST, "surat-balasan", entry(CHIEF, "Salah isi"))
        desk.save()
    assert office.column(REGISTER, "No. Surat Balasan") == [""]
    assert office.findings() == []


def test_a_letter_of_an_earlier_step_must_be_replaced_before_this_one_ends(
    office: DeskOffice,
) -> None:
    outcome, _ = cancel(office, "undangan")
    assert outcome.warnings == (
        "Surat 'undangan' adalah syarat tahap 4 (Fasilitasi peninjauan lapangan) yang sudah selesai. Tanpa "
        f"penggantinya tahap ini tidak dapat selesai: pengaduan surat {FIRST} undangan",
    )
    with office.desk() as desk, pytest.raises(ActRefusedError, match="'undangan' untuk tahap 4"):
        desk.finish(FIRST, entry(HEAD))
    office.letter(FIRST, "undangan")
    with office.desk() as desk:
        assert desk.finish(FIRST, entry(HEAD)).state.step == 7


def test_later_letters_do_not_refer_to_a_cancelled_one(
    office: DeskOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pengaduan_xl.letters import render
    from pengaduan_xl.letters.context import build_context

    seen: list[object] = []

    def watched(job: LetterJob, template: Path, emblem: Path | None = None) -> bytes:
        seen.append(build_context(job)["surat_undangan"])
        return render_letter(job, template, emblem)

    monkeypatch.setattr(render, "render_letter", watched)
    cancel(office, "undangan")
    office.letter(FIRST, "bap", temuan="Tutup.")
    office.at("2026-12-01T09:00").letter(FIRST, "undangan")
    office.at("2026-12-02T09:00").letter(FIRST, "undangan", pukul="10.00 WIB")
    office.letter(FIRST, "bap", temuan="Buka.")
    number = "503/004/DPMPTSP-NAKER/XII/2026"
    assert seen[0] == {"nomor": "", "tanggal": ""}
    assert seen[-1] == {"nomor": number, "tanggal": "1 Desember 2026"}


def test_without_a_reason_nothing_is_cancelled(office: DeskOffice) -> None:
    before = office.fingerprint()
    with pytest.raises(ActRefusedError, match="Alasan wajib diisi karena surat dibatalkan"):
        cancel(office, KEY, " ")
    assert office.fingerprint() == before


@pytest.mark.parametrize("key", ["disposisi", KEY])
def test_only_a_letter_in_force_can_be_cancelled(office: DeskOffice, key: str) -> None:
    cancel(office, KEY)
    with pytest.raises(ActRefusedError) as caught:
        cancel(office, key)
    assert str(caught.value) == (
        f"{FIRST}: ditolak karena 1 hal:\n- Surat '{key}' belum dibuat atau sudah dibatalkan. Lihat surat "
        f"yang ada dengan: pengaduan lihat {FIRST}.\nTidak ada yang ditulis."
    )


def test_a_closed_case_keeps_its_letters(office: DeskOffice, path: Path) -> None:
    with office.desk() as desk:
        desk.withdraw(FIRST, entry(reason="Diminta pengadu"))
        desk.save()
    with pytest.raises(ActRefusedError, match="Pengaduan sudah dicabut"):
        cancel(office, KEY)
    assert path.is_file()


def test_a_file_that_does_not_move_is_told_and_the_act_stands(
    office: DeskOffice, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if self == path:
            raise PermissionError(13, "dipakai")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    _, notices = cancel(office, KEY)
    assert notices == [
        f"{path.name} yang dibatalkan belum dapat dipindahkan (tidak ada izin, atau berkas dipakai program "
        "lain); pindahkan sendiri ke folder arsip di sebelahnya"
    ]
    assert (path.is_file(), KEY in documents(office)) == (True, False)


def test_a_file_left_in_place_is_put_aside_by_the_letter_that_follows(
    office: DeskOffice, path: Path
) -> None:
    content = path.read_bytes()
    cancel(office, KEY)
    path.write_bytes(content)
    office.letter(FIRST, KEY, saran="Tutup saja.")
    assert f"{path.stem}_{sha(content)[:8]}.docx" in office.letters()


def test_a_letter_without_a_file_can_be_cancelled(office: DeskOffice, path: Path) -> None:
    path.unlink()
    assert cancel(office, KEY)[1] == []
    assert office.letters() == []


def test_a_letter_without_a_number_leaves_agenda_keluar_alone(office: DeskOffice) -> None:
    office.letter(FIRST, "kartu-kendali")
    before = outgoing(office)
    cancel(office, "kartu-kendali")
    assert (outgoing(office), "kartu-kendali" in documents(office)) == (before, False)


def test_cancelling_waits_in_the_journal_like_every_act(
    office: DeskOffice, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: RegisterFile, *_: object) -> None:
        raise SaveFailedError(self.path, "disk penuh")

    with monkeypatch.context() as patched:
        patched.setattr(RegisterFile, "put", refused)
        cancel(office, KEY)
    assert (path.exists(), outgoing(office)[-1][2]) == (False, "")
    office.letter(FIRST, KEY)
    assert [row[2] for row in outgoing(office)] == ["", "", "BATAL: Salah alamat", ""]
    assert office.findings() == []


def test_what_the_journal_does_not_take_is_not_cancelled(
    office: DeskOffice, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Journal, *_: object) -> None:
        raise JournalUnwritableError(self.path, "disk penuh")

    monkeypatch.setattr(Journal, "append", refused)
    with pytest.raises(JournalUnwritableError):
        cancel(office, KEY)
    assert (path.is_file(), KEY in documents(office)) == (True, True)


def test_cancelling_counts_as_an_act_and_not_as_a_letter(office: DeskOffice) -> None:
    from pengaduan_xl.reports.daily import daily_recap

    before = office.column(HISTORY, "Peristiwa").count("Surat Dibuat")
    cancel(office, KEY)
    ledger = read_ledger(office.register).ledger
    recap = daily_recap(ledger.cases(), ledger.office, office.moment.date(), office.moment)
    assert sum(service.letters for service in recap.services) == before


def test_examples_of_all_letters_can_be_cancelled_and_made_again(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor", step=7)
    for key in ("undangan", "bap", "telaahan"):
        assert examples(key)
        cancel(office, key)
        office.letter(FIRST, key)
    assert [row[2][:5] for row in outgoing(office)] == ["BATAL"] * 3 + [""] * 3
    assert office.findings() == []
