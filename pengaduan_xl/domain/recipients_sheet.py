"""Who gets which report by mail, read from the sheet "Penerima".

Bad rows become findings and are left out; the good ones still count. Without such a sheet nobody gets mail.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pengaduan_xl.domain.row_cells import RowCells
from pengaduan_xl.domain.schedule_sheet import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pengaduan_xl.domain.findings import Finding, SheetRow

HEADINGS: Final = ("Nama/Jabatan", "Pos-el", "Laporan", "Aktif", "Keterangan")
NAME, ADDRESS, REPORT, ACTIVE, NOTE = HEADINGS

ALL_REPORTS: Final = "Semua"
REPORT_WORDS: Final = (*REPORTS, ALL_REPORTS)
"""What the dropdown of Laporan offers."""

ADDRESS_REMEDY: Final = "Tulis satu alamat seperti nama@kantor.go.id; penerima lain di baris lain"

MAX_ADDRESS: Final = 254
"""Characters of an address that mail servers take (RFC 5321, 4.5.3.1.3)."""
MAX_NAME: Final = 64
"""Characters of the part before the @ (RFC 5321, 4.5.3.1.1)."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*")


class Recipient(NamedTuple):
    """Somebody who gets reports by mail (*penerima*).

    Attributes:
        name: Name or position, as the letter's head shows it; may be empty.
        address: Address that mail servers take.
        reports: Which reports.
    """

    name: str
    address: str
    reports: frozenset[str]


def is_address(text: str) -> bool:
    """Return whether a text is one address that every mail server takes: ASCII, with a domain of two parts.

    Quoted names, comments and address literals are left out on purpose: no office has them, and each is a
    way to smuggle something into a message's head.
    """
    local = text.partition("@")[0]
    return len(text) <= MAX_ADDRESS and len(local) <= MAX_NAME and bool(_ADDRESS.fullmatch(text))


def masked(address: str) -> str:
    """Return an address for the log: ``kadis@contoh.go.id`` becomes ``k***@contoh.go.id``."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if local else "***"


def parse_recipients(rows: Iterable[SheetRow]) -> tuple[tuple[Recipient, ...], list[Finding]]:
    """Read the sheet "Penerima".

    Returns:
        The active recipients in the order of the rows, and what is wrong. A row with a finding is left
        out; of rows that give an address the same report the first counts.
    """
    found: list[Recipient] = []
    placed: dict[tuple[str, str], int] = {}
    findings: list[Finding] = []
    for row in rows:
        cells = RowCells(row)
        if cells.are_blank(HEADINGS):
            continue
        recipient, is_active = _read_recipient(cells), _read_active(cells)
        if recipient and is_active:
            wanted = [(recipient.address.casefold(), report) for report in recipient.reports]
            earlier = min((placed[one] for one in wanted if one in placed), default=None)
            if earlier is None:
                placed.update(dict.fromkeys(wanted, row.number))
                found.append(recipient)
            else:
                problem = f"Alamat ini sudah mendapat laporan itu di baris {earlier}"
                cells.report(ADDRESS, problem, "Hapus salah satu barisnya")
        findings += cells.findings
    return tuple(found), findings


def _read_recipient(cells: RowCells) -> Recipient | None:
    address = cells.required(ADDRESS, ADDRESS_REMEDY)
    if address and not is_address(address):
        cells.report(ADDRESS, f'{ADDRESS} "{address}" bukan alamat pos-el', ADDRESS_REMEDY)
    choices = f"Pilih {', '.join(REPORT_WORDS)}"
    text = cells.required(REPORT, choices)
    known = {word.casefold(): frozenset({word}) for word in REPORTS}
    known[ALL_REPORTS.casefold()] = frozenset(REPORTS)
    reports = known.get(" ".join(text.casefold().split()))
    if text and reports is None:
        cells.report(REPORT, f'{REPORT} "{text}" tidak dikenal', choices)
    if cells.findings or reports is None:
        return None
    return Recipient(cells.row.text(NAME), address, reports)


def _read_active(cells: RowCells) -> bool:
    """Return whether a row is active; other words than Ya and Tidak are reported."""
    text = cells.required(ACTIVE, "Pilih Ya atau Tidak")
    if text and text.casefold() not in {"ya", "tidak"}:
        cells.report(ACTIVE, f'{ACTIVE} "{text}" tidak dikenal', "Pilih Ya atau Tidak")
    return text.casefold() == "ya"
