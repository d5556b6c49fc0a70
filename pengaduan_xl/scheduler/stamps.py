"""What the scheduler has made, kept in ``jadwal.json`` beside the reports so that nothing is made twice.

The file is replaced as a whole. One that is damaged is kept aside under another name, and what the reports'
own files tell takes its place.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from pengaduan_xl.clock import WIB
from pengaduan_xl.errors import UnusableFileError, WriteFailedError, system_reason
from pengaduan_xl.register.patience import patiently
from pengaduan_xl.scheduler.jobs import CATCH_UP_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE = "jadwal.json"
VERSION = 1

_RECAP_NAME = re.compile(r"rekap_(\d{4}-\d{2}-\d{2})\.xlsx")
_OVERDUE_NAME = re.compile(r"terlambat_(\d{4}-\d{2}-\d{2})_(\d{2})(\d{2})\.xlsx")


class DamagedStampsError(UnusableFileError):
    """The file of stamps is not what was written there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Catatan jadwal rusak",
            "Giliran berikut menyusunnya kembali dari berkas laporan yang ada",
            where=path.name,
        )


class StampsUnreadableError(WriteFailedError):
    """The system refused to give the file of stamps, so nobody knows what was made already."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Catatan jadwal tidak dapat dibaca ({system_reason(error)})",
            "Periksa izin folder laporan; laporan dibuat lagi sesudah catatan itu terbaca",
            where=path.name,
        )


class StampsUnwritableError(WriteFailedError):
    """The system refused the file of stamps; without it reports would be made again and again."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Catatan jadwal tidak dapat ditulis ({system_reason(error)})",
            "Periksa izin folder laporan dan ruang disk; tanpa catatan itu laporan tidak dibuat otomatis",
            where=path.name,
        )


class Look(NamedTuple):
    """When the register was last looked at, what it was then, and when a report is due next.

    Attributes:
        at: The moment, naive WIB.
        mark: Time of change in nanoseconds and size of the register's file.
        due: When a report is due next; nothing is to be done before.
    """

    at: datetime
    mark: tuple[int, int]
    due: datetime


@dataclass(slots=True)
class Stamps:
    """What was made, and what stands in the way.

    Attributes:
        since: First day on which reports are made by themselves.
        recaps: When the recap of a day was made, naive WIB; ``None`` where it was given up as too old.
        overdue: When the last overdue list was made.
        remarks: What the last pass could not do and has told already.
        look: The last look at the register; ``None`` when the next pass has to look anew.
    """

    since: date
    recaps: dict[date, datetime | None] = field(default_factory=dict)
    overdue: datetime | None = None
    remarks: tuple[str, ...] = ()
    look: Look | None = None

    def is_quiet(self, now: datetime, mark: tuple[int, int] | None) -> bool:
        """Return whether nothing can be due: the register is as it was, today, and the time has not come."""
        look = self.look
        return (
            look is not None
            and look.mark == mark
            and look.at <= now < look.due
            and look.at.date() == now.date()
        )

    def drop_ahead(self, today: date) -> list[date]:
        """Forget what was stamped while the computer's clock was ahead of today; return these days."""
        wrong = [day for day, at in self.recaps.items() if _is_ahead(day, at, today)]
        for day in wrong:
            del self.recaps[day]
        if self.overdue is not None and self.overdue.date() > today:
            wrong.append(self.overdue.date())
            self.overdue = None
        return sorted(set(wrong))


class StampFile:
    """The file of stamps in the folder of reports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE

    def read(self) -> Stamps | None:
        """Return the stamps; ``None`` when there is no file.

        Raises:
            StampsUnreadableError: The system refuses.
            DamagedStampsError: The file is damaged.
        """
        try:
            content = patiently(self.path.read_bytes)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StampsUnreadableError(self.path, error) from error
        try:
            return _stamps(json.loads(content))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise DamagedStampsError(self.path) from error

    def begin(self, now: datetime) -> Stamps:
        """Return the stamps of an office whose reports are made by themselves from today on.

        Raises:
            StampsUnwritableError: The system does not let the folder be looked into.
        """
        return self._from_reports(now, now.date())

    def begin_anew(self, now: datetime) -> tuple[Stamps, Path]:
        """Keep a damaged file aside; return what the reports' files tell, and where the old file is.

        Raises:
            StampsUnwritableError: The system refuses.
        """
        aside = self.path.with_name(f"jadwal_rusak_{now:%Y%m%d-%H%M}.json")
        try:
            patiently(lambda: self.path.replace(aside))
        except OSError as error:
            raise StampsUnwritableError(self.path, error) from error
        return self._from_reports(now, now.date() - timedelta(days=CATCH_UP_DAYS)), aside

    def write(self, stamps: Stamps) -> None:
        """Replace the file.

        Raises:
            StampsUnwritableError: The system refuses; the old file is as it was.
        """
        text = json.dumps(_fields(stamps), ensure_ascii=False, indent=1)
        temporary = self.path.with_name(f".{FILE}.tmp")
        try:
            with temporary.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            patiently(lambda: temporary.replace(self.path))
        except OSError as error:
            raise StampsUnwritableError(self.path, error) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _from_reports(self, now: datetime, first: date) -> Stamps:
        """Return which reports from ``first`` on are there, made when their files were written.

        An overdue list tells its time in its name. A file from the future was written under a wrong clock.
        """
        try:
            names = list(self.folder.iterdir())
            recaps = {day: at for day, at in _recaps(names) if first <= day <= now.date()}
        except OSError as error:
            raise StampsUnwritableError(self.path, error) from error
        lists = [at for at in _lists(names) if first <= at.date() and at <= now]
        days = [*recaps, *(at.date() for at in lists)]
        return Stamps(
            min(days, default=now.date()),
            {day: min(at, now) for day, at in recaps.items()},
            max(lists, default=None),
        )


def _is_ahead(day: date, at: datetime | None, today: date) -> bool:
    """Return whether a recap's stamp can only be from a clock ahead of today.

    A day of the last weeks is never given up, and the recap of today is made today.
    """
    if at is None:
        return day >= today - timedelta(days=CATCH_UP_DAYS)
    return day > today or (day == today and at.date() > today)


def _recaps(files: Iterable[Path]) -> Iterator[tuple[date, datetime]]:
    """Yield the day of each recap's file and when it was written, naive WIB."""
    for path in files:
        match = _RECAP_NAME.fullmatch(path.name)
        with suppress(ValueError):  # a name of digits need not be a date
            if match:
                written = datetime.fromtimestamp(path.stat().st_mtime, WIB)
                yield date.fromisoformat(match[1]), written.replace(tzinfo=None)


def _lists(files: Iterable[Path]) -> Iterator[datetime]:
    """Yield the moment of each overdue list's file, naive WIB."""
    for path in files:
        match = _OVERDUE_NAME.fullmatch(path.name)
        with suppress(ValueError):
            if match:
                yield datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}")


def _fields(stamps: Stamps) -> dict[str, Any]:
    look = stamps.look
    return {
        "versi": VERSION,
        "sejak": stamps.since.isoformat(),
        "rekap": {
            day.isoformat(): moment and _text(moment)
            for day, moment in sorted(stamps.recaps.items())
        },
        "terlambat": stamps.overdue and _text(stamps.overdue),
        "catatan": list(stamps.remarks),
        "dilihat": look and [_text(look.at), list(look.mark), _text(look.due)],
    }


def _stamps(fields: Any) -> Stamps:
    if fields["versi"] != VERSION:
        raise ValueError(fields["versi"])
    recaps = {date.fromisoformat(day): _moment(text) for day, text in fields["rekap"].items()}
    remarks = tuple(map(str, fields["catatan"]))
    since, overdue = date.fromisoformat(fields["sejak"]), _moment(fields["terlambat"])
    return Stamps(since, recaps, overdue, remarks, _look(fields["dilihat"]))


def _look(fields: Any) -> Look | None:
    if fields is None:
        return None
    (changed, size), at, due = fields[1], _moment(fields[0]), _moment(fields[2])
    if at is None or due is None:
        raise ValueError(fields)
    return Look(at, (int(changed), int(size)), due)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _moment(text: str | None) -> datetime | None:
    """Return a naive moment; one with a zone was not written by us."""
    moment = None if text is None else datetime.fromisoformat(text)
    if moment is not None and moment.tzinfo is not None:
        raise ValueError(text)
    return moment
