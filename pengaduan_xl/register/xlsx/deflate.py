"""Deflate of large parts on several cores at once, with a result that does not depend on their number.

The content is cut into blocks; each is compressed on its own with the end of the block before as its
dictionary and closed at a byte boundary, so the outputs in order form one deflate stream (as pigz does).
"""

from __future__ import annotations

import os
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

LEVEL = 6
BLOCK = 1 << 20
WINDOW = 1 << 15
MAX_WORKERS = 4


def blocks_of(pieces: Iterable[bytes | memoryview], size: int = BLOCK) -> Iterator[bytes]:
    """Yield the joined pieces in blocks of ``size`` bytes, the last one shorter and maybe empty."""
    waiting: list[bytes | memoryview] = []
    length = 0
    for whole in pieces:
        piece = memoryview(whole)
        while length + len(piece) >= size:
            take = size - length
            yield b"".join([*waiting, piece[:take]])
            piece = piece[take:]
            waiting, length = [], 0
        if piece:
            waiting.append(piece)
            length += len(piece)
    yield b"".join(waiting)


def deflated(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the raw deflate stream of blocks; at least one block must be given, the last may be empty."""
    source = iter(blocks)
    block: bytes | None = next(source)
    following = next(source, None)
    if block is not None and following is None:
        yield _deflate(block, b"", last=True)
        return
    workers = min(MAX_WORKERS, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers, "deflate") as pool:
        running: deque[Future[bytes]] = deque()
        window = b""
        while block is not None:
            running.append(pool.submit(_deflate, block, window, last=following is None))
            window = block[-WINDOW:]
            block, following = following, next(source, None)
            if len(running) > workers:
                yield running.popleft().result()
        for future in running:
            yield future.result()


def _deflate(block: bytes, window: bytes, *, last: bool) -> bytes:
    if window:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=window)
    else:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(block) + packer.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
