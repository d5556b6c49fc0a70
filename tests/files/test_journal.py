"""The journal's file: begun, written only at its end, and moved to the backups when it has grown."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from journal_samples import (
    ANCHOR,
    FIRST,
    NOW,
    SECOND,
    THIRD,
    TODAY,
    again,
    archives,
    begun,
    draft,
    event,
    field_row,
    lines,
    mail_row,
)

from pengaduan_xl.register.journal.content import Anchor, all_given, read_journal
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.operations import Draft, NewEvent, NewRow, RecapRow
from pengaduan_xl.register.schema import INCOMING, OUTGOING, REGISTER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "Register.xlsx"
    path.write_bytes(b"register")
    return path


@pytest.fixture
def journal(register: Path) -> Journal:
    return begun(register.parent)


# Beginning and writing


def test_a_register_without_a_journal_has_an_empty_one(register: Path) -> None:
    journal = Journal(register)
    assert (journal.read().entries, journal.exists) == ({}, False)
    assert journal.path.name == "Register.xlsx.jurnal"


def test_a_journal_without_a_byte_is_as_good_as_none(register: Path) -> None:
    journal = Journal(register)
    journal.path.touch()
    journal.read()
    assert not journal.exists


def test_a_journal_begins_where_riwayat_ends_with_the_numbers_given(journal: Journal) -> None:
    content = again(journal)
    assert (content.anchor, content.genesis) == (ANCHOR, "d1")
    assert content.given == {("Register", 2026): 7}
    assert (content.damaged, content.last_place) == ([], 2)


def test_an_act_is_in_the_journal_as_it_was_put_there(journal: Journal) -> None:
    (entry,) = again(journal).wanted()
    assert (entry.operations, entry.bases) == (draft(5).operations, {FIRST: ""})
    assert (entry.place, entry.moment, entry.entered, entry.refused) == (2, NOW, False, False)


def test_what_is_remembered_is_what_the_file_says(journal: Journal) -> None:
    (entry,) = journal.append([draft(6, SECOND)], NOW)
    journal.mark_entered([2, 3], {entry.events[0].digest: (9, "neu")}, NOW)
    journal.refuse([2], "Budi", "keliru", NOW)
    assert journal.content == again(journal)
    assert journal.content.size == journal.path.stat().st_size


def test_acts_that_are_entered_or_refused_are_so_for_every_reader(journal: Journal) -> None:
    journal.append([draft(6, SECOND), draft(7, THIRD)], NOW)
    journal.mark_entered([2], {}, NOW)
    journal.refuse([3], "Budi", "keliru", NOW)
    first, third = again(journal).wanted()
    assert (first.entered, third.entered, third.number) == (True, False, THIRD)
    assert b'"oleh":"Budi","alasan":"keliru"' in lines(journal)[-1]


def test_events_sealed_anew_are_known_by_their_new_sidik(journal: Journal) -> None:
    journal.mark_entered([2], {event(5).digest: (9, "neu"), "lain": (1, "x")}, NOW)
    (entry,) = again(journal).wanted()
    assert [(one.seq, one.digest) for one in entry.events] == [(9, "neu")]
    assert entry.operations[1] == draft(5).operations[1]


def test_numbers_of_refused_acts_stay_given(journal: Journal) -> None:
    letter = NewRow(OUTGOING.name, {"No. Urut": 3, "Nomor Surat": "503/3", "Tgl Surat": TODAY})
    undated = mail_row(9, day=None)
    mail = (mail_row(4), mail_row(2), undated)
    rows = (*draft(6, "2026-0011").operations, letter, *mail, field_row("Aula"))
    journal.append([Draft(rows, {})], NOW)
    journal.refuse([3], "", "keliru", NOW)
    assert again(journal).given == {
        (REGISTER.name, 2026): 11,
        (OUTGOING.name, 2026): 3,
        (INCOMING.name, 2026): 4,
        (INCOMING.name, 0): 9,
    }


def test_of_several_journals_the_highest_number_counts() -> None:
    one, other = read_journal(b""), read_journal(b"")
    one.given, other.given = {("Register", 2026): 7}, {("Register", 2026): 5, ("Register", 2027): 1}
    assert all_given([one, other]) == {("Register", 2026): 7, ("Register", 2027): 1}


def test_the_first_event_of_a_register_tells_whose_the_journal_is(register: Path) -> None:
    journal = Journal(register)
    journal.begin(Anchor(), {}, NOW)
    assert journal.content.genesis == ""
    journal.append([draft(1), draft(1, SECOND)], NOW)
    assert journal.content.genesis == event(1).digest
    journal.refuse([2], "", "keliru", NOW)
    assert journal.content.genesis == event(1, SECOND).digest


def test_a_journal_beside_a_read_only_register_can_be_written(register: Path) -> None:
    register.chmod(0o444)
    journal = Journal(register)
    journal.begin(ANCHOR, {}, NOW)
    assert journal.path.stat().st_mode & 0o200


# Words for an act


def test_an_act_says_what_it_is_who_did_it_and_when(journal: Journal) -> None:
    (entry,) = journal.content.wanted()
    assert str(entry) == "2026-0001: Diterima oleh Petugas Contoh (23/11/2026 09.00)"


def test_a_recap_and_mere_details_of_a_letter_have_words_of_their_own(journal: Journal) -> None:
    recap = Draft((RecapRow(TODAY, {}),), {})
    recapped, details = journal.append([recap, Draft((), {FIRST: "x"})], NOW)
    assert str(recapped) == "Rekap Harian 23/11/2026 (23/11/2026 09.00)"
    assert str(details) == "2026-0001: Isian surat (23/11/2026 09.00)"
    assert (recapped.number, recapped.officer) == ("", "")


# To the backups


def test_a_journal_goes_to_the_backups_and_the_next_one_goes_on(journal: Journal) -> None:
    old, last = journal.path.read_bytes(), journal.content.last_digest
    journal.archive(Anchor(5, "d5", "d1"), NOW)
    assert archives(journal) == [f"Register_20261123-0900_{last[:8]}.jurnal"]
    assert (journal.register.parent / "cadangan" / archives(journal)[0]).read_bytes() == old
    content = again(journal)
    assert (content.anchor, content.entries, content.damaged) == (Anchor(5, "d5", "d1"), {}, [])
    assert (content.last_place, content.given) == (3, {("Register", 2026): 7})
    assert json.loads(lines(journal)[0])["sebelum"] == last


def test_archived_journals_come_oldest_first(journal: Journal) -> None:
    for seq in (6, 7, 8):
        journal.archive(Anchor(seq, f"d{seq}", "d1"), NOW)
    journal.archive(Anchor(9, "d9", "d1"), NOW.replace(day=22))
    anchors = [one.anchor.seq for one in journal.archived()]
    assert anchors == [8, 4, 6, 7]
    assert again(journal).anchor.seq == 9


def test_other_files_among_the_backups_are_no_archived_journals(journal: Journal) -> None:
    folder = journal.register.parent / "cadangan"
    assert journal.archived() == []
    folder.mkdir()
    for name in (
        "Register_20261123-0900_0123abcd.xlsx",
        "Register_lama_20261123-0900_0123abcd.jurnal",
        "Register_20261123-090000_ditolak.jurnal",
        ".Register_20261123-0900_0123abcd.jurnal.tmp",
    ):
        (folder / name).write_bytes(journal.path.read_bytes())
    (folder / "Register_20261123-0900_0123abcd.jurnal").mkdir()
    assert journal.archived() == []


def test_a_journal_set_aside_says_why_in_its_name(journal: Journal) -> None:
    old = journal.path.read_bytes()
    kept = journal.set_aside("asing", NOW)
    assert (kept.name, kept.read_bytes()) == ("Register_20261123-090000_asing.jurnal", old)
    assert (journal.exists, journal.path.exists(), journal.content.entries) == (False, False, {})
    assert journal.archived() == []


def test_retired_archives_are_not_asked_any_more(journal: Journal) -> None:
    journal.archive(ANCHOR, NOW)
    name = archives(journal)[0].removesuffix(".jurnal")
    journal.retire_archives("ditolak")
    assert (journal.archived(), archives(journal)) == ([], [f"{name}_ditolak.jurnal"])


def test_the_sidik_of_a_line_is_the_sha_256_of_what_stands_before_it(journal: Journal) -> None:
    text, _, seal = lines(journal)[1].partition(b',"sidik":"')
    assert seal == hashlib.sha256(text).hexdigest().encode() + b'"}\n'
    assert NewEvent(event(5)) == journal.content.wanted()[0].operations[0]
