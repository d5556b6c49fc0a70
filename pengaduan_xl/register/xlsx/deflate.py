"""Deflate of large parts on several cores at once, keeping compressed bytes where the content stays.

Content is cut into blocks; each is compressed on its own with the end of the block before as its
dictionary and closed at a byte boundary, so the outputs in order form one deflate stream (as pigz does).
Such a boundary is a seam: no deflate block spans it, and what follows refers at most ``WINDOW`` bytes back
(RFC 1951, 2). So the compressed bytes between two seams stand for the same content in a new stream
wherever the same ``WINDOW`` bytes go before them. Seams are found while a stream is inflated.
"""

from __future__ import annotations

import os
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LEVEL = 5
NEAR_BITS = 13
"""Matches are sought in the last 8 KiB only, and short ones left: the cells of a sheet resemble those of the
rows just above. It takes half of the time of zlib's level 6, and sheets of numbers come out smaller."""

BLOCK = 1 << 18
WINDOW = 1 << 15
MAX_WORKERS = 4
MARK = b"\0\0\xff\xff"
"""How a block that is closed at a byte boundary ends; other bytes may look like it."""

SEAM_APART = 1 << 17
"""Bytes of content between two seams at least, more than ``WINDOW``."""

MARK_APART = 1 << 12
"""Compressed bytes between two marks that are looked at, so that many marks cost little."""

PROBE, ANSWER = b"\1\4\0\xfb\xffakur", b"akur"
"""A last block that begins at a byte boundary, and its content."""


class Seam(NamedTuple):
    """A place in a deflate stream where it can be cut, as offsets in its content and in itself."""

    content: int
    packed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Content between two seams of an old stream, and the compressed bytes that stand for it."""

    content: memoryview
    packed: Iterator[bytes]


class Revised(list["bytes | memoryview"]):
    """Pieces of new content, by turns of the old content and new.

    Attributes:
        starts: Where each piece begins in the old content; ``None`` for a new piece.
    """

    def __init__(
        self, pieces: Iterable[bytes | memoryview], edits: Iterable[tuple[int, int, bytes]]
    ) -> None:
        super().__init__(pieces)
        self.starts: list[int | None] = [0]
        for _, end, _ in sorted(edits, key=lambda edit: edit[:2]):
            self.starts += [None, end]


def inflated(
    chunks: Iterable[bytes], size: int, seams: list[Seam] | None = None
) -> Iterator[bytes]:
    """Yield the content of a raw deflate stream in blocks of at most ``size`` bytes.

    Args:
        chunks: The stream in pieces.
        size: Bytes of the largest block to yield.
        seams: Gets the seams that are found, if given.

    Raises:
        zlib.error: The stream is damaged.
        EOFError: It ends too early, or something follows it.
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = packed = last = 0
    for chunk in chunks if seams is None else _cut_at_marks(chunks):
        if inflater.eof:
            break
        block = inflater.decompress(chunk, size)
        while block:
            content += len(block)
            yield block
            block = inflater.decompress(inflater.unconsumed_tail, size)
        packed += len(chunk)
        if seams is not None and chunk.endswith(MARK) and content - last >= SEAM_APART:
            # A decoder inside a block, or with bits left over, does not read the probe as it was meant;
            # were it to by chance, the check after writing would refuse the file.
            probe = inflater.copy()
            with suppress(zlib.error):
                if probe.decompress(PROBE) == ANSWER and probe.eof and not probe.unused_data:
                    seams.append(Seam(content, packed))
                    last = content
    else:
        if inflater.eof and not inflater.unused_data:
            return
    raise EOFError


def _cut_at_marks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        at = 0
        while (mark := chunk.find(MARK, at + MARK_APART)) >= 0:
            yield chunk[at : mark + len(MARK)]
            at = mark + len(MARK)
        if at < len(chunk):
            yield chunk[at:]


def items_of(
    pieces: Sequence[bytes | memoryview],
    seams: Sequence[Seam],
    packed: Callable[[Seam, Seam], Iterator[bytes]],
) -> Iterator[bytes | Kept]:
    """Yield content as blocks to compress and as parts of the old stream to keep; a block is last.

    Args:
        pieces: The content; of a :class:`Revised` one parts are kept.
        seams: The seams of the old stream.
        packed: Gives the bytes of the old stream between two seams.
    """
    fresh: list[bytes | memoryview] = []
    starts = pieces.starts if isinstance(pieces, Revised) else repeat(None)
    for piece, start in zip(pieces, starts, strict=False):
        ends = _outer_seams(seams, start, len(piece))
        if start is None or ends is None:
            fresh.append(piece)
            continue
        first, last = (seam.content - start for seam in ends)
        fresh.append(piece[:first])
        if any(fresh):
            yield from blocks_of(fresh)
        yield Kept(memoryview(piece)[first:last], packed(*ends))
        fresh = [piece[last:]]
    yield from blocks_of(fresh)


def _outer_seams(seams: Sequence[Seam], start: int | None, length: int) -> tuple[Seam, Seam] | None:
    if start is None:
        return None
    low = start + WINDOW if start else 0
    inside = [seam for seam in seams if low <= seam.content <= start + length]
    return (inside[0], inside[-1]) if len(inside) > 1 else None


def blocks_of(pieces: Sequence[bytes | memoryview], size: int = BLOCK) -> Iterator[bytes]:
    """Yield the joined pieces in blocks of ``size`` bytes, the last up to half as long again or empty."""
    rest = sum(map(len, pieces))
    waiting: list[bytes | memoryview] = []
    length = 0
    for whole in pieces:
        piece = memoryview(whole)
        while rest > size + size // 2 and length + len(piece) >= size:
            take = size - length
            yield b"".join([*waiting, piece[:take]])
            piece = piece[take:]
            rest -= size
            waiting, length = [], 0
        waiting.append(piece)
        length += len(piece)
    yield b"".join(waiting)


def deflated(items: Iterable[bytes | Kept]) -> Iterator[bytes]:
    """Yield one raw deflate stream; at least one block must be given, and the last item must be one."""
    source = iter(items)
    item: bytes | Kept | None = next(source)
    following = next(source, None)
    if following is None and isinstance(item, bytes):
        yield _deflate(item, b"", last=True)
        return
    workers = min(MAX_WORKERS, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers, "deflate") as pool:
        running: deque[Future[bytes] | Kept] = deque()
        window = b""
        while item is not None:
            if isinstance(item, Kept):
                running.append(item)
                window = bytes(item.content[-WINDOW:])
            else:
                running.append(pool.submit(_deflate, item, window, last=following is None))
                window = item[-WINDOW:]
            item, following = following, next(source, None)
            if len(running) > 2 * workers:
                yield from _packed(running.popleft())
        for waiting in running:
            yield from _packed(waiting)


def _packed(item: Future[bytes] | Kept) -> Iterable[bytes]:
    return item.packed if isinstance(item, Kept) else [item.result()]


def _deflate(block: bytes, window: bytes, *, last: bool) -> bytes:
    bits, memory = -NEAR_BITS, zlib.DEF_MEM_LEVEL
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, bits, memory, zlib.Z_FILTERED, window)
    return packer.compress(block) + packer.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
