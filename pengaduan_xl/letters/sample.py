"""An invented case, complete enough for every letter: to try a template on, and to show staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pengaduan_xl.domain.complaint import Case, Complaint, Event, EventKind
from pengaduan_xl.domain.documents import Document
from pengaduan_xl.domain.office import Office
from pengaduan_xl.domain.officers import Officer
from pengaduan_xl.domain.procedure import KEPALA, KEPALA_SEKSI, PETUGAS, TIM_TEKNIS
from pengaduan_xl.domain.procedure_defaults import DEFAULT_VERSION
from pengaduan_xl.domain.progress import replay, state_of
from pengaduan_xl.letters.job import LetterJob
from pengaduan_xl.letters.note_page import NotePage, note_context
from pengaduan_xl.letters.numbering import NumberParts, letter_number
from pengaduan_xl.letters.recap_page import PeriodPage, period_context, recap_context
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from pengaduan_xl.letters.catalogue import Letter

RECEIVED = datetime.fromisoformat("2026-11-16T09:15")
DAY = datetime.fromisoformat("2026-11-23T10:00").date()

COMPLAINT = Complaint(
    number="2026-0014",
    received=RECEIVED,
    channel="Datang langsung",
    name="Budi Contoh",
    nik="1672011203850001",
    address="Jalan Melati Nomor 12, Kelurahan Beringin Jaya",
    phone="0812-0000-0000",
    email="budi@contoh.id",
    occupation="Wiraswasta",
    subject="Kegiatan bengkel las di luar jam operasional",
    description=(
        "Bengkel las di sebelah rumah saya bekerja sampai lewat tengah malam.\n"
        "Keberatan sudah kami sampaikan melalui ketua RT, tetapi belum ada perubahan."
    ),
    permit="Izin usaha bengkel",
    location="Jalan Melati Nomor 10",
    reported="Bengkel Las Contoh",
    requested="Jam operasional ditaati.",
    evidence="Foto kegiatan malam hari, 3 lembar",
    category="02 Pelayanan masyarakat",
)

OFFICERS = (
    Officer("Sari Contoh", PETUGAS, "S.E.", "199001012015032001", "Penata Muda (III/a)", "Petugas Pengaduan"),
    Officer("Rudi Contoh", KEPALA_SEKSI, "S.H.", "198501012010011002", "Penata Tk. I (III/d)",
            "Kepala Seksi Pengaduan dan Informasi"),
    Officer("Dewi Contoh", TIM_TEKNIS, "S.T.", "198801012014022003", "Penata (III/c)", "Ketua Tim Teknis"),
    Officer("Agus Contoh", TIM_TEKNIS, "S.T.", "199203032019031004", "Penata Muda (III/a)", "Anggota"),
    Officer("Hasan Contoh", KEPALA, "M.Si.", "197001011995031005", "Pembina Utama Muda (IV/c)",
            "Kepala Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu dan Tenaga Kerja"),
)  # fmt: skip


_MADE = (("undangan", 4), ("bap", 5), ("telaahan", 6), ("surat-balasan", 9))
"""Letters that others refer to, with their steps."""


def sample_job(letter: Letter) -> LetterJob:
    """Return a letter of the invented case with the catalogue's examples in its fields, but no photo."""
    settings = Settings()
    office = Office.default(OFFICERS)
    case = Case(COMPLAINT, _events())
    state, _ = state_of(office, replay(case.events))
    parts = NumberParts(settings.classification, 14, settings.unit, DAY, COMPLAINT.number)
    return LetterJob(
        letter=letter,
        case=case,
        state=state,
        office=office,
        settings=settings,
        fields={field.key: field.example for field in letter.fields if field.kind != "foto"},
        number=letter_number(settings.number_pattern, parts) if letter.numbered else "",
        day=DAY,
    )


def sample_recap() -> dict[str, object]:
    """Return the context of an invented day's recap."""
    summary = (("Sisa kemarin", "2"), ("Masuk", "1"), ("Selesai", "1"), ("Sisa", "2"))
    return recap_context(replace(_period_page(), summary=summary), Settings(), OFFICERS)


def sample_period() -> dict[str, object]:
    """Return the context of an invented month's recap."""
    return period_context(_period_page(), Settings(), OFFICERS)


def _period_page() -> PeriodPage:
    balance = ("2", "1", "1", "0", "0", "2", "1")
    step = "5. Peninjauan lapangan dan BAP"
    late = (
        COMPLAINT.number,
        COMPLAINT.subject,
        step,
        TIM_TEKNIS,
        "20/11/2026 16.30",
        "2 jam 30 menit",
    )
    return PeriodPage(
        day=DAY,
        summary=(("Sisa awal", "2"), ("Masuk", "1"), ("Selesai", "1"), ("Sisa akhir", "2")),
        by_channel=(("Datang langsung", *balance), ("Jumlah", *balance)),
        by_permit=((COMPLAINT.permit, *balance), ("Jumlah", *balance)),
        by_category=(("02 Pelayanan masyarakat", *balance), ("Jumlah", *balance)),
        by_step=((step, "1", "2", "0", "1"),),
        services=((OFFICERS[0].name, "4", "2", "6"),),
        overdue=(late,),
        officer=OFFICERS[0].name,
        title="LAPORAN REKAPITULASI BULANAN JUMLAH LAYANAN PENGADUAN",
        period="Bulan November 2026",
        state="Sampai hari ini, Senin, 23 November 2026 pukul 16.00 WIB",
        unit="Hari",
        course=(("Sen 23/11/2026", "1", "2", "1", "1", "0", "0", "2"),),
    )  # fmt: skip


def sample_note() -> dict[str, object]:
    """Return the context of an invented note about late cases, with both of its lists."""
    own, other = "6. Telaahan usulan penyelesaian", "5. Peninjauan lapangan dan BAP"
    reason = ("20/11/2026 16.30", "2 jam 30 menit", "lewat tahap (5 hari)")
    page = NotePage(
        role=KEPALA_SEKSI,
        moment=datetime.combine(DAY, RECEIVED.time()),
        own=((COMPLAINT.number, COMPLAINT.subject, own, KEPALA_SEKSI, *reason),),
        escalated=((COMPLAINT.number, COMPLAINT.subject, other, TIM_TEKNIS, *reason),),
        copies=(KEPALA,),
    )  # fmt: skip
    return note_context(page, Settings(), OFFICERS)


def _events() -> tuple[Event, ...]:
    """Return the receipt of the case and the letters that others refer to, one a day."""
    number = COMPLAINT.number
    receipt = Event(
        1,
        number,
        1,
        EventKind.RECEIVED,
        1,
        OFFICERS[0].name,
        RECEIVED,
        RECEIVED,
        version=DEFAULT_VERSION,
    )
    letters = []
    for day, (key, step) in enumerate(_MADE, start=1):
        when = RECEIVED + timedelta(days=day)
        file = f"{number}_{key}.docx"
        document = Document(file, f"503/{day:03d}/DPMPTSP-NAKER/XI/2026", "0" * 64)
        letters.append(
            Event(
                day + 1,
                number,
                step,
                EventKind.LETTER,
                1,
                OFFICERS[0].name,
                when,
                when,
                document=str(document),
            )
        )
    return (receipt, *letters)
