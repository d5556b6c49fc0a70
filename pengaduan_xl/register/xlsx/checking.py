"""The check after writing: the new package differs from the old one only where it was meant to."""

from __future__ import annotations

import dataclasses
from itertools import zip_longest
from typing import TYPE_CHECKING

from pengaduan_xl.errors import WriteFailedError
from pengaduan_xl.register.xlsx.directory import CENTRAL, FULL_32, BrokenPackageError
from pengaduan_xl.register.xlsx.package import Package

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pengaduan_xl.register.xlsx.directory import Member


class ResultDiffersError(WriteFailedError):
    """The written file is not what it should be; it has been removed."""

    def __init__(self, path: Path, part: str) -> None:
        super().__init__(
            f"hasil tulis tidak sesuai pada bagian {part}",
            "Ulangi; bila terulang, periksa disk dan laporkan",
            where=path.name,
        )


def check_result(
    source: Package, target: Path, replaced: Collection[str], dropped: Collection[str]
) -> None:
    """Re-open the written file and compare it with its source, member by member.

    Members that were replaced are inflated and checked against their CRC; all others must have the same
    headers and compressed bytes, and no member may be new, missing or in another place.

    Raises:
        ResultDiffersError: Something differs or cannot be read back.
    """
    try:
        _compare(source, target, replaced, dropped)
    except BrokenPackageError as error:
        raise ResultDiffersError(target, error.detail) from error


def _compare(
    source: Package, target: Path, replaced: Collection[str], dropped: Collection[str]
) -> None:
    kept = [member for member in source.members if member.name not in dropped]
    limits = dataclasses.replace(source.limits, package_bytes=FULL_32)
    with Package(target, limits) as result:
        if [member.name for member in kept] != [member.name for member in result.members]:
            raise ResultDiffersError(target, "daftar isi")
        for old, new in zip(kept, result.members, strict=True):
            if new.name in replaced:
                for _ in result.checked(new):
                    pass
            elif not _same(source, old, result, new):
                raise ResultDiffersError(target, new.name)


def _same(source: Package, old: Member, result: Package, new: Member) -> bool:
    if _told(old) != _told(new):
        return False
    return all(a == b for a, b in zip_longest(source.record(old), result.record(new)))


def _told(member: Member) -> list[object]:
    fields = list(CENTRAL.unpack_from(member.central))
    # The offset moves, and a zip64 field that held sizes or offset is no longer needed.
    fields[11] = fields[16] = None
    fields[8:10] = member.packed, member.size
    return fields
