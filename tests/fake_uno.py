"""What the toolbar's component imports from LibreOffice, enough to run it in a test without an office."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

COMPONENT = "pengaduan_xl.excel.toolbar.component"


class FakeOffice:
    """An office that records what is asked of it; messages wait in ``said``."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.accepted: list[tuple[str, bool]] = []
        self.dispatched: list[tuple[object, str]] = []
        self.ServiceManager = self
        window = SimpleNamespace(Toolkit=self)
        self.frame = SimpleNamespace(ContainerWindow=window)

    def createInstanceWithContext(self, _name: str, _context: object) -> FakeOffice:  # noqa: N802 — UNO's name
        """Return this object, which plays every service."""
        return self

    def initialize(self, arguments: tuple[str, bool]) -> None:
        """Record where the office listens."""
        self.accepted.append(arguments)

    def executeDispatch(self, frame: object, url: str, *_: object) -> None:  # noqa: N802 — UNO's name
        """Record a command of the office's own."""
        self.dispatched.append((frame, url))

    def addCallback(self, callback: Any, data: object) -> None:  # noqa: N802 — UNO's name
        """Call back at once, as an idle office would."""
        callback.notify(data)

    def createMessageBox(self, *arguments: object) -> SimpleNamespace:  # noqa: N802 — UNO's name
        """Record the message; the box itself does nothing."""
        self.said.append(str(arguments[-1]))
        return SimpleNamespace(execute=lambda: 1, dispose=lambda: None)


def component(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the component, imported anew with the names it needs from LibreOffice."""
    helper = SimpleNamespace(addImplementation=lambda *_: None)
    _module(
        monkeypatch, "unohelper", Base=type("Base", (), {}), ImplementationHelper=lambda: helper
    )
    _module(monkeypatch, "uno", fileUrlToSystemPath=lambda url: url.removeprefix("file://"))
    for name in ("com", "com.sun", "com.sun.star"):
        _module(monkeypatch, name)
    _interfaces(monkeypatch, "awt", "XCallback")
    _interfaces(monkeypatch, "frame", "XDispatch", "XDispatchProvider")
    _interfaces(monkeypatch, "lang", "XInitialization", "XServiceInfo")
    _interfaces(monkeypatch, "task", "XJob")
    _module(monkeypatch, "com.sun.star.awt.MessageBoxType", WARNINGBOX="WARNINGBOX")
    monkeypatch.delitem(sys.modules, COMPONENT, raising=False)
    return importlib.import_module(COMPONENT)


def _interfaces(monkeypatch: pytest.MonkeyPatch, module: str, *names: str) -> None:
    _module(monkeypatch, f"com.sun.star.{module}", **{name: type(name, (), {}) for name in names})


def _module(monkeypatch: pytest.MonkeyPatch, name: str, **content: object) -> None:
    module = ModuleType(name)
    vars(module).update(content)
    monkeypatch.setitem(sys.modules, name, module)
