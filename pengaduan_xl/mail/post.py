"""Sending what waits in the queue, each mail once: for the scheduler and for ``pengaduan kirim``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from pengaduan_xl.errors import InputDataError, NotFoundError
from pengaduan_xl.mail.accounts import account_of
from pengaduan_xl.mail.connecting import ServerAwayError
from pengaduan_xl.mail.failures import NOT_SENT, Effect, MailError
from pengaduan_xl.mail.items import ANSWERABLE, Item, State, candidates, settled, waiting_ones
from pengaduan_xl.mail.messages import outgoing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from pengaduan_xl.mail.accounts import MailAccount
    from pengaduan_xl.mail.queue import Queue
    from pengaduan_xl.settings import Settings

STATUS = "Lihat: pengaduan kirim --status"


class MailLostError(MailError):
    """Somebody removed a mail's file from the queue."""

    effect: ClassVar[Effect] = Effect.FINAL

    def __init__(self) -> None:
        super().__init__(
            "Berkas pesan hilang dari antrean", "Berikan berkas di folder laporan dengan cara lain"
        )


class UnknownKeyError(NotFoundError):
    """The queue has no mail of that key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Kiriman '{key}' tidak ada", STATUS, written=NOT_SENT)


class NotAnswerableError(InputDataError):
    """The mail is not one that an officer has to decide on."""

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"Kiriman {item.key} {item.state}, jadi tidak dikirim ulang", STATUS, written=NOT_SENT
        )


class Sender(Protocol):
    """A connection; see :class:`pengaduan_xl.mail.sending.Connection`."""

    def send(self, recipient: str, content: bytes, before_dot: Callable[[], None]) -> None:
        """Send a mail."""

    def reset(self) -> bool:
        """Return whether the connection can be used further."""

    def close(self) -> None:
        """End the connection."""


class Round(NamedTuple):
    """What came of sending.

    Attributes:
        items: The mails that were tried or settled, as they stand now.
        error: What keeps the others waiting; ``None`` when nothing does.
        news: The keys of those that now stand otherwise, or for another reason.
    """

    items: list[Item]
    error: MailError | None
    news: frozenset[str]

    def count(self, state: State) -> int:
        """Return how many stand in a state."""
        return sum(item.state is state for item in self.items)


class Postman:
    """Sends what waits in a queue.

    Args:
        queue: The queue.
        settings: The office's settings, its mail account among them.
        connect: Opens a connection that is encrypted and logged in.
        now: Gives this moment, naive WIB.
    """

    def __init__(
        self,
        queue: Queue,
        settings: Settings,
        connect: Callable[[MailAccount], Sender],
        now: Callable[[], datetime],
    ) -> None:
        self._queue = queue
        self._settings = settings
        self._connect = connect
        self._now = now

    def send_due(self) -> Round:
        """Send what is due.

        Raises:
            QueueBusyError: Another process sends.
            QueueRefusedError: The queue cannot be read or written.
        """
        with self._queue.held():
            items, changed = self._settle()
            self._queue.tidy(self._now())
            return self._deliver(candidates(items.values(), self._now()), changed)

    def send_asked(self, seconds: float = 0) -> Round:
        """Send all that waits, pauses or not, as an officer asks.

        Raises:
            QueueBusyError: Another process sends, still after ``seconds``.
            QueueRefusedError: The queue cannot be read or written.
        """
        with self._queue.held(seconds):
            items, changed = self._settle()
            return self._deliver(waiting_ones(items.values()), changed)

    def send_again(self, key: str, seconds: float = 0) -> Round:
        """Send one mail whatever may have gone out before, as an officer decided.

        Raises:
            UnknownKeyError: There is none of that key.
            NotAnswerableError: There is nothing to decide on it.
            QueueBusyError: Another process sends, still after ``seconds``.
            QueueRefusedError: The queue cannot be read or written.
        """
        with self._queue.held(seconds):
            items, _ = self._settle()
            if key not in items:
                raise UnknownKeyError(key)
            if items[key].state not in ANSWERABLE:
                raise NotAnswerableError(items[key])
            ordered = items[key].ordered(self._now())
            self._queue.update(ordered)
            return self._deliver([ordered], [])

    def _settle(self) -> tuple[dict[str, Item], list[Item]]:
        """Return everything as it stands before sending, and what changed for that."""
        items = {item.key: item for item in self._queue.items()}
        changed = settled(items.values(), self._now())
        for item in changed:
            self._queue.update(item)
        return items | {item.key: item for item in changed}, changed

    def _deliver(self, waiting: Sequence[Item], settled_ones: list[Item]) -> Round:
        """Try mails one by one; what keeps all of them waiting is met once."""
        tried: list[Item] = []
        blocked: MailError | None = None
        with closing(_Line(self._connect)) as line:
            for item in waiting:
                failure = blocked or self._try(line, item)
                now = self._now()
                after = item.after(failure, now) if failure else item.moved(State.SENT, now)
                self._queue.update(after)
                tried.append(after)
                if failure and failure.effect is Effect.UNSURE:
                    blocked = ServerAwayError(self._settings.mail_server)
                elif failure and failure.effect is Effect.ALL_WAIT:
                    blocked = failure
        pairs = zip(waiting, tried, strict=True)
        news = [
            after
            for item, after in pairs
            if (item.state, item.reason) != (after.state, after.reason)
        ]
        is_waiting = any(item.state is State.WAITING for item in tried)
        return Round(
            [*settled_ones, *tried],
            blocked if is_waiting else None,
            frozenset(item.key for item in (*settled_ones, *news)),
        )

    def _try(self, line: _Line, item: Item) -> MailError | None:
        """Send a mail; return why it was not taken."""
        try:
            content = self._queue.message(item)
            if content is None:
                raise MailLostError
            sending = item.moved(State.SENDING, self._now())
            account = account_of(self._settings)
            content = outgoing(content, account, item.key)
            line.open(account).send(item.address, content, lambda: self._queue.update(sending))
        except MailError as error:
            return error
        finally:
            line.refresh()
        return None


class _Line:
    """The connection over which mails go, opened when the first one does, and again when it broke."""

    def __init__(self, connect: Callable[[MailAccount], Sender]) -> None:
        self._connect = connect
        self._sender: Sender | None = None

    def open(self, account: MailAccount) -> Sender:
        """Return the connection."""
        if self._sender is None:
            self._sender = self._connect(account)
        return self._sender

    def refresh(self) -> None:
        """Give the connection up unless it can be used further."""
        if self._sender is not None and not self._sender.reset():
            self.close()

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._sender is not None:
            self._sender.close()
            self._sender = None
