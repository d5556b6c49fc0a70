"""What became of mails in words; for the log without whole addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.recipients_sheet import masked
from pengaduan_xl.mail.items import State
from pengaduan_xl.wording import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pengaduan_xl.mail.items import Item
    from pengaduan_xl.mail.post import Round

AGAIN = "Bila tetap perlu dikirim: pengaduan kirim --ulang {key}"
_COUNTED = (State.WAITING, State.UNSURE, State.FAILED, State.HELD, State.DAMAGED)


class Line(NamedTuple):
    """A line on a mail, and whether it tells something bad."""

    text: str
    is_bad: bool


def lines_of(done: Round) -> Iterator[Line]:
    """Yield what is new, without whole addresses; of mails that wait for the server only how many."""
    for item in done.items:
        if item.key in done.news and not item.waits_for_server:
            line = _line(item)
            if line:
                yield line
    waiting = [item for item in done.items if item.waits_for_server]
    if done.error and any(item.key in done.news for item in waiting):
        error = done.error
        yield Line(
            f"{len(waiting)} kiriman menunggu: {error.problem}. {error.remedy}.", is_bad=True
        )


def summary(items: Iterable[Item]) -> str:
    """Return how many mails wait or are to be decided on, such as ``2 menunggu, 1 tidak pasti``."""
    states = [item.state for item in items]
    found = ((state, states.count(state)) for state in _COUNTED)
    return ", ".join(f"{count} {state}" for state, count in found if count)


def _line(item: Item) -> Line | None:
    mail = f"Kiriman {item.report} {moment(item.due)} untuk {masked(item.address)}"
    if item.state is State.SENT:
        return Line(f"{mail} terkirim.", is_bad=False)
    if item.state is State.REPLACED:
        return None
    text = f"{mail} {item.state}: {item.reason}."
    if item.state is State.WAITING:
        return Line(text, is_bad=False)
    return Line(f"{text} {AGAIN.format(key=item.key)}", is_bad=True)
