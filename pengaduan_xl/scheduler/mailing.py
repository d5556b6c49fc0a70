"""The scheduler's mail: queued after each report, tried in each pass; what fails here harms no report."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.mail.accounts import is_mail_on
from pengaduan_xl.mail.items import State, candidates
from pengaduan_xl.mail.messages import Parcel
from pengaduan_xl.mail.post import Postman
from pengaduan_xl.mail.queue import Queue, QueueBusyError
from pengaduan_xl.mail.queueing import attachments, queue_report, read_mail_rules
from pengaduan_xl.mail.sending import open_connection
from pengaduan_xl.mail.telling import lines_of, summary
from pengaduan_xl.office_folder import REPORT_FOLDER
from pengaduan_xl.register.store import RegisterFile
from pengaduan_xl.scheduler.diary import safe_text
from pengaduan_xl.scheduler.rounds import UnforeseenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pengaduan_xl.scheduler.diary import Diary
    from pengaduan_xl.scheduler.jobs import Run
    from pengaduan_xl.scheduler.office import Report


class Mailing:
    """An office's mail as a pass needs it.

    Args:
        register: The office's register.
        diary: Where is written down what happens.
        now: Gives this moment, naive WIB.
    """

    def __init__(self, register: Path, diary: Diary, now: Callable[[], datetime]) -> None:
        self._path = RegisterFile(register).path
        self._diary = diary
        self._now = now
        self._queue = Queue(self._path.parent / REPORT_FOLDER)
        self._told = ""

    def put(self, run: Run, report: Report) -> None:
        """Queue a report's mails; what cannot be queued is told and does not keep the pass up."""
        with self._harmless():
            rules = read_mail_rules(self._path)
            if is_mail_on(rules.settings) and rules.recipients:
                files = attachments((report.file, *report.documents))
                parcel = Parcel(run.report, run.due, report.figures, files)
                queue_report(self._queue, rules, parcel, self._now())

    def send(self) -> None:
        """Send what is due; with nothing due the register is not read."""
        with self._harmless():
            if self._is_due(self._now()):
                settings = read_mail_rules(self._path).settings
                if is_mail_on(settings):
                    postman = Postman(self._queue, settings, open_connection, self._now)
                    for line in lines_of(postman.send_due()):
                        (self._diary.fault if line.is_bad else self._diary.note)(line.text)
            self._told = ""

    def _is_due(self, now: datetime) -> bool:
        unsent = self._queue.unsent()
        was_broken_off = any(item.state is State.SENDING for item in unsent)
        return was_broken_off or bool(candidates(unsent, now))

    @contextmanager
    def _harmless(self) -> Iterator[None]:
        """Tell what fails, once as long as it is the same, and go on."""
        try:
            yield
        except QueueBusyError:
            pass  # whoever holds the queue sends what is in it
        except PengaduanError as error:
            self._tell(error)
        except Exception as error:  # noqa: BLE001  # reports must come whatever happens to their mail
            self._tell(UnforeseenError(error))

    def _tell(self, error: PengaduanError) -> None:
        text = f"Pos-el: {safe_text(error)}"
        if text != self._told:
            self._diary.fault(text, f"Pos-el: {error}")
        self._told = text


def mail_remarks(folder: Path) -> list[str]:
    """Return how an office's mails stand, for its status; nothing while none waits or is in doubt."""
    try:
        counted = summary(Queue(folder).unsent())
    except PengaduanError as error:
        return [str(error)]
    return [f"Kiriman pos-el: {counted}. Lihat: pengaduan kirim --status"] if counted else []
