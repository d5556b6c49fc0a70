"""The command ``kirim`` and the scheduler's mail, from the register's sheets to a real server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_office import run
from desk_office import DeskOffice
from mail_server import PASSWORD, USER, MailServer, free_port

from pengaduan_xl import clock
from pengaduan_xl.domain.schedule_sheet import OVERDUE, RECAP
from pengaduan_xl.mail.passwords import VARIABLE
from pengaduan_xl.mail.trial import BadAddressError, send_trial
from pengaduan_xl.register.schema_rules import RECIPIENTS
from pengaduan_xl.scheduler import mailing as mailing_module
from pengaduan_xl.scheduler.diary import Diary
from pengaduan_xl.scheduler.jobs import Run
from pengaduan_xl.scheduler.mailing import Mailing, mail_remarks
from pengaduan_xl.scheduler.office import RegisterOffice, Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli_office import Run as CliRun
    from mail_certificates import Authority

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")

HEAD = "kadis@contoh.go.id"
RECAP_MAIL = "Rekap Harian 23/11/2026 15.30"


class MailingOffice:
    """An office that mails its reports to its head, driven by commands and passes of the scheduler."""

    def __init__(self, folder: Path, port: int) -> None:
        self.office = DeskOffice(folder)
        self.office.set("Server pos-el", "localhost")
        self.office.set("Port pos-el", port)
        self.office.set("Akun pos-el", USER)
        self.office.add(
            RECIPIENTS,
            {"Nama/Jabatan": "Kepala", "Pos-el": HEAD, "Laporan": "Semua", "Aktif": "Ya"},
        )
        self.reports = self.office.folder / "laporan"
        self.told: list[str] = []
        self.diary = Diary(self.reports, lambda: self.office.moment, self.told.append)
        self.mailing = Mailing(self.office.register, self.diary, lambda: self.office.moment)

    def command(self, *arguments: str) -> CliRun:
        return run("--register", str(self.office.register), "kirim", *arguments)

    def report(self, name: str = RECAP, due: str = "2026-11-23T15:30") -> Report:
        """Make a report as the scheduler does, and queue its mail."""
        self.office.at(due)
        job = Run(self.office.moment, name)
        made = RegisterOffice(self.office.register, lambda: self.office.moment).make(job)
        self.mailing.put(job, made)
        return made

    def log(self) -> str:
        path = self.reports / "jadwal.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def keys(self) -> list[str]:
        return [one["kunci"] for one in self.command("--status", "--json").data["kiriman"]]


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setenv(VARIABLE, PASSWORD)


@pytest.fixture
def mailer(
    tmp_path: Path, server: MailServer, trusted: None, monkeypatch: pytest.MonkeyPatch
) -> MailingOffice:
    del trusted
    made = MailingOffice(tmp_path / "kantor", server.port)
    monkeypatch.setattr(clock, "now", lambda: made.office.moment)
    return made


def test_a_report_that_was_made_reaches_the_head(mailer: MailingOffice, server: MailServer) -> None:
    made = mailer.report()
    mailer.mailing.send()
    ((address, message),) = server.mood.taken
    names = [part.get_filename() for part in message.iter_attachments()]
    assert address == HEAD
    assert names == [made.file.name, *(file.name for file in made.documents)]
    assert f"Kiriman {RECAP_MAIL} untuk k***@contoh.go.id terkirim" in mailer.log()
    assert HEAD not in mailer.log()


def test_it_is_sent_once_however_often_it_is_tried(
    mailer: MailingOffice, server: MailServer
) -> None:
    made = mailer.report()
    for _ in range(2):
        mailer.mailing.put(Run(mailer.office.moment, RECAP), made)
        mailer.mailing.send()
    assert mailer.command().out == "Tidak ada kiriman yang menunggu.\n"
    assert len(server.mood.taken) == 1


def test_while_mail_is_off_nothing_is_queued(mailer: MailingOffice) -> None:
    mailer.office.set("Server pos-el", None)
    mailer.report(OVERDUE)
    assert not (mailer.reports / "kiriman").exists()
    assert mail_remarks(mailer.reports) == []


def test_what_waits_is_sent_by_the_command(mailer: MailingOffice, server: MailServer) -> None:
    mailer.report()
    assert mail_remarks(mailer.reports) == [
        "Kiriman pos-el: 1 menunggu. Lihat: pengaduan kirim --status"
    ]
    done = mailer.command()
    assert (done.code, done.out) == (0, f"{RECAP_MAIL} -> {HEAD}: terkirim\n")
    assert len(server.mood.taken) == 1


def test_a_server_that_is_away_is_told_and_keeps_the_mail(mailer: MailingOffice) -> None:
    mailer.report()
    mailer.office.set("Port pos-el", free_port())
    done = mailer.command()
    assert done.code == 10
    assert f"{RECAP_MAIL} -> {HEAD}: menunggu: " in done.out
    assert done.err.startswith("Galat: localhost: ")
    assert "Galat" not in mailer.command("--json").err


def test_a_mail_in_doubt_is_sent_again_only_when_an_officer_says_so(
    mailer: MailingOffice, server: MailServer
) -> None:
    mailer.report()
    server.mood.data = ["putus"]
    assert mailer.command().code == 1
    assert mailer.command().out == "Tidak ada kiriman yang menunggu.\n"
    (key,) = mailer.keys()
    assert mailer.command("--ulang", key).out.endswith(": terkirim\n")
    assert len(server.mood.taken) == 2


def test_the_queue_is_shown(mailer: MailingOffice) -> None:
    assert "Antrean       : kosong" in mailer.command("--status").out
    mailer.report()
    shown = mailer.command("--status").out
    assert "Penerima      : 1 alamat aktif" in shown
    assert "Antrean       : 1 menunggu" in shown
    fields = mailer.command("--status", "--json").data
    assert (fields["aktif"], fields["kiriman"][0]["keadaan"]) == (True, "menunggu")


def test_what_is_not_set_is_told(tmp_path: Path) -> None:
    office = DeskOffice(tmp_path / "kantor")
    done = run("--register", str(office.register), "kirim", "--status")
    assert done.err.splitlines() == [
        "Peringatan: Pengiriman lewat pos-el belum diatur. Isi 'Server pos-el' di lembar Pengaturan dan "
        "alamat di lembar Penerima; lihat docs/pos-el.md.",
        "Peringatan: Lembar Penerima tidak berisi alamat yang aktif, jadi tidak ada yang dikirimi.",
    ]
    refused = run("--register", str(office.register), "kirim")
    assert "belum diatur" in refused.err
    assert refused.err.endswith("Pesan ini tidak terkirim.\n")


def test_a_trial_arrives_at_once(mailer: MailingOffice, server: MailServer) -> None:
    assert "diterima server untuk kadis@contoh.go.id" in mailer.command("--uji", HEAD).out
    assert mailer.command("--uji", HEAD, "--json").data == {"alamat": HEAD, "terkirim": True}
    assert [address for address, _ in server.mood.taken] == [HEAD, HEAD]
    assert "Uji pengiriman" in server.mood.taken[0][1]["Subject"]


def test_a_trial_to_no_address_is_refused(mailer: MailingOffice) -> None:
    with pytest.raises(BadAddressError) as caught:
        send_trial(mailer.office.register, "kadis", mailer.office.moment)
    assert str(caught.value) == (
        "'kadis' bukan alamat pos-el. Tulis satu alamat seperti nama@kantor.go.id. "
        "Pesan ini tidak terkirim."
    )


@pytest.mark.parametrize("wrong", [("--status", "--uji", HEAD), ("--ulang", "a", "--simpan-sandi")])
def test_one_thing_is_asked_at_a_time(mailer: MailingOffice, wrong: tuple[str, ...]) -> None:
    done = mailer.command(*wrong)
    assert done.code == 2
    assert "Pilih salah satu: --status, --uji, --ulang, --simpan-sandi" in done.err


def test_the_password_is_asked_for_and_kept(
    mailer: MailingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "pengaduan_xl.mail.passwords.keep_password",
        lambda account, password: kept.append((account.user, password)),
    )
    monkeypatch.setattr("click.prompt", lambda *_, **__: PASSWORD)
    done = mailer.command("--simpan-sandi")
    assert kept == [(USER, PASSWORD)]
    assert done.out.startswith("Sandi disimpan di penyimpan sandi sistem.")


@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        (lambda path: path.unlink(), "Lampiran tidak dapat dibaca"),
        (lambda path: path.write_bytes(b""), ""),
    ],
)
def test_a_report_that_vanished_harms_nothing(
    mailer: MailingOffice, breaks: Callable[[Path], object], told: str
) -> None:
    job = Run(mailer.office.at("2026-11-23T15:30").moment, RECAP)
    made = RegisterOffice(mailer.office.register, lambda: mailer.office.moment).make(job)
    breaks(made.file)
    mailer.mailing.put(job, made)
    assert told in mailer.log()


def test_what_fails_is_told_once_as_long_as_it_is_the_same(
    mailer: MailingOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailer.report()
    monkeypatch.setattr(mailing_module, "read_mail_rules", lambda _path: json.loads("["))
    mailer.mailing.send()
    mailer.mailing.send()
    assert mailer.log().count("Pos-el: ") == 1


def test_while_another_sends_a_pass_does_not_wait(
    mailer: MailingOffice, server: MailServer
) -> None:
    mailer.report()
    with mailer.mailing._queue.held():
        mailer.mailing.send()
    assert (server.mood.taken, mailer.log().count("Pos-el")) == ([], 0)


def test_a_queue_that_cannot_be_read_is_told_by_the_status(tmp_path: Path) -> None:
    (tmp_path / "kiriman").write_text("bukan folder", encoding="utf-8")
    (told,) = mail_remarks(tmp_path)
    assert "Antrean" in told or "antrean" in told
