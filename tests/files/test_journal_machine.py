"""Whatever staff and Excel do to the files: acts that were acknowledged are there once, after bringing in."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from desk_office import MAIL, WALK_IN, DeskOffice, entry
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from journal_samples import without_rows
from register_samples import chain_holds, read

from pengaduan_xl import recovering
from pengaduan_xl.register import session
from pengaduan_xl.register.journal.file import Journal
from pengaduan_xl.register.opened import LostActsError
from pengaduan_xl.register.schema import HISTORY


class JournalMachine(RuleBasedStateMachine):
    """An office whose register is opened, put back to older copies and tampered with between acts.

    Attributes:
        done: Number and kind of every act that was acknowledged, with the minute in which it was made.
        copies: The register as it was at some time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.folder = Path(tempfile.mkdtemp())
        self.office = DeskOffice(self.folder / "kantor")
        self.mark = self.office.folder / f"~${self.office.register.name}"
        self.done: list[tuple[str, str, str]] = []
        self.copies = [self.office.register.read_bytes()]
        self.rotates = False

    def teardown(self) -> None:
        self.close_excel()
        self.bring_in()
        self.patch.undo()
        shutil.rmtree(self.folder)

    @initialize(rotates=st.booleans())
    def begin(self, rotates: bool) -> None:
        self.rotates = rotates
        self.patch.setattr(session, "ARCHIVE_BYTES", 3000 if rotates else 1_000_000)

    @rule(form=st.sampled_from([MAIL, WALK_IN]))
    def receive(self, form: dict[str, str]) -> None:
        self.act("Diterima", form=form)

    @precondition(lambda self: self.done)
    @rule(place=st.integers(0, 9))
    def finish(self, place: int) -> None:
        number = self.done[place % len(self.done)][0]
        if (number, "Tahap Selesai") not in {act[:2] for act in self.done}:
            self.act("Tahap Selesai", number)

    @rule()
    def open_excel(self) -> None:
        self.mark.touch()

    @rule()
    def close_excel(self) -> None:
        self.mark.unlink(missing_ok=True)

    @rule(place=st.integers(0, 20))
    def put_back_a_copy(self, place: int) -> None:
        self.copies.append(self.office.register.read_bytes())
        self.office.register.write_bytes(self.copies[place % len(self.copies)])

    @precondition(lambda self: self.done and not self.rotates)
    @rule(place=st.integers(0, 20))
    def delete_a_row_of_riwayat(self, place: int) -> None:
        content = self.office.register.read_bytes()
        changed = without_rows(content, HISTORY, place % len(self.done))
        self.office.register.write_bytes(changed)

    @precondition(lambda self: self.done)
    @rule(tail=st.sampled_from([b"{", b"\x00" * 9, b'{"no":9,"jenis":"tindakan"']))
    def tear_the_journal(self, tail: bytes) -> None:
        path = Journal(self.office.register).path
        if path.read_bytes().endswith(b"\n"):
            with path.open("ab") as file:
                file.write(tail)

    @precondition(lambda self: not self.mark.exists())
    @rule()
    def bring_in(self) -> None:
        recovered = recovering.recover(self.office.register, lambda: self.office.moment)
        assert recovered.conflicts == []
        content = read(self.office.register.read_bytes())
        events = [item.event for item in content.events]
        found = [(one.number, str(one.kind), f"{one.recorded:%d %H:%M}") for one in events]
        assert sorted(found) == sorted(self.done)
        assert chain_holds(content)
        assert sorted(row.complaint.number for row in content.rows) == sorted(
            number for number, kind, _ in self.done if kind == "Diterima"
        )

    def act(self, kind: str, number: str = "", form: dict[str, str] | None = None) -> None:
        """Make an act and save it, unless the register says that acts are gone from it."""
        self.office.moment += timedelta(minutes=1)
        try:
            with self.office.desk() as desk:
                if form:
                    number = desk.receive(form, entry()).complaint.number
                    assert number not in {act[0] for act in self.done}
                else:
                    desk.finish(number, entry(reason="Antrean"))
                desk.save()
        except LostActsError:
            return
        self.done.append((number, kind, f"{self.office.moment:%d %H:%M}"))


TestJournalMachine = JournalMachine.TestCase
TestJournalMachine.settings = settings(max_examples=8, stateful_step_count=14, deadline=None)
