"""The control card: planned deadlines of all ten steps, and what is done already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from letters.letter_cases import job

from pengaduan_xl.domain.complaint import Event, EventKind
from pengaduan_xl.letters.context import build_context

if TYPE_CHECKING:
    from pengaduan_xl.letters.job import LetterJob


def with_events(letter: LetterJob, *events: Event) -> LetterJob:
    return replace(letter, case=letter.case._replace(events=(*letter.case.events, *events)))


def ended(step: int, kind: EventKind, next_step: int, hour: int = 10) -> Event:
    when = datetime.fromisoformat("2026-11-16T00:00") + timedelta(hours=hour)
    return Event(9, "2026-0014", step, kind, next_step, "Sari Contoh", when, when, due=when)


def steps(letter: LetterJob) -> list[dict[str, str]]:
    context: Any = build_context(letter)
    found: list[dict[str, str]] = context["tahapan"]
    return found


def test_a_control_card_plans_the_deadlines_of_all_ten_steps() -> None:
    planned = steps(job("kartu-kendali"))
    assert [row["no"] for row in planned] == [str(number) for number in range(1, 11)]
    assert planned[0]["tenggat"] == "16/11/2026 09.30"
    assert planned[3] == {
        "no": "4",
        "nama": "Fasilitasi peninjauan lapangan",
        "pelaksana": "Kepala Seksi",
        "waktu": "3 hari",
        "tenggat": "19/11/2026 16.00",
        "selesai": "",
    }


def test_a_control_card_shows_what_is_done_and_plans_on_from_there() -> None:
    done = with_events(job("kartu-kendali"), ended(1, EventKind.FINISHED, 2))
    done = replace(done, state=done.state._replace(step=2, step_due=None))
    assert steps(done)[0]["selesai"] == "16/11/2026 10.00"
    assert steps(done)[1]["tenggat"] == "16/11/2026 10.30"


def test_a_control_card_forgets_steps_that_were_given_back() -> None:
    again = with_events(
        job("kartu-kendali"),
        ended(1, EventKind.FINISHED, 2),
        ended(2, EventKind.FINISHED, 3, 11),
        ended(3, EventKind.RETURNED, 2, 12),
    )
    assert [row["selesai"] for row in steps(again)[:3]] == ["16/11/2026 10.00", "", ""]
