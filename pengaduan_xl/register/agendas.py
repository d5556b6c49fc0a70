"""What is wrong in the two agendas: numbers given twice, left out without a word, or not those of Riwayat."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pengaduan_xl.domain.complaint import EventKind
from pengaduan_xl.domain.documents import CANCELLED, parse_document
from pengaduan_xl.register.holdings import NUMBERED, row_year, whole
from pengaduan_xl.register.schema import INCOMING, OUTGOING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pengaduan_xl.domain.audit import Placed
    from pengaduan_xl.domain.documents import Document
    from pengaduan_xl.domain.findings import Finding, SheetRow
    from pengaduan_xl.register.columns import Table

CANCEL_NOTE = "BATAL"
"""How Ket. of a cancelled letter begins."""

SEQUENCE, NOTE, NUMBER, RECEIVED = "No. Urut", "Ket.", "No. Register", "Tgl Terima"

_EXPLAINED = re.compile(
    r"(?:^|;)\s*(?:nomor|no\.?)\s*(\d{1,6})(?:\s*(?:-|–|s\.?d\.?|sampai)\s*(\d{1,6}))?\s*:\s*\S",
    re.IGNORECASE,
)
"""Numbers that Ket. accounts for: ``Nomor 3: dipakai di buku agenda`` or ``Nomor 3-8: …``."""


class _Row(NamedTuple):
    """A row of an agenda that has a number: its place, year and No. Urut."""

    row: SheetRow
    year: int
    seq: int


def check_agendas(
    incoming: Sequence[SheetRow], outgoing: Sequence[SheetRow], events: Iterable[Placed]
) -> list[Finding]:
    """Return what is wrong with the numbers of both agendas.

    Args:
        incoming: Rows of Agenda Masuk.
        outgoing: Rows of Agenda Keluar.
        events: Rows of Riwayat, oldest first.
    """
    findings = list(_undated(incoming))
    for table, rows in ((INCOMING, incoming), (OUTGOING, outgoing)):
        numbered = [one for row in rows if (one := _numbered(table, row)) is not None]
        findings += _doubles(table, numbered)
        findings += _gaps(numbered)
    findings += _against_history(outgoing, events)
    return findings


def _numbered(table: Table, row: SheetRow) -> _Row | None:
    year, seq = row_year(table, row.values), whole(row.values.get(SEQUENCE))
    return None if year is None or not seq else _Row(row, year, seq)


def _undated(incoming: Iterable[SheetRow]) -> Iterator[Finding]:
    """Find numbers of no year, after which the same might be given again.

    Agenda Keluar asks for the date of every row anyway, and a date that is none is told as such.
    """
    for row in incoming:
        if whole(row.values.get(SEQUENCE)) and not row.text(RECEIVED):
            problem = f"{RECEIVED} kosong, sehingga nomor ini tidak terhitung pada tahun mana pun"
            yield row.finding(RECEIVED, problem, "Isi tanggalnya", row.text(NUMBER))


def _doubles(table: Table, rows: Iterable[_Row]) -> Iterator[Finding]:
    """Find rows whose No. Urut or number another row of that year has."""
    heading = NUMBERED[table.name]
    seqs: dict[tuple[int, int], SheetRow] = {}
    texts: dict[tuple[int, str], SheetRow] = {}
    remedy = "Beri salah satunya nomor berikutnya; nomor surat yang sudah keluar tetap"
    for row, year, seq in rows:
        text = row.text(heading)
        same = seqs.setdefault((year, seq), row)
        named = texts.setdefault((year, text), row) if text else row
        if same is not row:
            problem = f"No. Urut {seq} tahun {year} ada dua kali, juga pada baris {same.number}"
            yield row.finding(SEQUENCE, problem, remedy, row.text(NUMBER))
        elif named is not row:
            problem = f"{heading} {text} ada dua kali, juga pada baris {named.number}"
            yield row.finding(heading, problem, remedy, row.text(NUMBER))


def _gaps(rows: Iterable[_Row]) -> Iterator[Finding]:
    """Find numbers that a year leaves out between its first and its last, and that no Ket. accounts for."""
    by_year: dict[int, dict[int, SheetRow]] = defaultdict(dict)
    explained: dict[int, set[int]] = defaultdict(set)
    for row, year, seq in rows:
        by_year[year].setdefault(seq, row)
        explained[year].update(_explained(row.text(NOTE)))
    for year, found in sorted(by_year.items()):
        last = min(found)
        for seq in sorted(found):
            missing = [one for one in range(last + 1, seq) if one not in explained[year]]
            last = seq
            if missing:
                yield _gap(found[seq], year, missing)


def _gap(after: SheetRow, year: int, missing: Sequence[int]) -> Finding:
    numbers = str(missing[0]) if len(missing) == 1 else f"{missing[0]}-{missing[-1]}"
    problem = f"No. Urut {numbers} tahun {year} tidak ada"
    remedy = (
        f"Kembalikan barisnya, atau tulis sebabnya di Ket. baris ini, misalnya 'Nomor {numbers}: dipakai "
        "di buku agenda'"
    )
    return after.finding(SEQUENCE, problem, remedy, after.text(NUMBER))


def _explained(note: str) -> Iterator[int]:
    for first, last in _EXPLAINED.findall(note):
        yield from range(int(first), int(last or first) + 1)


def _against_history(rows: Iterable[SheetRow], events: Iterable[Placed]) -> Iterator[Finding]:
    """Compare Agenda Keluar with the numbered letters of Riwayat, each as last noted."""
    noted: dict[tuple[str, str], tuple[Placed, Document]] = {}
    for placed in events:
        event = placed.event
        document = parse_document(event.document) if event.kind == EventKind.LETTER else None
        if document is not None and document.number:
            noted[event.number, document.number] = placed, document
    listed = {(row.text(NUMBER), row.text("Nomor Surat")): row for row in rows}
    for key, (placed, document) in noted.items():
        row = listed.get(key)
        if row is None:
            problem = f"Nomor surat {document.number} tidak ada di Agenda Keluar"
            remedy = "Kembalikan barisnya dari cadangan, dengan No. Register ini"
            yield placed.finding("Dokumen", problem, remedy)
        else:
            yield from _row_against(row, document)


def _row_against(row: SheetRow, document: Document) -> Iterator[Finding]:
    number = row.text(NUMBER)
    if row.text("Sidik Berkas") != document.digest:
        remedy = "Salin Sidik itu dari kolom Dokumen di Riwayat"
        yield row.finding("Sidik Berkas", "Sidik Berkas tidak sama dengan Riwayat", remedy, number)
    if document.mark == CANCELLED and not row.text(NOTE).startswith(CANCEL_NOTE):
        problem = "Surat ini dibatalkan menurut Riwayat, tetapi Ket. tidak menyebutnya"
        remedy = f"Awali Ket. dengan '{CANCEL_NOTE}: ' dan alasannya"
        yield row.finding(NOTE, problem, remedy, number)
