"""Macros: work done inside the office in one call, however much it is.

A macro is a service of the office or of an extension that is a job (``com.sun.star.task.XJob``); it gets its
arguments under the names ``arg1``, ``arg2``, ... Its name is that of the service, as in
``app.macro("org.example.Total")(1, 2)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pengaduan_xl.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pengaduan_xl.excel.calc.connection import Connection


class MacroNotFoundError(NotFoundError):
    """The office has no service of that name that could be run as a macro."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'Makro "{name}" tidak ada di LibreOffice',
            "Pasang ekstensi yang memuatnya, lalu ulangi",
        )


def run_macro(connection: Connection, name: str, args: Sequence[object]) -> Any:
    """Run a macro; return what it gives.

    Raises:
        MacroNotFoundError: There is no such service, or it is no job.
    """
    job = connection.service(name)
    if job is None or not hasattr(job, "execute"):
        raise MacroNotFoundError(name)
    kind = "com.sun.star.beans.NamedValue"
    given = (
        connection.struct(kind, Name=f"arg{place}", Value=value)
        for place, value in enumerate(args, 1)
    )
    return job.execute(tuple(given))
