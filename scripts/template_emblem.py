"""A neutral emblem, drawn dot by dot: a grey shield that an office replaces by its own coat of arms."""

from __future__ import annotations

import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 180, 225
_LINE, _FIELD, _PAPER = 110, 232, 255
_BORDER = 0.055
_SAMPLES = 3


@cache
def emblem_png() -> bytes:
    """Return the shield as a grey PNG; the same bytes wherever it is drawn, being stored uncompressed."""
    rows = b"".join(
        b"\0" + bytes(_dot(column, row) for column in range(WIDTH)) for row in range(HEIGHT)
    )
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", _stored(rows)),
            _chunk(b"IEND", b""),
        )
    )


def _dot(column: int, row: int) -> int:
    """Return a dot's grey, smoothed over its samples."""
    offsets = [(step + 0.5) / _SAMPLES for step in range(_SAMPLES)]
    greys = [_grey((column + x) / WIDTH, (row + y) / HEIGHT) for x in offsets for y in offsets]
    return round(sum(greys) / len(greys))


def _grey(x: float, y: float) -> int:
    """Return the grey at a place of the unit square."""
    if not _inside(x, y, 0.04):
        return _PAPER
    return _FIELD if _inside(x, y, 0.04 + _BORDER) else _LINE


def _inside(x: float, y: float, margin: float) -> bool:
    """Say whether a place lies in the shield: straight above, drawn to a point below."""
    if not margin < y < 1 - margin * 1.4:
        return False
    half = 0.5 - margin
    if y > 0.45:
        half *= max(0.0, 1 - ((y - 0.45) / (0.55 - margin * 1.4)) ** 2) ** 0.75
    return abs(x - 0.5) < half


def _stored(data: bytes) -> bytes:
    """Return a zlib stream of one uncompressed block, so that no zlib version can alter the bytes."""
    block = struct.pack("<BHH", 1, len(data), len(data) ^ 0xFFFF)
    return b"\x78\x01" + block + data + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
