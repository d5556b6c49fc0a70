"""Archives of compressed members: the bytes that Python's zipfile writes."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from pengaduan_xl.letters.docx_zip import packed, repacked, unpacked, zipped

NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=9
)
MEMBERS = st.dictionaries(NAMES.filter(lambda name: name.isprintable()), st.binary(max_size=500))


def by_zipfile(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, content)
    return written.getvalue()


@given(MEMBERS)
def test_an_archive_is_what_zipfile_writes(members: dict[str, bytes]) -> None:
    archive = zipped(packed(name, content) for name, content in members.items())
    assert archive == by_zipfile(members)
    assert unpacked(archive) == list(members.items())


def test_repacking_removes_the_time_and_keeps_order_and_contents() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b", (2026, 11, 23, 8, 0, 0)), b"satu")
        archive.writestr("a", b"dua")
    again = repacked(written.getvalue())
    assert unpacked(again) == [("b", b"satu"), ("a", b"dua")]
    assert again == by_zipfile({"b": b"satu", "a": b"dua"})
