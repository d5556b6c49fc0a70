"""The toolbar's component: what a press starts, and what the officer is told."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from fake_uno import FakeOffice, component

from pengaduan_xl.excel.host import CALC_MACRO
from pengaduan_xl.excel.toolbar.launcher import NO_PYTHON, STILL_RUNNING
from scripts.toolbar_parts import INDEXING

if TYPE_CHECKING:
    from collections.abc import Callable

URL = SimpleNamespace(Protocol="vnd.pengaduan:", Path="TerimaPengaduan")
Pressed = list[tuple[str, str, str]]


class Bench:
    """A toolbar in a fake office, with a Python that only records how it was started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.module = component(monkeypatch)
        self.office = FakeOffice()
        self.pressed: Pressed = []
        self.problem = ""
        monkeypatch.setattr(self.module, "read_setting", lambda _path: "python")
        monkeypatch.setattr(self.module, "press", self._press)
        self.toolbar = self.module.Toolbar(self.office)
        self.toolbar.initialize((self.office.frame,))

    def _press(self, *arguments: str) -> str:
        self.pressed.append(arguments)  # type: ignore[arg-type]  # always three
        return self.problem

    def press(self) -> None:
        """Press the button and wait until its work ended."""
        self.toolbar.dispatch(URL, ())
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join(5)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(monkeypatch)


def test_a_press_starts_python_with_the_button_and_the_pipe(bench: Bench) -> None:
    bench.press()
    assert bench.pressed == [("python", "TerimaPengaduan", bench.module.PIPE.name)]
    assert bench.office.said == []


def test_a_cell_that_is_being_typed_into_is_entered_first(bench: Bench) -> None:
    bench.press()
    assert bench.office.dispatched == [(bench.office.frame, ".uno:AcceptFormula")]


def test_the_office_listens_once_at_a_pipe_of_its_own(bench: Bench) -> None:
    bench.press()
    bench.press()
    assert bench.office.accepted == [(f"pipe,name={bench.module.PIPE.name};urp;", True)]


def test_every_office_has_another_pipe(bench: Bench) -> None:
    assert bench.module.Pipe().name != bench.module.Pipe().name


def test_without_a_python_nothing_starts(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.module, "read_setting", lambda _path: "")
    bench.press()
    assert (bench.pressed, bench.office.said) == ([], [NO_PYTHON])


def test_a_second_press_waits_for_the_first(bench: Bench) -> None:
    with bench.module.RUNNING:
        bench.press()
    assert (bench.pressed, bench.office.said) == ([], [STILL_RUNNING])


def test_a_failure_is_told_and_the_next_press_works(bench: Bench) -> None:
    bench.problem = "Tidak jadi."
    bench.press()
    bench.problem = ""
    bench.press()
    assert (len(bench.pressed), bench.office.said) == (2, ["Tidak jadi."])


def test_only_our_commands_are_received(bench: Bench) -> None:
    other = SimpleNamespace(Protocol="slot:", Path="5502")
    requests = [
        SimpleNamespace(FeatureURL=url, FrameName="", SearchFlags=0) for url in (URL, other)
    ]
    assert bench.toolbar.queryDispatches(tuple(requests)) == (bench.toolbar, None)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (lambda toolbar: toolbar.getImplementationName(), "id.pengaduan.xl.Tombol"),
        (lambda toolbar: toolbar.getSupportedServiceNames(), ("id.pengaduan.xl.Tombol",)),
        (lambda toolbar: toolbar.supportsService("id.pengaduan.xl.Tombol"), True),
        (lambda toolbar: toolbar.supportsService("lain"), False),
        (lambda toolbar: toolbar.addStatusListener(None, URL), None),
        (lambda toolbar: toolbar.removeStatusListener(None, URL), None),
        (lambda toolbar: toolbar.initialize(()), None),
    ],
)
def test_the_office_learns_what_the_component_is(
    bench: Bench, question: Callable[[Any], object], answer: object
) -> None:
    assert question(bench.toolbar) == answer


def test_a_batch_is_answered_by_a_service_of_its_own(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.module, "answer", lambda *given: given)
    service = bench.module.Batch(bench.office)
    context, to_path, text = service.execute((SimpleNamespace(Name="arg1", Value="1"),))
    assert (context, to_path("file:///a"), text) == (bench.office, "/a", "1")
    assert service.getImplementationName() == CALC_MACRO
    assert service.getSupportedServiceNames() == (CALC_MACRO,)
    assert [service.supportsService(name) for name in (CALC_MACRO, "lain")] == [True, False]


def opened(url: str, *sheets: str) -> tuple[SimpleNamespace, ...]:
    """What the office hands a job when a document was opened."""
    book = SimpleNamespace(URL=url, Sheets=SimpleNamespace(hasByName=sheets.__contains__))
    event = (SimpleNamespace(Name="Model", Value=book),)
    return (SimpleNamespace(Name="Environment", Value=event),)


@pytest.mark.parametrize(
    ("given", "python", "indexed"),
    [
        (opened("file:///kantor/R.xlsx", "Register", "Riwayat"), "python", ["/kantor/R.xlsx"]),
        (opened("file:///kantor/R.xlsx", "Register"), "python", []),
        (opened("private:factory/scalc", "Register", "Riwayat"), "python", []),
        (opened("file:///kantor/R.xlsx", "Register", "Riwayat"), "", []),
        ((), "python", []),
    ],
    ids=["register", "lain", "belum disimpan", "tanpa Python", "tanpa dokumen"],
)
def test_a_register_that_was_opened_or_saved_is_indexed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, given: Any, python: str, indexed: list[str]
) -> None:
    started: list[str] = []
    monkeypatch.setattr(bench.module, "read_setting", lambda _path: python)
    monkeypatch.setattr(bench.module, "start_indexing", lambda _python, path: started.append(path))
    service = bench.module.Indexing(bench.office)
    assert service.execute(given) is None
    assert started == indexed
    assert service.getSupportedServiceNames() == (service.getImplementationName(),)
    assert [service.supportsService(name) for name in (INDEXING, "lain")] == [True, False]
