"""The engine that xlwings sees, and the ways to make it the active one.

    >>> app = connect("pipe,name=pengaduan")      # doctest: +SKIP
    >>> app.books.active.sheets["Register"]["A4"].value      # doctest: +SKIP

Numbers, text, dates, names and tables of open documents behave as with Excel; whatever else xlwings
offers raises :class:`~pengaduan_xl.excel.calc.objects.NotSupportedError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.excel.calc import values
from pengaduan_xl.excel.calc.app import App
from pengaduan_xl.excel.calc.connection import Connection
from pengaduan_xl.excel.calc.objects import CalcObject
from pengaduan_xl.excel.calc.office import start_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from subprocess import Popen

    import xlwings

NAME = "calc"


class Apps(CalcObject):
    """The offices connected, the latest first."""

    __slots__ = ("_apps", "engine")

    def __init__(self, engine: CalcEngine) -> None:
        self.engine = engine
        self._apps: list[App] = []

    def attach(self, connection: Connection, process: Popen[bytes] | None = None) -> App:
        """Take in an office and make it the active one."""
        app = App(self.engine, connection, process)
        self._apps.insert(0, app)
        return app

    def add(
        self, spec: str | None = None, add_book: bool | None = None, visible: bool | None = None
    ) -> App:
        """Start an office, visible unless told otherwise.

        Args:
            spec: Name or path of LibreOffice.
            add_book: Whether to open an empty document.
            visible: Whether it shows windows.
        """
        process, connection = start_office(spec or "soffice", visible=visible is not False)
        app = self.attach(connection, process)
        if add_book:
            app.books.add()
        return app

    def forget(self, app: App) -> None:
        """Leave out an office that ends."""
        self._apps = [other for other in self._apps if other is not app]

    def keys(self) -> list[int]:
        """Return the numbers that stand for the offices, see :attr:`App.pid`."""
        return [app.pid for app in self._apps]

    def cleanup(self) -> None:
        """Do nothing: LibreOffice leaves no processes behind."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return {app.pid: app for app in self._apps}[pid]


class CalcEngine:
    """What xlwings calls the engine's implementation.

    Attributes:
        apps: The offices connected.
    """

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @property
    def calls(self) -> int:
        """How often the offices were used, see :attr:`Connection.calls`."""
        return sum(app.connection.calls for app in self.apps)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: object) -> values.Cell:
        """Return a value to be written as one of the kinds a cell can hold."""
        return values.prepared(value)

    @staticmethod
    def clean_value_data(
        data: list[list[Any]],
        datetime_builder: Any,
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        _err_to_str: bool,
    ) -> list[list[Any]]:
        """Apply xlwings' reading options; errors were named or dropped when reading."""
        return values.cleaned(data, datetime_builder, empty_as, number_builder)


def activate(connection: Connection, process: Popen[bytes] | None = None) -> xlwings.App:
    """Make Calc xlwings' active engine and an office its active app, so that ``xw.books`` means Calc's.

    Args:
        connection: The office.
        process: Its process, if this program started it.
    """
    import xlwings

    known = xlwings.engines.engines_by_name
    if NAME not in known:
        xlwings.engines.add(xlwings.Engine(impl=CalcEngine()))
    known[NAME].activate()
    return xlwings.App(impl=known[NAME].impl.apps.attach(connection, process))


def connect(address: str) -> xlwings.App:
    """Use the office that listens at an address such as ``pipe,name=pengaduan``.

    Raises:
        BridgeMissingError: This Python cannot talk to LibreOffice.
        OfficeNotRunningError: Nobody listens there.
    """
    return activate(Connection.to(address))


def connect_inside(context: Any = None) -> xlwings.App:
    """Use the office whose macro or extension this is.

    Args:
        context: The component context the office handed over, if it did.
    """
    return activate(Connection.inside(context))


def start(
    program: str = "soffice",
    *,
    visible: bool = False,
    profile: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> xlwings.App:
    """Start an office and use it; see :func:`~pengaduan_xl.excel.calc.office.start_office`."""
    process, connection = start_office(program, visible=visible, profile=profile, environ=environ)
    return activate(connection, process)
