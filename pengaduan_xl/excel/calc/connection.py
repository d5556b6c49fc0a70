"""The way into a running LibreOffice: the Python bridge, the desktop, failures, and a count of uses."""

from __future__ import annotations

import builtins
import importlib
import sys
from pathlib import Path
from typing import Any, Self

from pengaduan_xl.errors import NotFoundError, PengaduanError, WriteFailedError

SYSTEM_PACKAGES = Path("/usr/lib/python3/dist-packages")
"""Where Debian and its relatives put ``uno.py``, for the system's own Python."""
SYSTEM_PYTHON = Path("/usr/bin/python3")


class BridgeMissingError(NotFoundError):
    """This Python has no module ``uno``."""

    def __init__(self) -> None:
        super().__init__(
            "Penghubung Python ke LibreOffice (modul uno) tidak ditemukan",
            "Pasang paket python3-uno, atau jalankan dengan Python milik LibreOffice",
        )


class OfficeNotRunningError(NotFoundError):
    """Nothing answers at the address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f'LibreOffice tidak menjawab di "{address}"',
            "Buka LibreOffice dari tombol atau pintasan yang dipasang, lalu ulangi",
        )


class OfficeGoneError(NotFoundError):
    """The office ended or the document was closed while it was in use."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Buku kerja sudah ditutup atau LibreOffice berhenti",
            "Buka lagi buku kerjanya lalu periksa isian terakhir",
            where=where,
            written="Yang belum disimpan di Calc mungkin hilang.",
        )


class OfficeRefusedError(WriteFailedError):
    """The office raised an error that has no name of its own here."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"LibreOffice menolak permintaan ini ({reason})",
            "Tutup kotak dialog yang terbuka di Calc, lalu ulangi",
            where=where,
            written="Periksa apakah sebagian sudah tertulis di lembar.",
        )


def load_uno() -> Any:
    """Return the module ``uno``, leaving this Python otherwise as it was.

    Importing ``uno`` lengthens ``sys.path`` and replaces ``__import__``; both are put back. In a
    virtual environment the system's copy is taken if the system's Python has the same minor version:
    the bridge is a compiled library and would bring a second interpreter into the process otherwise.

    Raises:
        BridgeMissingError: There is no such module, or none for this version of Python.
    """
    if "uno" in sys.modules:
        return sys.modules["uno"]
    path, importer = list(sys.path), builtins.__import__
    if _system_python_is_ours():
        sys.path.append(str(SYSTEM_PACKAGES))
    try:
        return importlib.import_module("uno")
    except ImportError as error:
        raise BridgeMissingError from error
    finally:
        sys.path[:] = path
        builtins.__import__ = importer


def _system_python_is_ours() -> bool:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return SYSTEM_PYTHON.resolve().name == version and SYSTEM_PACKAGES.is_dir()


class Connection:
    """A LibreOffice that answers.

    Args:
        uno: The module ``uno``.
        context: The office's component context.

    Attributes:
        calls: How often something large was asked for: each reading or writing of a range, change of a
            table, and saving counts one, however many calls over the bridge it takes; names and
            addresses do not count.
        desktop: The office's desktop, which knows all open documents.
    """

    def __init__(self, uno: Any, context: Any) -> None:
        self.uno = uno
        self.context = context
        self.calls = 0
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.failure: type[Exception] = uno.getClass("com.sun.star.uno.Exception")
        self._disposed: type[Exception] = uno.getClass("com.sun.star.lang.DisposedException")

    @classmethod
    def to(cls, address: str) -> Self:
        """Connect to an office that listens.

        Args:
            address: What follows ``--accept=``, without ``;urp``: ``pipe,name=pengaduan`` or
                ``socket,host=localhost,port=2002``.

        Raises:
            BridgeMissingError: This Python cannot talk to LibreOffice.
            OfficeNotRunningError: Nobody listens there.
        """
        uno = load_uno()
        own = uno.getComponentContext()
        resolver = own.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", own
        )
        try:
            context = resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.uno.Exception") as error:
            raise OfficeNotRunningError(address) from error
        return cls(uno, context)

    @classmethod
    def inside(cls, context: Any = None) -> Self:
        """Connect from a macro or extension, which runs inside the office.

        Args:
            context: The component context the office handed over; by default the one of ``uno``.

        Raises:
            BridgeMissingError: This is not LibreOffice's Python.
        """
        uno = load_uno()
        return cls(uno, uno.getComponentContext() if context is None else context)

    def service(self, name: str) -> Any:
        """Return a new instance of one of the office's services."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def struct(self, name: str, **fields: Any) -> Any:
        """Return a UNO struct with these fields."""
        made = self.uno.createUnoStruct(name)
        for field, value in fields.items():
            setattr(made, field, value)
        return made

    def settings(self, **values: Any) -> tuple[Any, ...]:
        """Return named values in the form that loading and storing take."""
        name = "com.sun.star.beans.PropertyValue"
        return tuple(self.struct(name, Name=key, Value=value) for key, value in values.items())

    def enum(self, kind: str, value: str) -> Any:
        """Return a value of a UNO enumeration."""
        return self.uno.Enum(kind, value)

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """What a call of the office may raise; a version that lacks something raises AttributeError."""
        return self.failure, AttributeError

    def named(self, error: Exception, place: str, document: Any) -> PengaduanError:
        """Return the error with a name for what a call of the office raised.

        No context manager does this: pyuno's exceptions refuse the traceback that contextlib sets.

        Args:
            error: What was raised.
            place: Where it happened, for the message.
            document: The document that was used, or None.
        """
        if isinstance(error, self._disposed) or self._is_closed(document):
            return OfficeGoneError(place)
        return OfficeRefusedError(place, _reason(error))

    def _is_closed(self, document: Any) -> bool:
        try:
            return document is not None and document.NullDate is None
        except self.failures:
            return True


def _reason(error: Exception) -> str:
    """Return the kind of a UNO exception and the first line of its message."""
    message = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__.rpartition('.')[2]} {message}".strip()
