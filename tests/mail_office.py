"""Reports, a queue and a connection for tests of the mail, without a server."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pengaduan_xl.domain.recipients_sheet import Recipient
from pengaduan_xl.domain.schedule_sheet import OVERDUE, RECAP, REPORTS
from pengaduan_xl.mail.items import Item, State, key_of
from pengaduan_xl.mail.messages import Attachment, Parcel
from pengaduan_xl.mail.post import Postman, Round
from pengaduan_xl.mail.queue import Queue
from pengaduan_xl.mail.queueing import MailRules, queue_report
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pengaduan_xl.mail.accounts import MailAccount

CHIEF = Recipient("Kepala Dinas", "kadis@contoh.go.id", frozenset(REPORTS))
CLERK = Recipient("Petugas", "petugas@contoh.go.id", frozenset({RECAP}))
MONDAY = datetime.fromisoformat("2026-11-23T15:30")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def parcel(report: str = RECAP, due: str = "2026-11-23T15:30", content: bytes = b"isi") -> Parcel:
    name = f"{'rekap' if report == RECAP else 'terlambat'}_{due[:10]}.xlsx"
    return Parcel(report, at(due), "masuk 3, selesai 1", (Attachment(name, content),))


def item(state: State = State.WAITING, **changes: object) -> Item:
    """A recap's mail to the chief, queued on Monday at 15.30."""
    fields: dict[str, object] = {
        "report": RECAP, "due": MONDAY, "name": CHIEF.name, "address": CHIEF.address, "files": ("a.xlsx",),
        "queued": MONDAY, "changed": MONDAY, "key": key_of(parcel(), CHIEF.address),
    } | changes  # fmt: skip
    return Item(state=state, **fields)  # type: ignore[arg-type]  # the fields as tests write them


class FakeLine:
    """A connection that notes what it is given and fails as it is told.

    Attributes:
        taken: The addresses and mails that went through.
        failures: What each next mail fails with; ``None`` for one that goes through.
        before_dot: What happens just before the closing dot of a mail, once.
    """

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.failures: list[Exception | None] = []
        self.before_dot: list[Callable[[], None]] = []
        self.opened = 0
        self.closed = 0
        self.holds = True

    def open(self, account: MailAccount) -> FakeLine:
        del account
        self.opened += 1
        return self

    def send(self, recipient: str, content: bytes, before_dot: Callable[[], None]) -> None:
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        before_dot()
        if self.before_dot:
            self.before_dot.pop(0)()
        self.taken.append((recipient, content))

    def reset(self) -> bool:
        return self.holds

    def close(self) -> None:
        self.closed += 1


class MailOffice:
    """An office whose reports go out by mail, its clock in the test's hand."""

    def __init__(self, folder: Path) -> None:
        self.moment = MONDAY
        self.settings = Settings(mail_server="smtp.contoh.go.id", mail_from="lapor@contoh.go.id")
        self.recipients: tuple[Recipient, ...] = (CHIEF,)
        self.queue = Queue(folder)
        self.line = FakeLine()

    @property
    def postman(self) -> Postman:
        return Postman(self.queue, self.settings, self.line.open, lambda: self.moment)

    def put(self, one: Parcel | None = None) -> int:
        rules = MailRules(self.settings, self.recipients)
        return queue_report(self.queue, rules, one or parcel(), self.moment)

    def send(self, moment: str = "") -> Round:
        """Make a pass, at another moment where one is given."""
        self.moment = at(moment) if moment else self.moment
        return self.postman.send_due()

    def states(self) -> list[str]:
        return [str(one.state) for one in sorted(self.queue.items(), key=lambda one: one.due)]

    def taken(self) -> list[str]:
        return [address for address, _ in self.line.taken]


__all__ = [
    "CHIEF",
    "CLERK",
    "MONDAY",
    "OVERDUE",
    "RECAP",
    "FakeLine",
    "MailOffice",
    "at",
    "item",
    "parcel",
]
