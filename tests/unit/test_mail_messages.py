"""A report as a mail: its head, its body, its attachments; nothing smuggled in."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

import pytest
from mail_office import MONDAY, OVERDUE, at, parcel

from pengaduan_xl.mail.accounts import MailAccount
from pengaduan_xl.mail.messages import (
    Attachment,
    Parcel,
    outgoing,
    plain,
    report_message,
    trial_message,
)

ACCOUNT = MailAccount("smtp.contoh.go.id", 587, False, "u", "lapor@contoh.go.id", "Dinas")
TO = ("Kepala Dinas", "kadis@contoh.go.id")
KEY = "0123456789-abcdef"


def received(content: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=SMTP).parsebytes(content)


def sent(
    one: Parcel | None = None, to: tuple[str, str] = TO, office: str = "DPMPTSP"
) -> EmailMessage:
    """The mail as the addressee gets it."""
    message = report_message(one or parcel(), to, office, at("2026-11-24T08:00"))
    return received(outgoing(message.as_bytes(), ACCOUNT, KEY))


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_head_says_what_it_is_and_from_whom() -> None:
    head = dict(sent().items())
    assert head["Subject"] == "Rekap Harian Pengaduan 23/11/2026 pukul 15.30 WIB - DPMPTSP"
    assert head["From"] == "Dinas <lapor@contoh.go.id>"
    assert head["To"] == "Kepala Dinas <kadis@contoh.go.id>"
    assert head["Date"] == "Tue, 24 Nov 2026 08:00:00 +0700"
    assert head["Auto-Submitted"] == "auto-generated"


def test_the_body_tells_the_figures_and_asks_not_to_pass_the_files_on() -> None:
    assert body_of(sent()).replace("\r\n", "\n") == (
        "Yth. Bapak/Ibu,\n\n"
        "Terlampir Rekap Harian pengaduan menurut jadwal 23 November 2026 pukul 15.30 WIB, dibuat 24/11/2026 "
        "08.00.\n\n"
        "Masuk 3, selesai 1.\n\n"
        "Lampiran: rekap_2026-11-23.xlsx\n\n"
        "Lampiran memuat perihal pengaduan dan hanya untuk keperluan dinas. Mohon tidak diteruskan.\n\n"
        "Pesan ini dikirim otomatis oleh register pengaduan DPMPTSP.\n"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.pdf", "application/pdf"),
        ("a.dat", "application/octet-stream"),
    ],
)
def test_files_arrive_byte_for_byte(name: str, kind: str) -> None:
    content = bytes(range(256)) * 40
    one = Parcel(OVERDUE, MONDAY, "lewat waktu 2", (Attachment(name, content),))
    (file,) = sent(one).iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (name, kind)
    assert file.get_content() == content


def test_the_number_of_a_message_follows_from_its_key_alone() -> None:
    message = sent()
    assert message["Message-ID"] == f"<{KEY}.pengaduan@contoh.go.id>"
    assert sent(parcel(content=b"lain"))["Message-ID"] == message["Message-ID"]


@pytest.mark.parametrize("sender", [f"a@{'b' * 63}.{'c' * 63}.go.id", f"{'a' * 64}@contoh.go.id"])
def test_a_long_sender_keeps_its_address_and_the_number_whole(sender: str) -> None:
    content = report_message(parcel(), TO, "DPMPTSP", MONDAY).as_bytes()
    message = received(outgoing(content, ACCOUNT._replace(sender=sender), KEY))
    assert message["From"].addresses[0].addr_spec == sender
    assert message["Message-ID"].strip() == f"<{KEY}.pengaduan@{sender.partition('@')[2]}>"


EVIL = "Budi\r\nBcc: jahat@contoh.id\n\r\x00\x0bAkhir\u2028x"


def test_line_ends_in_names_add_nothing_to_the_head() -> None:
    content = report_message(parcel(), (EVIL, TO[1]), EVIL, MONDAY).as_bytes()
    message = received(outgoing(content, ACCOUNT._replace(sender_name=EVIL), KEY))
    assert "Bcc" not in message
    assert message["To"].addresses[0].display_name == "Budi Bcc: jahat@contoh.id Akhir x"
    assert message["From"].addresses[0].display_name == "Budi Bcc: jahat@contoh.id Akhir x"
    assert [one.addr_spec for one in message["To"].addresses] == [TO[1]]


@pytest.mark.parametrize(
    "name", ['Kepala, "Dinas" <x@y.id>', "Ibu Ñandú 🙂 Çelik", "Kepala Dinas " * 30, "", "a;b:c@d"]
)
def test_any_name_arrives_as_one_addressee(name: str) -> None:
    message = sent(to=(name, TO[1]), office=name)
    (address,) = message["To"].addresses
    assert (address.display_name, address.addr_spec) == (plain(name), TO[1])
    assert message["Subject"].endswith(f" WIB - {plain(name)}")
    assert message.defects == []


def test_every_line_on_the_way_is_short_and_ascii() -> None:
    message = report_message(
        parcel(content=b"x" * 5000), ("Ñ" * 90, TO[1]), "Dinas é " * 20, MONDAY
    )
    content = outgoing(message.as_bytes(), ACCOUNT, KEY)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) < 998
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_the_trial_says_that_it_is_one() -> None:
    message = trial_message("saya@contoh.go.id", "DPMPTSP", MONDAY)
    assert (message["To"], message["Subject"]) == (
        "saya@contoh.go.id",
        "Uji pengiriman - DPMPTSP",
    )
    assert "Ini pesan uji dari register pengaduan DPMPTSP, 23 November 2026" in body_of(message)
