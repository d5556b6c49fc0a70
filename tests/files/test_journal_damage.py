"""Journals that are torn, altered or not what was written: told as such, read as far as they are sound."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_samples import ANCHOR, FIRST, NOW, SECOND, THIRD, again, begun, draft, event, lines

from pengaduan_xl.register.journal.content import Anchor, read_journal
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.journal.lines import write_line

if TYPE_CHECKING:
    from pathlib import Path

    from pengaduan_xl.register.journal.content import JournalContent


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return begun(tmp_path)


def with_line(journal: Journal, kind: str, body: dict[str, Any]) -> JournalContent:
    """The journal with one more line that has the right Sidik, whatever it says."""
    content = journal.content
    raw, _ = write_line(content.last_place + 1, kind, NOW, body, content.last_digest)
    return read_journal(journal.path.read_bytes() + raw)


# Torn ends


@pytest.mark.parametrize("tail", [b"{", b"\x00" * 700, b'{"no":3,"jenis"', "é".encode()[:1]])
def test_a_torn_end_is_told_and_left_behind(journal: Journal, tail: bytes) -> None:
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole + tail)
    content = journal.read()
    assert (content.open_end, content.damaged, len(content.entries)) == (tail, [], 1)
    journal.append([draft(6, SECOND)], NOW)
    content = again(journal)
    assert (content.open_end, content.damaged, len(content.entries)) == (b"", [], 2)
    assert journal.path.read_bytes().startswith(whole + tail + b"\n")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_wherever_the_last_line_is_torn_the_acts_before_it_count(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    journal = Journal(tmp_path_factory.mktemp("jurnal") / "Register.xlsx")
    journal.begin(ANCHOR, {}, NOW)
    journal.append([draft(5)], NOW)
    whole = journal.path.read_bytes()
    journal.append([draft(6, SECOND)], NOW)
    full = journal.content.size
    size = data.draw(st.integers(len(whole), full))
    os.truncate(journal.path, size)
    kept = len(journal.read().entries)
    journal.append([draft(6, THIRD)], NOW)
    assert kept == (2 if size >= full - 1 else 1)
    assert (again(journal).damaged, len(again(journal).entries)) == ([], kept + 1)


def test_a_whole_line_that_lost_its_line_feed_counts(journal: Journal) -> None:
    journal.path.write_bytes(journal.path.read_bytes()[:-1])
    content = journal.read()
    assert (len(content.entries), content.is_terminated, content.open_end) == (1, False, b"")
    journal.mark_entered([2], {}, NOW)
    assert len(lines(journal)) == 3
    assert again(journal).damaged == []


def test_a_torn_line_in_a_torn_line_is_told_as_damage(journal: Journal) -> None:
    """Two power cuts, the second while the first one's torn line was being closed."""
    journal.path.write_bytes(journal.path.read_bytes() + b'{"no":3\n{"no":3,"jenis":"sob')
    assert journal.read().damaged == [3]
    assert len(journal.content.entries) == 1


def test_a_journal_that_is_nothing_but_a_torn_line_is_damaged(journal: Journal) -> None:
    journal.path.write_bytes(b"\x00" * 99)
    assert journal.read().damaged == [1]
    assert journal.exists


# Damage


def test_a_changed_line_in_the_middle_is_damage(journal: Journal) -> None:
    journal.append([draft(6, SECOND)], NOW)
    journal.path.write_bytes(journal.path.read_bytes().replace(b"Warga", b"warga", 1))
    content = journal.read()
    assert content.damaged == [2, 3]
    assert [entry.number for entry in content.wanted()] == [SECOND]


def test_a_missing_line_is_damage_at_the_line_after_it(journal: Journal) -> None:
    journal.append([draft(6, SECOND)], NOW)
    journal.mark_entered([2], {}, NOW)
    first, _, *rest = lines(journal)
    journal.path.write_bytes(b"".join([first, *rest]))
    assert journal.read().damaged == [2, 3]
    assert [entry.number for entry in journal.content.wanted()] == [SECOND]


def test_a_journal_without_its_first_line_is_damaged(journal: Journal) -> None:
    journal.append([draft(6, SECOND)], NOW)
    journal.path.write_bytes(b"".join(lines(journal)[1:]))
    assert journal.read().damaged == [1]
    assert len(journal.content.entries) == 2


def test_a_line_pasted_from_another_journal_is_damage(journal: Journal, tmp_path: Path) -> None:
    other = Journal(tmp_path / "lain.xlsx")
    other.begin(Anchor(1, "x", "x"), {}, NOW)
    other.append([draft(9, THIRD)], NOW)
    for pasted in lines(other):
        journal.path.write_bytes(b"".join([*lines(journal)[:2], pasted]))
        content = journal.read()
        assert (content.damaged, content.anchor) == ([3], ANCHOR)
        assert content.entries[2].number == FIRST


def test_a_line_pasted_twice_is_damage(journal: Journal) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + lines(journal)[1])
    assert journal.read().damaged == [3]


@pytest.mark.parametrize("ending", [b"\n", b"\nhalo\n", b"\x00\n"])
def test_lines_that_are_none_are_damage(journal: Journal, ending: bytes) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + ending)
    assert journal.read().damaged[0] == 3


def test_what_a_text_editor_saved_is_damaged_but_can_be_read(journal: Journal) -> None:
    plain = journal.content
    edited = b"\xef\xbb\xbf" + journal.path.read_bytes().replace(b"\n", b"\r\n")
    content = read_journal(edited)
    assert content.damaged == [1, 2]
    assert (content.entries, content.anchor) == (plain.entries, plain.anchor)


@pytest.mark.parametrize(("kind", "body"), [
    ("tindakan", {}), ("tindakan", {"dasar": {}, "isi": [{"jenis baru": 1}]}),
    ("tindakan", {"dasar": [], "isi": []}), ("tindakan", {"dasar": {}, "isi": 5}),
    ("tindakan", {"dasar": {}, "isi": [{"tabel": "Register", "isi": {"Perihal": "x"}}]}),
    ("tindakan", {"dasar": {}, "isi": [{"tabel": "Register", "isi": {"No. Register": "x"}}]}),
    ("masuk", {}), ("masuk", {"baris": [99]}), ("masuk", {"baris": [[]]}), ("masuk", {"baris": 2}),
    ("masuk", {"baris": [2], "pengganti": 5}), ("tolak", {"baris": ["2"]}),
    ("masuk", {"baris": [2], "pengganti": {event(5).digest: ["x", "y"]}}),
    ("masuk", {"baris": [2], "pengganti": {event(5).digest: [1]}}),
    ("awal", {"riwayat": [0, "", ""], "nomor": []}), ("jenis baru", {}), ("", {}),
])  # fmt: skip
def test_a_sound_line_that_says_what_this_version_cannot_read_is_damage(
    journal: Journal, kind: str, body: dict[str, Any]
) -> None:
    content = with_line(journal, kind, body)
    assert content.damaged == [3]
    assert 2 in content.entries


@pytest.mark.parametrize("body", [
    {}, {"riwayat": 5, "nomor": []}, {"riwayat": ["x", "", ""], "nomor": []}, {"riwayat": [0], "nomor": []},
    {"riwayat": [0, "", ""], "nomor": [["Register", 2026, None]]}, {"riwayat": [0, "", ""]},
])  # fmt: skip
def test_a_beginning_that_cannot_be_read_is_damage(body: dict[str, Any]) -> None:
    assert read_journal(write_line(1, "awal", NOW, body, "")[0]).damaged == [1]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_byte_changed_anywhere_in_a_journal_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    journal = Journal(tmp_path_factory.mktemp("jurnal") / "Register.xlsx")
    journal.begin(ANCHOR, {}, NOW)
    journal.append([draft(5), draft(6, SECOND)], NOW)
    raw = bytearray(journal.path.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    content = read_journal(bytes(raw))
    assert content.damaged or content.open_end


@given(st.binary())
def test_no_bytes_at_all_make_reading_fail(raw: bytes) -> None:
    assert read_journal(raw).entries == {}
