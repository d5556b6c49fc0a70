"""A LibreOffice made of a few lines of shell, and the computer on which it is the only one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pengaduan_xl.resources import Machine

if TYPE_CHECKING:
    from pathlib import Path

FILES = 'while [ "$1" != --outdir ]; do shift; done; out=$2; shift 2\n'
"""Leaves the folder in ``$out`` and the documents in ``$@``."""

PRINTING = (
    FILES + "for file; do name=${file##*/}; "
    'printf "%%PDF-1.4 $(cat "$file") %%%%EOF" > "$out/${name%.*}.pdf"; done\n'
)
"""A PDF with the document's text, for each."""


def machine(
    root: Path, script: str | None = None, platform: str = "linux", **environ: str
) -> Machine:
    """A computer whose soffice, if any, is a shell script."""
    folder = root / "program kantor"
    folder.mkdir(exist_ok=True)
    if script is not None:
        program = folder / "soffice"
        program.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        program.chmod(0o755)
    variables = {"PATH": f"{folder}:/usr/bin:/bin"} if script is not None else {}
    return Machine(
        platform, root, variables | environ, sys.executable, sys.base_prefix, "ascii", root
    )
