"""Sending what waits: once, in the face of servers, disks and machines that fail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from mail_office import CHIEF, CLERK, MONDAY, OVERDUE, MailOffice, item, parcel

from pengaduan_xl.mail.connecting import ServerAwayError
from pengaduan_xl.mail.items import State
from pengaduan_xl.mail.post import MailLostError, NotAnswerableError, UnknownKeyError
from pengaduan_xl.mail.queue import QueueBusyError, QueueRefusedError
from pengaduan_xl.mail.queueing import AttachmentUnreadableError, attachments
from pengaduan_xl.mail.sending import DeliveryUnknownError, PostponedError, RecipientRefusedError
from pengaduan_xl.mail.telling import lines_of, summary
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.errors import PengaduanError
    from pengaduan_xl.mail.post import Round

AWAY = ServerAwayError("smtp.contoh.go.id")
RECAP_MAIL = "Kiriman Rekap Harian 23/11/2026 15.30 untuk k***@contoh.go.id"


class PowerCutError(BaseException):
    """The machine dies: nothing in the program can handle it."""


@pytest.fixture
def office(tmp_path: Path) -> MailOffice:
    """An office on Monday at 15.30, one recap in its queue for its chief."""
    office = MailOffice(tmp_path / "laporan")
    office.put()
    return office


def told(done: Round) -> list[str]:
    return [line.text for line in lines_of(done)]


def test_each_who_gets_a_report_has_a_mail_of_his_own(office: MailOffice) -> None:
    office.recipients = (CHIEF, CLERK)
    assert (office.put(parcel(OVERDUE)), office.put()) == (1, 1)
    assert {(one.report, one.address) for one in office.queue.items()} == {
        ("Rekap Harian", CHIEF.address),
        ("Rekap Harian", CLERK.address),
        ("Daftar Terlambat", CHIEF.address),
    }


def test_nothing_is_queued_while_mail_is_off(office: MailOffice) -> None:
    office.settings = Settings()
    assert office.put(parcel(OVERDUE)) == 0


def test_a_mail_goes_once(office: MailOffice) -> None:
    assert told(office.send()) == [f"{RECAP_MAIL} terkirim."]
    assert office.send() == ([], None, frozenset())
    assert office.put() == 0
    office.send("2026-11-24T08:00")
    assert (office.taken(), office.states()) == ([CHIEF.address], ["terkirim"])


def test_a_report_made_anew_is_held_until_an_officer_sends_it(office: MailOffice) -> None:
    office.send()
    assert office.put(parcel(content=b"diperbaiki")) == 1
    done = office.send()
    ((held,), key) = done.items, next(iter(done.news))
    assert told(done) == [
        f"{RECAP_MAIL} ditahan: Laporan dibuat ulang sesudah yang pertama dikirim. "
        f"Bila tetap perlu dikirim: pengaduan kirim --ulang {key}"
    ]
    assert office.postman.send_again(held.key).items[0].state is State.SENT
    assert len(office.taken()) == 2


def test_of_two_versions_that_wait_the_newer_goes(office: MailOffice) -> None:
    office.moment += timedelta(minutes=5)
    office.put(parcel(content=b"diperbaiki"))
    assert told(office.send()) == [f"{RECAP_MAIL} terkirim."]
    assert sorted(office.states()) == ["digantikan", "terkirim"]


def test_a_server_that_is_away_is_told_once_and_tried_with_pauses(office: MailOffice) -> None:
    office.recipients = (CLERK,)
    office.put()
    office.line.failures = [AWAY] * 9
    assert told(office.send()) == [f"2 kiriman menunggu: {AWAY.problem}. {AWAY.remedy}."]
    tries = [office.line.opened]
    for minute in range(31, 60):
        assert told(office.send(f"2026-11-23T15:{minute}")) == []
        tries.append(office.line.opened)
    assert tries[-1] == 3
    assert office.taken() == []


def test_when_the_server_is_back_all_go_over_one_connection(office: MailOffice) -> None:
    office.recipients = (CHIEF, CLERK)
    office.put()
    office.line.failures = [AWAY]
    office.send()
    done = office.send("2026-11-23T15:35")
    assert (done.error, done.count(State.SENT)) == (None, 2)
    assert (office.line.opened, office.line.closed) == (2, 2)


def test_a_refused_addressee_keeps_no_other_from_his_mail(office: MailOffice) -> None:
    office.recipients = (CLERK,)
    office.put()
    office.line.failures = [RecipientRefusedError(550)]
    done = office.send()
    (failed,) = (one for one in done.items if one.state is State.FAILED)
    assert told(done)[0].endswith(
        "gagal tetap: Server pos-el menolak alamat penerima (kode 550). Bila tetap perlu dikirim: "
        f"pengaduan kirim --ulang {failed.key}"
    )
    assert len(office.taken()) == 1


def test_a_mail_put_off_goes_later(office: MailOffice) -> None:
    office.line.failures = [PostponedError(450)]
    assert told(office.send()) == [
        f"{RECAP_MAIL} menunggu: Server pos-el menunda pesan ini (kode 450)."
    ]
    assert office.send("2026-11-23T15:34").items == []
    assert office.send("2026-11-23T15:35").count(State.SENT) == 1


def test_a_mail_in_doubt_is_never_sent_again_by_itself(office: MailOffice) -> None:
    office.recipients = (CLERK,)
    office.put()
    office.line.failures = [DeliveryUnknownError("smtp.contoh.go.id")]
    done = office.send()
    assert (done.count(State.UNSURE), done.count(State.WAITING)) == (1, 1)
    assert "tidak pasti: Sambungan putus sesudah pesan diserahkan" in told(done)[0]
    office.send("2026-12-01T08:00")
    assert len(office.taken()) == 1
    (unsure,) = (one for one in office.queue.items() if one.state is State.UNSURE)
    assert office.postman.send_again(unsure.key).count(State.SENT) == 1
    assert sorted(office.taken()) == [CHIEF.address, CLERK.address]


def test_a_mail_sent_again_has_the_number_of_the_first(office: MailOffice) -> None:
    office.line.before_dot = [lambda: office.line.failures.append(None)]
    office.line.failures = [DeliveryUnknownError("x")]
    (item_,) = office.send().items
    office.postman.send_again(item_.key)
    assert f"<{item_.key}.pengaduan@contoh.go.id>".encode() in office.line.taken[0][1]


def die() -> None:
    raise PowerCutError


def test_a_machine_that_dies_before_the_dot_has_sent_nothing(office: MailOffice) -> None:
    office.line.failures = [PowerCutError()]  # type: ignore[list-item]  # no Exception on purpose
    with pytest.raises(PowerCutError):
        office.send()
    assert office.states() == ["menunggu"]
    assert office.send("2026-11-23T15:40").count(State.SENT) == 1


def test_a_machine_that_dies_after_the_dot_leaves_a_doubt(office: MailOffice) -> None:
    office.line.before_dot = [die]
    with pytest.raises(PowerCutError):
        office.send()
    assert office.states() == ["sedang dikirim"]
    done = office.send("2026-11-23T15:40")
    assert "tidak pasti: Pengiriman terputus; server mungkin sudah menerimanya" in told(done)[0]
    assert office.line.taken == []


def test_a_disk_that_fails_before_the_dot_lets_nothing_out(
    office: MailOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise QueueRefusedError(OSError(28, "full"))

    with monkeypatch.context() as patch:
        patch.setattr(type(office.queue), "update", full)
        with pytest.raises(QueueRefusedError):
            office.send()
    assert (office.taken(), office.states(), office.line.closed) == ([], ["menunggu"], 1)


def test_a_broken_connection_is_opened_anew_for_the_next_mail(office: MailOffice) -> None:
    office.recipients = (CLERK,)
    office.put()
    office.line.holds = False
    assert office.send().count(State.SENT) == 2
    assert office.line.opened == 2


def test_a_mail_whose_file_is_gone_keeps_no_other_back(office: MailOffice) -> None:
    (office.queue.folder / f"{item().key}.eml").unlink()
    assert office.send().items[0].reason == MailLostError().problem
    assert str(MailLostError()) == (
        "Berkas pesan hilang dari antrean. Berikan berkas di folder laporan dengan cara lain. "
        "Pesan ini tidak terkirim."
    )


def test_a_bad_setting_keeps_all_waiting(office: MailOffice) -> None:
    office.settings = Settings(mail_server="smtp.contoh.go.id", mail_from="lapor")
    assert told(office.send()) == [
        "1 kiriman menunggu: 'Alamat pengirim pos-el' tidak dapat dipakai. "
        "Isi seperti pengaduan@contoh.go.id."
    ]


def test_asking_leaves_the_pauses_out(office: MailOffice) -> None:
    office.line.failures = [AWAY]
    office.send()
    assert office.postman.send_asked().count(State.SENT) == 1


def test_one_sends_at_a_time(office: MailOffice) -> None:
    with office.queue.held():
        with pytest.raises(QueueBusyError):
            office.send()
        with pytest.raises(QueueBusyError):
            office.postman.send_asked()
        with pytest.raises(QueueBusyError):
            office.postman.send_again("x")


@pytest.mark.parametrize(
    ("key", "state", "error", "text"),
    [
        ("x", State.SENT, UnknownKeyError, "Kiriman 'x' tidak ada"),
        ("", State.SENT, NotAnswerableError, "terkirim, jadi tidak dikirim ulang"),
        ("", State.WAITING, NotAnswerableError, "menunggu, jadi tidak dikirim ulang"),
    ],
)
def test_only_what_is_in_doubt_or_kept_back_is_sent_by_its_key(
    office: MailOffice, key: str, state: State, error: type[PengaduanError], text: str
) -> None:
    office.queue.update(item(state))
    with pytest.raises(error) as caught:
        office.postman.send_again(key or item().key)
    assert str(caught.value).endswith(
        f"{text}. Lihat: pengaduan kirim --status. Pesan ini tidak terkirim."
    )


def test_what_waits_and_what_is_to_be_decided_is_counted() -> None:
    items = [item(), item(), item(State.SENT), item(State.UNSURE), item(State.REPLACED)]
    assert summary(items) == "2 menunggu, 1 tidak pasti"
    assert summary([]) == ""


def test_an_attachment_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(AttachmentUnreadableError) as caught:
        attachments([tmp_path / "rekap_2026-11-23.xlsx"])
    assert str(caught.value) == (
        "rekap_2026-11-23.xlsx: Lampiran tidak dapat dibaca (folder atau berkas hilang). Kirim berkas di "
        "folder laporan itu dengan cara lain. Laporannya sudah dibuat; pos-elnya tidak diantrekan."
    )


def test_a_wrong_clock_costs_no_mail(office: MailOffice) -> None:
    office.moment = MONDAY + timedelta(days=400)
    office.line.failures = [AWAY]
    office.put(parcel(OVERDUE))
    assert office.send().count(State.FAILED) == 1
    office.moment = MONDAY
    assert office.send().count(State.SENT) == 1
