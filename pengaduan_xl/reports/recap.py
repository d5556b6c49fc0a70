"""A recap as plain data: its numbers, their breakdowns, and a day's row in the sheet Rekap Harian."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from pengaduan_xl.domain.findings import CellValue
    from pengaduan_xl.reports.flows import Flow
    from pengaduan_xl.reports.period import Period

_HEADINGS_BEFORE_STEPS = {
    "day": "Tanggal",
    "opening": "Sisa Kemarin",
    "received": "Masuk",
    "oral": "Lisan",
    "written": "Tertulis",
    "online": "Daring",
    "finished": "Selesai",
    "forwarded": "Dilimpahkan",
    "withdrawn": "Dicabut",
    "in_process": "Dalam Proses",
}
_HEADINGS_AFTER_STEPS = {"late": "Terlambat", "closing": "Sisa", "officer": "Petugas"}


class Balance(NamedTuple):
    """What came, went and stayed under one label: ``opening + received`` = all that ended + ``closing``.

    ``in_process`` are open and not on hold, ``waiting`` on hold; ``late`` are those of ``in_process`` whose
    step's deadline has passed. ``withdrawn`` includes the deemed withdrawn.
    """

    label: str
    opening: int = 0
    received: int = 0
    finished: int = 0
    forwarded: int = 0
    withdrawn: int = 0
    in_process: int = 0
    waiting: int = 0
    late: int = 0

    @property
    def closing(self) -> int:
        """Cases still open at the end."""
        return self.in_process + self.waiting


class StepCount(NamedTuple):
    """Work at one step: how often it was finished in that time, and the cases that are in it."""

    number: int
    name: str
    done: int
    in_process: int
    waiting: int
    late: int


class Service(NamedTuple):
    """What one officer did in that time: acts, and letters made."""

    officer: str
    acts: int
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """Services given in a time, with their breakdowns.

    The numbers mean what :class:`Balance` says.

    Attributes:
        moment: The moment up to which it is reported: the end of that time, or now.
        oral: Of ``received``, by word of mouth or phone.
        written: Of ``received``, by letter.
        online: Of ``received``, by e-mail, social media or SP4N-LAPOR!.
        by_channel: Balance of every channel.
        by_permit: Balance of every licence (*Jenis Izin*) that occurs.
        by_category: Balance of every category that occurs.
        by_step: Every step of the SOP.
        services: Officers by name.
        officer: Who answers for the recap; the caller fills it by ``dataclasses.replace``.
    """

    moment: datetime
    opening: int
    received: int
    oral: int
    written: int
    online: int
    finished: int
    forwarded: int
    withdrawn: int
    in_process: int
    waiting: int
    late: int
    by_channel: tuple[Balance, ...]
    by_permit: tuple[Balance, ...]
    by_category: tuple[Balance, ...]
    by_step: tuple[StepCount, ...]
    services: tuple[Service, ...]
    officer: str = ""

    @property
    def closing(self) -> int:
        """Cases still open at the end, those on hold included."""
        return self.in_process + self.waiting

    @property
    def steps(self) -> tuple[int, ...]:
        """``in_process`` by step, from step 1; ten or more places."""
        return tuple(step.in_process for step in self.by_step)


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyRecap(Recap):
    """One day's services, as the sheet Rekap Harian keeps them.

    Attributes:
        day: The day reported.
    """

    day: date

    def row(self) -> dict[str, CellValue]:
        """Return the day as a row of the sheet Rekap Harian, by heading.

        An SOP with more than ten steps gives more than ten headings "Tahap n".
        """
        steps = {f"Tahap {n}": count for n, count in enumerate(self.steps, start=1)}
        before = {heading: getattr(self, f) for f, heading in _HEADINGS_BEFORE_STEPS.items()}
        after = {heading: getattr(self, f) for f, heading in _HEADINGS_AFTER_STEPS.items()}
        return before | steps | after


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRecap(Recap):
    """The services of a month, a quarter or any other days in a row.

    Attributes:
        period: The days asked for.
        flows: Its days, weeks, months or years up to ``moment``, each opening with what the one before left.
        unit: What each of ``flows`` is: ``Hari``, ``Minggu``, ``Bulan`` or ``Tahun``.
    """

    period: Period
    flows: tuple[Flow, ...]
    unit: str

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.moment == datetime.combine(self.period.last, time.max)

    @property
    def working_days(self) -> int:
        """Working days (*hari kerja*) of the period so far."""
        return sum(flow.working_days for flow in self.flows)
