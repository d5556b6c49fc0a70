"""What every object of the Calc engine does, with a made-up office in place of LibreOffice."""

from __future__ import annotations

import importlib
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from pengaduan_xl.excel.calc import connection
from pengaduan_xl.excel.calc.connection import Connection, OfficeGoneError, OfficeRefusedError
from pengaduan_xl.excel.calc.engine import CalcEngine
from pengaduan_xl.excel.calc.objects import CalcObject, NotSupportedError, guarded, operation


class UnoError(Exception):
    """Stands for ``com.sun.star.uno.Exception``."""


class GoneError(UnoError):
    """Stands for ``com.sun.star.lang.DisposedException``."""


class ClosedDocument:
    """A UNO document that was closed."""

    @property
    def NullDate(self) -> Any:  # noqa: N802 - UNO's name
        raise UnoError


class Thing(CalcObject):
    """An object with one attribute and a few ways to fail."""

    __slots__ = ("_document", "size")

    def __init__(self, office: Connection, document: object = None) -> None:
        self.connection = office
        self._document = document
        self.size = 1

    @property
    def place(self) -> str:
        return "Lembar A1"

    @property
    def document(self) -> object:
        return self._document

    @operation
    def use(self) -> int:
        return self.look()

    @guarded
    def look(self) -> int:
        return self.size

    @guarded
    def fail(self, error: Exception) -> None:
        raise error


@pytest.fixture
def made_up() -> Connection:
    """A connection to an office that consists of two kinds of errors."""
    kinds = {
        "com.sun.star.uno.Exception": UnoError,
        "com.sun.star.lang.DisposedException": GoneError,
    }
    services = SimpleNamespace(createInstanceWithContext=lambda name, _: name)
    return Connection(
        SimpleNamespace(getClass=kinds.__getitem__), SimpleNamespace(ServiceManager=services)
    )


def test_a_missing_part_is_named_on_reading(made_up: Connection) -> None:
    with pytest.raises(NotSupportedError, match=r"Thing\.colour belum ada"):
        _ = Thing(made_up).colour


@pytest.mark.parametrize("name", ["colour", "place"])
def test_a_missing_part_is_named_on_setting(made_up: Connection, name: str) -> None:
    with pytest.raises(NotSupportedError, match=rf"Thing\.{name} belum ada"):
        setattr(Thing(made_up), name, 1)


def test_private_names_are_missing_as_in_any_object(made_up: Connection) -> None:
    assert not hasattr(Thing(made_up), "_hidden")
    assert not hasattr(Thing(made_up), "__array__")


def test_only_operations_count_and_once_each(made_up: Connection) -> None:
    thing = Thing(made_up)
    thing.use()
    thing.look()
    assert made_up.calls == 1


def test_a_disposed_object_means_that_the_office_is_gone(made_up: Connection) -> None:
    with pytest.raises(OfficeGoneError, match="Lembar A1"):
        Thing(made_up).fail(GoneError())


def test_any_failure_in_a_closed_document_means_that_it_is_gone(made_up: Connection) -> None:
    with pytest.raises(OfficeGoneError):
        Thing(made_up, ClosedDocument()).fail(UnoError())


@pytest.mark.parametrize("error", [UnoError("alasan\nbaris dua"), AttributeError("alasan")])
def test_other_failures_keep_the_first_line_of_their_reason(
    made_up: Connection, error: Exception
) -> None:
    with pytest.raises(OfficeRefusedError, match=rf"\({type(error).__name__} alasan\)"):
        Thing(made_up, SimpleNamespace(NullDate=1)).fail(error)


def test_errors_of_our_own_pass_unchanged(made_up: Connection) -> None:
    with pytest.raises(ZeroDivisionError):
        Thing(made_up).fail(ZeroDivisionError())


def test_without_the_bridge_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "uno", raising=False)
    monkeypatch.setattr(importlib, "import_module", lambda name: __import__(f"no_{name}"))
    with pytest.raises(connection.BridgeMissingError):
        connection.load_uno()


def test_a_bridge_already_loaded_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace()
    monkeypatch.setitem(sys.modules, "uno", module)
    assert connection.load_uno() is module


def test_inside_the_office_its_own_context_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    services = SimpleNamespace(createInstanceWithContext=lambda name, _: name)
    context = SimpleNamespace(ServiceManager=services)
    module = SimpleNamespace(getClass=lambda _: UnoError, getComponentContext=lambda: context)
    monkeypatch.setitem(sys.modules, "uno", module)
    assert Connection.inside().context is context
    assert Connection.inside(context).desktop == "com.sun.star.frame.Desktop"


def test_offices_are_known_by_a_number_until_they_end(made_up: Connection) -> None:
    engine = CalcEngine()
    app = engine.apps.attach(made_up)
    assert app.pid < 0
    assert engine.apps[app.pid] is app
    made_up.calls += 3
    assert engine.calls == 3
    app.kill()
    assert len(engine.apps) == 0
