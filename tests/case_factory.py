"""Cases made by the real acts, for tests that need a register full of history without a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from pengaduan_xl.domain import acts
from pengaduan_xl.domain.attempt import Request
from pengaduan_xl.domain.complaint import Case, Complaint
from pengaduan_xl.domain.documents import Document
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.officers import Officer, Person
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.domain.progress import replay

if TYPE_CHECKING:
    from pengaduan_xl.domain.acts import Act
    from pengaduan_xl.domain.procedure import Step

OFFICERS = (
    Officer("Rina Marlina", PETUGAS, "S.A.P.", "198609262015051001", "Penata Muda, III/a", PETUGAS),
    Officer("Budi Santoso", KEPALA_SEKSI, "S.H.", "197801012005011002", "Penata, III/c", "Kepala Seksi"),
    Officer("Joko Priyono", TIM_TEKNIS, "S.T.", "198203032008031003", "Penata, III/c", TIM_TEKNIS),
    Officer("Sri Wahyuni", KEPALA, "M.Si.", "196905051995032001", "Pembina, IV/a", "Kepala Dinas"),
)  # fmt: skip
REASON = "Alasan uji"
SECRETS = {
    "name": "Nama-Pengadu-Uji",
    "nik": "1672010101900001",
    "address": "Jalan-Alamat-Uji 7",
    "phone": "081299990000",
    "email": "pengadu@contoh.id",
    "occupation": "Pekerjaan-Uji",
    "proxy": "Kuasa-Uji",
    "location": "Lokasi-Uji",
    "reported": "Terlapor-Uji",
    "description": "Uraian-Uji",
    "requested": "Permintaan-Uji",
    "evidence": "Bukti-Uji",
    "note": "Catatan-Uji",
}
"""What a complainant tells about himself and others; no report may show it."""


def at(text: str) -> datetime:
    """Return a moment from ISO text."""
    return datetime.fromisoformat(text)


@dataclass
class CaseFactory:
    """Makes cases by acts; every act names an officer with the step's role and gives a reason.

    A moment may be given as ISO text. Letters of a step are recorded at the moment the step is finished.
    """

    office: Office = field(default_factory=lambda: Office.default(OFFICERS))
    made: int = 0

    def received(self, moment: datetime | str, **fields: object) -> Case:
        """Return a new case."""
        self.made += 1
        values = SECRETS | {"channel": "Surat", "subject": f"Perihal {self.made}"} | fields
        number = f"2026-{self.made:04d}"
        happened = _moment(moment)
        complaint = Complaint(number, happened, **values)  # type: ignore[arg-type]  # by field name
        request = Request(self._person(PETUGAS), happened, happened)
        return _after(Case(complaint, ()), acts.receive(self.office, complaint, request))

    def finished(self, case: Case, moment: datetime | str, target: int | None = None) -> Case:
        """Return the case after its step was finished with all papers."""
        step = self.step(case)
        for letter in step.letters:
            case = self.with_letter(case, moment, letter)
        request = self._request(case, moment, step.completeness)
        return _after(case, acts.finish(self.office, case, request, target))

    def at_step(self, number: int, moment: datetime | str, **fields: object) -> Case:
        """Return a new case that reached a step in the minute it was received."""
        case = self.received(moment, **fields)
        while self.step(case).number < number:
            case = self.finished(case, moment)
        return case

    def closed(self, moment: datetime | str, **fields: object) -> Case:
        """Return a case that was received and finished in one minute."""
        return self.finished(self.at_step(10, moment, **fields), moment)

    def with_letter(self, case: Case, moment: datetime | str, letter: str) -> Case:
        """Return the case after a letter of its step was made."""
        document = Document(f"{case.complaint.number}_{letter}.docx", "", "0" * 64)
        made = acts.LetterMade(letter, self.step(case).number, document)
        return _after(
            case, acts.record_letter(self.office, case, self._request(case, moment), made)
        )

    def returned(self, case: Case, moment: datetime | str) -> Case:
        """Return the case after it was given back to the step before."""
        return _after(case, acts.return_(self.office, case, self._request(case, moment)))

    def held(self, case: Case, moment: datetime | str) -> Case:
        """Return the case on hold."""
        return _after(case, acts.hold(self.office, case, self._request(case, moment)))

    def resumed(self, case: Case, moment: datetime | str) -> Case:
        """Return the case after its clock runs on."""
        return _after(case, acts.resume(self.office, case, self._request(case, moment)))

    def forwarded(self, case: Case, moment: datetime | str) -> Case:
        """Return the case handed to another agency."""
        request = self._request(case, moment)
        return _after(case, acts.forward(self.office, case, request, "Dinas Uji"))

    def withdrawn(self, case: Case, moment: datetime | str) -> Case:
        """Return the case that the complainant gave up."""
        return _after(case, acts.withdraw(self.office, case, self._request(case, moment)))

    def lapsed(self, case: Case, moment: datetime | str) -> Case:
        """Return the case deemed withdrawn."""
        request = self._request(case, moment)
        return _after(case, acts.withdraw(self.office, case, request, lapsed=True))

    def step(self, case: Case) -> Step:
        """Return the step that a case is in; for a closed one the first, as any act on it is refused."""
        progress = replay(case.events)
        return self.office.procedure(progress.version).step(progress.step or 1)

    def _request(self, case: Case, moment: datetime | str, items: tuple[str, ...] = ()) -> Request:
        happened = _moment(moment)
        person = self._person(self.step(case).role)
        return Request(person, happened, happened, REASON, items)

    def _person(self, role: str) -> Person:
        names = (officer.name for officer in self.office.officers if officer.role == role)
        return Person(next(names, role), frozenset({role}))


def _after(case: Case, act: Act) -> Case:
    return Case(case.complaint, (*case.events, *act.events))


def _moment(moment: datetime | str) -> datetime:
    return at(moment) if isinstance(moment, str) else moment
