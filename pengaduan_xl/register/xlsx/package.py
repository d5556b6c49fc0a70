"""A workbook as a zip package: members found by part name and inflated within limits."""

from __future__ import annotations

import zlib
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from pengaduan_xl.errors import BusyFileError, NotFoundError, system_reason
from pengaduan_xl.register.xlsx.deflate import Seam, inflated
from pengaduan_xl.register.xlsx.directory import (
    BLOCK,
    BrokenPackageError,
    Directory,
    Limits,
    Member,
    OversizedError,
    part_key,
    read_directory,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

STORED, DEFLATED = 0, 8
PATCH_FLAG = 0x20


class WorkbookMissingError(NotFoundError):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__("berkas tidak ada", "Periksa nama dan foldernya", where=str(path))


class WorkbookUnreadableError(BusyFileError):
    """The operating system does not let the file be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"berkas tidak dapat dibaca ({system_reason(error)})",
            "Tutup berkas di program lain dan periksa hak aksesnya, lalu ulangi",
            where=path.name,
        )


class Package:
    """A zip package open for reading; use it as a context manager.

    Attributes:
        path: The file.
        limits: How much its parts may cost.
        members: Its members in the order of the zip's directory.
        comment: The zip's comment.

    Raises:
        WorkbookMissingError: There is no such file.
        WorkbookUnreadableError: The operating system refuses to read it.
        NotWorkbookError: It is no zip package.
        EncryptedWorkbookError: It is encrypted.
        OversizedError: It is larger than the limits allow.
        BrokenPackageError: It is damaged.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        try:
            self._file = path.open("rb")
        except FileNotFoundError as error:
            raise WorkbookMissingError(path) from error
        except OSError as error:
            raise WorkbookUnreadableError(path, error) from error
        with ExitStack() as undo:
            undo.callback(self._file.close)
            directory = self._directory()
            undo.pop_all()
        self.members = directory.members
        self.comment = directory.comment
        self._by_key = {part_key(member.name): member for member in self.members}
        self._seams: dict[str, list[Seam]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def _directory(self) -> Directory:
        try:
            return read_directory(self._file, self.path, self.limits)
        except OSError as error:
            raise WorkbookUnreadableError(self.path, error) from error

    def find(self, name: str) -> Member | None:
        """Return the member of a part name, or ``None``; part names ignore case."""
        return self._by_key.get(part_key(name))

    def record(self, member: Member) -> Iterator[bytes]:
        """Yield a member's whole record as it lies in the file: header, compressed bytes, descriptor."""
        return self._blocks(member.offset, member.end)

    def header(self, member: Member) -> bytes:
        """Return a member's local header with its name and extra fields."""
        return b"".join(self._blocks(member.offset, member.data))

    def read_sheet(self, member: Member) -> bytearray:
        """Return a sheet part's inflated content and note its seams; errors as for :meth:`read`."""
        seams = self._seams[member.name] = [Seam(0, 0)]
        return self._read(member, self.limits.part_bytes, seams)

    def seams(self, member: Member) -> list[Seam]:
        """Return the places where a sheet's compressed bytes can be cut; none before it was read."""
        return self._seams.get(member.name, [])

    def packed(self, member: Member, first: Seam, last: Seam) -> Iterator[bytes]:
        """Yield a member's compressed bytes between two of its seams."""
        return self._blocks(member.data + first.packed, member.data + last.packed)

    def read(self, member: Member) -> bytes:
        """Return the inflated content of a part other than a sheet.

        Raises:
            OversizedError: It is larger than the limit or packed more tightly than documents are.
            BrokenPackageError: Its compressed bytes are damaged, or of another method.
        """
        return bytes(self._read(member, self.limits.structure_bytes))

    def sheet_blocks(self, member: Member) -> Iterator[bytes]:
        """Yield a sheet part's inflated content in bounded blocks; errors as for :meth:`read`."""
        self._check_size(member, self.limits.part_bytes)
        return self.checked(member)

    def _check_size(self, member: Member, limit: int) -> None:
        limit = min(limit, self.limits.ratio * max(member.packed, 1))
        if member.size > limit:
            raise OversizedError(self.path, member.name, member.size, limit)

    def _read(self, member: Member, limit: int, seams: list[Seam] | None = None) -> bytearray:
        self._check_size(member, limit)
        content = bytearray(member.size)
        at = 0
        for block in self.checked(member, seams):
            content[at : at + len(block)] = block
            at += len(block)
        return content

    def checked(self, member: Member, seams: list[Seam] | None = None) -> Iterator[bytes]:
        """Yield a member's content in bounded blocks, checked against its length and CRC.

        Args:
            member: The member.
            seams: Gets the seams of its compressed bytes, if given.

        Raises:
            BrokenPackageError: It is damaged; blocks already yielded must then be thrown away.
        """
        length = crc = 0
        for block in self._inflated(member, seams):
            length += len(block)
            if length > member.size:
                break
            crc = zlib.crc32(block, crc)
            yield block
        if length != member.size or crc != member.crc:
            raise BrokenPackageError(self.path, f"isi {member.name} tidak cocok dengan CRC-nya")

    def _inflated(self, member: Member, seams: list[Seam] | None) -> Iterator[bytes]:
        packed = self._blocks(member.data, member.data + member.packed)
        if member.method == STORED:
            yield from packed
            return
        if member.method != DEFLATED or member.flags & PATCH_FLAG:
            raise BrokenPackageError(self.path, f"cara pemampatan {member.name} tidak didukung")
        try:
            yield from inflated(packed, BLOCK, seams)
        except zlib.error as error:
            raise BrokenPackageError(self.path, f"isi {member.name} rusak") from error
        except EOFError as error:
            raise BrokenPackageError(self.path, f"isi {member.name} terpotong") from error

    def _blocks(self, start: int, end: int) -> Iterator[bytes]:
        at = start
        while at < end:
            try:
                self._file.seek(at)
                block = self._file.read(min(BLOCK, end - at))
            except OSError as error:
                raise WorkbookUnreadableError(self.path, error) from error
            if not block:
                raise BrokenPackageError(self.path, "berkas terpotong")
            at += len(block)
            yield block
