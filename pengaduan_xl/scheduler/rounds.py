"""One pass over what is due: look, make, stamp, and say what happened; what fails is tried again in the next.

A job's failure keeps neither the other jobs nor the next pass from their work.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from pengaduan_xl.domain.schedule_sheet import RECAP, REPORTS
from pengaduan_xl.errors import InputDataError, PengaduanError
from pengaduan_xl.scheduler.clocked import OfficeScheduler
from pengaduan_xl.scheduler.diary import safe_text, without_brackets
from pengaduan_xl.scheduler.jobs import CATCH_UP_DAYS
from pengaduan_xl.scheduler.stamps import DamagedStampsError, Look
from pengaduan_xl.wording import moment, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from pengaduan_xl.scheduler.diary import Diary
    from pengaduan_xl.scheduler.jobs import Run
    from pengaduan_xl.scheduler.mailing import Mailing
    from pengaduan_xl.scheduler.office import Office, Plan, Report
    from pengaduan_xl.scheduler.stamps import StampFile, Stamps

BOARD = "Papan"
"""What the page for the wall is called when it fails."""

LATE = timedelta(minutes=15)
"""From this much after its time a report is said to be caught up with."""


class ClockBehindError(InputDataError):
    """The computer's clock stands before the day on which reports began to be made by themselves."""

    def __init__(self, today: date, since: date) -> None:
        super().__init__(
            f"Jam komputer menunjukkan {short_date(today)}, sebelum jadwal dimulai ({short_date(since)})",
            "Betulkan jam komputer; bila jam itu benar, hapus jadwal.json di folder laporan",
        )


class UnforeseenError(PengaduanError):
    """A job failed in a way that nobody thought of; its text may hold anything, so only its place is told."""

    exit_code: ClassVar[int] = 70

    def __init__(self, error: Exception) -> None:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = (
            f" pada {Path(trace.tb_frame.f_code.co_filename).name} baris {trace.tb_lineno}"
            if trace
            else ""
        )
        super().__init__(
            f"Galat tak terduga: {type(error).__name__}{place}",
            "Dicoba lagi pada giliran berikut; bila berulang, kirimkan jadwal.log kepada pengelola",
        )


class Failure(NamedTuple):
    """Something that did not come about: which report, empty for all of them, and why."""

    report: str
    error: PengaduanError

    @property
    def told(self) -> str:
        """What staff read on the screen."""
        return f"{self.report}: {self.error}" if self.report else str(self.error)

    @property
    def noted(self) -> str:
        """The same for the log, without names."""
        text = safe_text(self.error)
        return f"{self.report}: {text}" if self.report else text


class Pass(NamedTuple):
    """What a pass led to: lines on the reports made, and what failed."""

    made: list[str]
    failures: list[Failure]


class Rounds:
    """Makes what is due whenever it is called; only one may work on an office's folder at a time.

    Args:
        office: The office.
        file: Its file of stamps.
        diary: Where is written down what happens.
        now: Gives this moment, naive WIB.
        mailing: The office's mail, if it has any.
    """

    def __init__(
        self,
        office: Office,
        file: StampFile,
        diary: Diary,
        now: Callable[[], datetime],
        mailing: Mailing | None = None,
    ) -> None:
        self._office = office
        self._file = file
        self._diary = diary
        self._now = now
        self._mailing = mailing
        self._known: Stamps | None = None

    def make_due(self) -> Pass:
        """Make every report that is due and was not made, then send the mail that waits.

        Raises:
            StampsUnreadableError: Nobody knows what was made already.
            StampsUnwritableError: It cannot be written down what was made.
        """
        result = self._make_due()
        if self._mailing is not None:
            self._mailing.send()
        return result

    def _make_due(self) -> Pass:
        now, mark = self._now(), self._office.mark()
        stamps = self._stamps(now)
        if stamps.is_quiet(now, mark):
            return Pass([], [])
        result = Pass([], [])
        stamps.look = None
        try:
            self._check_clock(stamps, now)
            plan = self._office.plan()
            self._give_up(plan, stamps, now)
            self._work(plan, stamps, result)
            self._show_board(result)
            following = plan.timetable.next_due(now)
            remarks = _remarks(plan)
        except Exception as error:  # noqa: BLE001  # the next pass must come whatever happens in this one
            result.failures.append(_failure(error))
            following, remarks = None, []
        if not result.failures and mark is not None and following is not None:
            stamps.look = Look(now, mark, following)
        self._remark(stamps, result.failures, remarks)
        self._file.write(stamps)
        return result

    def _stamps(self, now: datetime) -> Stamps:
        """Return what was made, read once."""
        if self._known is None:
            try:
                self._known = self._file.read() or self._begin(now)
            except DamagedStampsError:
                self._known, aside = self._file.begin_anew(now)
                self._diary.fault(
                    f"Catatan jadwal rusak dan disimpan sebagai {aside.name}. "
                    "Catatan baru disusun dari berkas laporan yang ada."
                )
        return self._known

    def _begin(self, now: datetime) -> Stamps:
        stamps = self._file.begin(now)
        self._diary.note(f"Laporan otomatis dimulai {short_date(stamps.since)}.")
        return stamps

    def _check_clock(self, stamps: Stamps, now: datetime) -> None:
        """Make up for a clock that was ahead; refuse to work by one that is far behind."""
        if now.date() < stamps.since:
            raise ClockBehindError(now.date(), stamps.since)
        days = stamps.drop_ahead(now.date())
        if days:
            self._diary.note(
                f"Jam komputer mundur ke {moment(now)}; catatan untuk {short_date(days[0])} sampai "
                f"{short_date(days[-1])} dihapus dan laporannya dibuat lagi pada waktunya."
            )

    def _give_up(self, plan: Plan, stamps: Stamps, now: datetime) -> None:
        """Tell once which recaps are too old to be made by themselves."""
        days = plan.timetable.given_up(stamps, now)
        if days:
            stamps.recaps.update(dict.fromkeys(days))
            self._diary.note(
                f"Rekap {len(days)} hari ({short_date(days[0])} sampai {short_date(days[-1])}) tidak "
                f"disusul karena lebih dari {CATCH_UP_DAYS} hari yang lalu. Bila perlu: pengaduan rekap "
                f"--tanggal {short_date(days[0])}"
            )

    def _work(self, plan: Plan, stamps: Stamps, result: Pass) -> None:
        """Make what is owed, oldest first; what fails is left for the next pass."""
        tried: set[Run] = set()

        def owed(report: str) -> list[Run]:
            runs = plan.timetable.owed(report, stamps, self._now())
            return [run for run in runs if run not in tried]

        def next_due(report: str) -> datetime | None:
            runs = owed(report)
            return runs[0].due if runs else plan.timetable.following(report, self._now())

        def work(report: str) -> None:
            for run in owed(report)[:1]:
                tried.add(run)
                self._run(run, stamps, result)

        all_owed = [run for report in REPORTS for run in owed(report)]
        if not all_owed:
            return
        # What cannot be stamped must not be made: it would be made again and again.
        self._file.write(stamps)
        self._tell_missed(all_owed)
        scheduler = OfficeScheduler(self._now)
        for report in REPORTS:
            scheduler.add(report, partial(next_due, report), partial(work, report))
        scheduler.run_due()

    def _run(self, run: Run, stamps: Stamps, result: Pass) -> None:
        """Make a report and stamp it."""
        try:
            report = self._office.make(run)
        except Exception as error:  # noqa: BLE001  # one report's failure must not keep the others back
            result.failures.append(_failure(error, run.report))
            return
        if self._mailing is not None:
            self._mailing.put(run, report)
        now = max(self._now(), run.due)
        if run.report == RECAP:
            stamps.recaps[run.due.date()] = now
        else:
            stamps.overdue = now
        self._file.write(stamps)
        line = _line(run, report, now)
        result.made.append(line)
        self._diary.note(line)
        for notice in report.notices:
            self._diary.note(without_brackets(notice))

    def _show_board(self, result: Pass) -> None:
        """Write the page for the wall anew: a day began, the register was changed, or a report came due."""
        try:
            self._office.show_board()
        except Exception as error:  # noqa: BLE001  # the page must keep no report back
            result.failures.append(_failure(error, BOARD))

    def _tell_missed(self, owed: Sequence[Run]) -> None:
        missed = [run for run in owed if self._now() - run.due >= LATE]
        if len(missed) > 1:
            first = moment(min(missed).due)
            self._diary.note(f"Menyusul {len(missed)} laporan yang terlewat sejak {first}.")

    def _remark(self, stamps: Stamps, failures: Sequence[Failure], remarks: Sequence[str]) -> None:
        """Tell what stands in the way, but not again in each pass."""
        told = {failure.noted: failure.told for failure in failures}
        told |= {remark: remark for remark in remarks if remark not in told}
        for noted, words in told.items():
            if noted not in stamps.remarks:
                self._diary.fault(noted, words)
        if stamps.remarks and not told:
            self._diary.note("Gangguan sebelumnya sudah tidak ada.")
        stamps.remarks = tuple(told)


def _failure(error: Exception, report: str = "") -> Failure:
    known = error if isinstance(error, PengaduanError) else UnforeseenError(error)
    return Failure(report, known)


def _line(run: Run, report: Report, now: datetime) -> str:
    late = f" susulan (seharusnya {moment(run.due)})" if now - run.due >= LATE else ""
    of = f" {short_date(run.due.date())}" if run.report == RECAP else ""
    return f"{run.report}{of} dibuat{late}: {report.file.name} ({report.figures})"


def _remarks(plan: Plan) -> list[str]:
    """Return what is wrong with the sheets Jadwal and Penerima, without what was typed there."""
    remarks = []
    for sheet in dict.fromkeys(finding.sheet for finding in plan.findings):
        places = [finding.cell or "judul" for finding in plan.findings if finding.sheet == sheet]
        remarks.append(
            f"Lembar {sheet} berisi {len(places)} temuan ({', '.join(places)}). "
            "Jalankan: pengaduan periksa"
        )
    if not plan.timetable.times:
        remarks.append("Tidak ada laporan yang aktif di lembar Jadwal.")
    return remarks
