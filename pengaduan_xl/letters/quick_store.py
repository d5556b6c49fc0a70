"""Templates taken apart, kept on disk for the next process: a button's press makes one letter and ends.

Each is a file in the account's cache folder, named by a digest of all that went into it: the template, the
paper, the emblem, the libraries and this package. So no file is ever out of date, only unused, and the oldest
are removed. A file holds the template's own text, and steps of a small closed language (:mod:`quick_tags`) as
JSON: never code, and nothing of any complaint. A damaged one is ignored and made anew.

Who can write to it can change what letters say. Hence it is not in the office's shared folder, nor in the
system's for temporary files, but in the account's own; and where the system tells, it is read only when
folder and file belong to this account and no other may write to them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import zlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl import __version__
from pengaduan_xl.letters.quick_template import QuickTemplate, from_bytes
from pengaduan_xl.resources import cache_folder, this_machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pengaduan_xl.letters.filling import Look

FOLDER = "templat"
SUFFIX = ".siap"
KEPT_FILES = 64
"""All letters on both papers, and as many again from before an update."""

LIBRARIES = ("docxtpl", "docx", "jinja2", "lxml")
"""What takes templates apart; each names its version in its first file."""

_REFUSED = b"docxtpl"
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Kept(NamedTuple):
    """What is known of a template: taken apart, or ``None`` when its letters take docxtpl."""

    template: QuickTemplate | None


def key_of(content: bytes, look: Look) -> str:
    """Return the name under which a template with this content and look is kept."""
    emblem = b"lambang " + look.emblem.content if look.emblem else b""
    parts = (_surroundings(), content, look.paper.encode(), emblem)
    digests = [hashlib.sha256(part).digest() for part in parts]
    return hashlib.sha256(b"".join(digests)).hexdigest()


def load(key: str) -> Kept | None:
    """Return what is kept under a key; ``None`` when nothing is, or nothing that can be trusted."""
    content = b""
    with contextlib.suppress(OSError, RuntimeError):
        path = _folder() / f"{key}{SUFFIX}"
        if _is_own(path.parent.lstat()):
            with path.open("rb") as file:
                content = file.read() if _is_own(os.fstat(file.fileno())) else b""
    if content == _REFUSED:
        return Kept(None)
    template = from_bytes(content)
    return Kept(template) if template else None


def save(key: str, kept: Kept) -> None:
    """Keep what is known of a template; where the system refuses, it is made anew next time."""
    content = kept.template.to_bytes() if kept.template else _REFUSED
    with contextlib.suppress(OSError, RuntimeError):
        folder = _folder()
        temporary = folder / f"{key}.{os.getpid()}"
        folder.mkdir(0o700, parents=True, exist_ok=True)
        if not _is_own(folder.lstat()):
            return
        try:
            file = os.open(temporary, _NEW_FILE, 0o600)
            with os.fdopen(file, "wb") as opened:
                opened.write(content)
            temporary.replace(folder / f"{key}{SUFFIX}")
        finally:
            temporary.unlink(missing_ok=True)
        _remove_oldest(folder)


def _folder() -> Path:
    """Return the folder, there yet or not; raises ``RuntimeError`` for an account without a home."""
    return cache_folder(this_machine()) / FOLDER


def _is_own(status: os.stat_result) -> bool:
    """Say whether a folder or file is this account's alone; Windows keeps such folders by its own rules."""
    account = getattr(os, "getuid", None)
    others = stat.S_IWGRP | stat.S_IWOTH
    return account is None or (status.st_uid == account() and not status.st_mode & others)


def _remove_oldest(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    for path in files[:-KEPT_FILES]:
        path.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _surroundings() -> bytes:
    """Return what else the bytes of a letter depend on: Python, zlib, the libraries and this package."""
    return "\n".join(_traces()).encode()


def _traces() -> Iterator[str]:
    yield from (__version__, sys.version, zlib.ZLIB_RUNTIME_VERSION)
    for name in LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            yield _trace(Path(spec.origin))
            yield hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        yield _trace(path)


def _trace(path: Path) -> str:
    """Return what changes when a file is installed anew or edited."""
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"
