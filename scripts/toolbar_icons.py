"""The toolbar's pictures for Calc, drawn from shapes: each after the word of Excel's built-in picture."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

SIZES = (16, 26)
_SAMPLES = 4
_BLUE, _GREEN, _RED, _ORANGE = (31, 78, 121), (46, 125, 50), (183, 28, 28), (224, 134, 0)
_PAPER, _GREY = (255, 255, 255), (110, 110, 110)

Point = tuple[float, float]
Colour = tuple[int, int, int]


class Shape(NamedTuple):
    """A filled polygon, or a disc when ``radius`` is above 0; places are fractions of the picture's side."""

    colour: Colour
    points: tuple[Point, ...]
    radius: float = 0.0

    def covers(self, x: float, y: float) -> bool:
        """Return whether a place is inside."""
        if self.radius:
            (left, top) = self.points[0]
            return (x - left) ** 2 + (y - top) ** 2 <= self.radius**2
        inside = False
        for (x1, y1), (x2, y2) in zip(self.points, self.points[1:] + self.points[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside


def _box(colour: Colour, left: float, top: float, right: float, bottom: float) -> Shape:
    return Shape(colour, ((left, top), (right, top), (right, bottom), (left, bottom)))


def _lines(colour: Colour, *heights: float) -> tuple[Shape, ...]:
    return tuple(_box(colour, 0.3, top, 0.7, top + 0.07) for top in heights)


_SHEET = (_box(_BLUE, 0.16, 0.06, 0.84, 0.94), _box(_PAPER, 0.23, 0.13, 0.77, 0.87))
_LEFT = (
    (0.05, 0.5),
    (0.45, 0.15),
    (0.45, 0.36),
    (0.95, 0.36),
    (0.95, 0.64),
    (0.45, 0.64),
    (0.45, 0.85),
)
_RIGHT = tuple((1 - x, y) for x, y in _LEFT)
_TICK = ((0.06, 0.52), (0.2, 0.38), (0.4, 0.58), (0.8, 0.14), (0.94, 0.28), (0.4, 0.86))
_CROSS = (
    (0.12, 0.26), (0.26, 0.12), (0.5, 0.36), (0.74, 0.12), (0.88, 0.26), (0.64, 0.5),
    (0.88, 0.74), (0.74, 0.88), (0.5, 0.64), (0.26, 0.88), (0.12, 0.74), (0.36, 0.5),
)  # fmt: skip
_DOWN = (
    (0.5, 0.66),
    (0.24, 0.36),
    (0.4, 0.36),
    (0.4, 0.06),
    (0.6, 0.06),
    (0.6, 0.36),
    (0.76, 0.36),
)
_TRAY = (
    (0.06, 0.56), (0.2, 0.56), (0.2, 0.8), (0.8, 0.8), (0.8, 0.56), (0.94, 0.56), (0.94, 0.94), (0.06, 0.94),
)  # fmt: skip
_HANDLE = ((0.58, 0.68), (0.68, 0.58), (0.95, 0.85), (0.85, 0.95))
_FOLDER = (
    (0.06, 0.2), (0.4, 0.2), (0.48, 0.3), (0.94, 0.3), (0.94, 0.84), (0.06, 0.84),
)  # fmt: skip
_DAYS = tuple(
    _box(_GREY, x, y, x + 0.12, y + 0.12) for y in (0.45, 0.67) for x in (0.23, 0.44, 0.65)
)

DRAWINGS: dict[str, tuple[Shape, ...]] = {
    "RecordsAddFromOutlook": (
        *_SHEET, *_lines(_GREY, 0.26, 0.4),
        _box(_GREEN, 0.66, 0.5, 0.8, 0.98), _box(_GREEN, 0.49, 0.67, 0.97, 0.81),
    ),
    "FileOpen": (Shape(_ORANGE, _FOLDER), _box(_PAPER, 0.14, 0.4, 0.86, 0.46)),
    "AcceptInvitation": (Shape(_GREEN, _TICK),),
    "Undo": (Shape(_BLUE, _LEFT),),
    "MacroRecorderPause": (_box(_ORANGE, 0.2, 0.14, 0.42, 0.86), _box(_ORANGE, 0.58, 0.14, 0.8, 0.86)),
    "MacroPlay": (Shape(_GREEN, ((0.2, 0.1), (0.88, 0.5), (0.2, 0.9))),),
    "Forward": (Shape(_BLUE, _RIGHT),),
    "Delete": (Shape(_RED, _CROSS),),
    "FileSaveAsWordDocx": (*_SHEET, *_lines(_BLUE, 0.26, 0.4, 0.54, 0.68)),
    "CalendarToolSelectDate": (
        _box(_BLUE, 0.1, 0.12, 0.9, 0.92), _box(_PAPER, 0.16, 0.36, 0.84, 0.86), *_DAYS,
    ),
    "HighImportance": (
        Shape(_RED, ((0.36, 0.06), (0.64, 0.06), (0.57, 0.64), (0.43, 0.64))),
        Shape(_RED, ((0.5, 0.83),), 0.12),
    ),
    "Spelling": (
        Shape(_BLUE, _HANDLE), Shape(_BLUE, ((0.4, 0.4),), 0.34), Shape(_PAPER, ((0.4, 0.4),), 0.24),
    ),
    "RecoverInviteToMeeting": (Shape(_GREEN, _DOWN), Shape(_BLUE, _TRAY)),
}  # fmt: skip
"""Shapes of each picture, the later ones over the earlier, by the name of Excel's picture."""


def icon_png(name: str, size: int) -> bytes:
    """Return a picture as PNG; the same bytes wherever it is drawn, being stored uncompressed."""
    rows = b"".join(
        b"\0" + b"".join(_dot(DRAWINGS[name], column, row, size) for column in range(size))
        for row in range(size)
    )
    stored = b"\x78\x01\x01" + struct.pack("<HH", len(rows), len(rows) ^ 0xFFFF) + rows
    data = stored + struct.pack(">I", zlib.adler32(rows))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def _dot(shapes: tuple[Shape, ...], column: int, row: int, size: int) -> bytes:
    """Return a dot's colour and opacity, smoothed over its samples."""
    steps = [(step + 0.5) / _SAMPLES for step in range(_SAMPLES)]
    found = [_colour(shapes, (column + x) / size, (row + y) / size) for y in steps for x in steps]
    seen = [colour for colour in found if colour]
    if not seen:
        return bytes(4)
    mixed = (sum(channel) // len(seen) for channel in zip(*seen, strict=True))
    return bytes((*mixed, 255 * len(seen) // len(found)))


def _colour(shapes: tuple[Shape, ...], x: float, y: float) -> Colour | None:
    return next((shape.colour for shape in reversed(shapes) if shape.covers(x, y)), None)
