"""What each button does: one function each, all through the desk; each returns what the status line says.

Only the object model of xlwings is used, so the same code runs in Excel on Windows and macOS and in Calc.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pengaduan_xl.desk import Entry
from pengaduan_xl.domain.completeness import ALL_ITEMS
from pengaduan_xl.domain.refusals import ActRefusedError, FieldRefusal
from pengaduan_xl.errors import system_reason
from pengaduan_xl.excel.acting import make_due, on_case, on_rows, save, shown_case, some, told_of
from pengaduan_xl.excel.forms import NoCaseError
from pengaduan_xl.register.ledger import BrokenStructureError
from pengaduan_xl.register.open_book import Front
from pengaduan_xl.register.opened import name_some

if TYPE_CHECKING:
    from pengaduan_xl.desk import Desk, Outcome
    from pengaduan_xl.excel.forms import CaseEntry
    from pengaduan_xl.excel.host import Host

RECEIPT = "tanda-terima"
"""Letter that the complainant takes along (SOP step 2)."""


def receive(host: Host) -> str:
    """Record the form as a complaint, end step 1, and make the receipt (SOP steps 1 and 2)."""
    form = host.intake_form()
    try:
        values, happened = form.read()
        entry = Entry(host.officer(), happened, completeness=(ALL_ITEMS,))
        with host.desk() as desk:
            number = desk.receive(values, entry).complaint.number
            desk.finish(number, entry)
            outcome = desk.letter(number, RECEIPT, entry, {})
            save(host, desk, form.cleared)
    except ActRefusedError as error:
        fields = [one for one in error.refusals if isinstance(one, FieldRefusal)]
        errors = {one.heading: f"{one.problem}. {one.remedy}" for one in fields}
        host.finally_show(form.errors(errors), "")
        raise
    return told_of("pengaduan diterima", outcome, desk, host)


def load_case(host: Host) -> str:
    """Show the case chosen, or selected in Register, on Meja Kerja."""
    selected = host.selected_numbers()
    form = host.case_form()
    number = selected[0] if selected else form.number()
    if not number:
        raise NoCaseError
    host.register.expect(number)
    with host.desk() as desk:
        host.register.look_at(number)
        changes, told = shown_case(host, desk, form, number)
    host.finally_show([*changes, Front(form.sheet)])
    return told


def finish(host: Host) -> str:
    """End the step at hand, of the case on Meja Kerja or of the rows selected in Register."""
    selected = host.selected_numbers()
    if not selected:
        return on_case(
            host, "tahap selesai", lambda desk, on: desk.finish(on.number, on.entry, on.target)
        )
    numbers = f"{len(selected)} pengaduan ({some(selected)})"
    question = f"Selesaikan tahap {numbers}? Ya berarti semua kelengkapannya ada."
    if not host.ask(question):
        return "Tidak ada yang diubah."
    entry = Entry(host.officer(), completeness=(ALL_ITEMS,))
    return on_rows(host, selected, "tahap selesai", lambda desk, number: desk.finish(number, entry))


def return_(host: Host) -> str:
    """Give the file back to an earlier step."""
    return on_case(host, "berkas dikembalikan", lambda desk, on: desk.return_(on.number, on.entry))


def hold(host: Host) -> str:
    """Stop the step's clock until the file is completed."""
    return on_case(host, "pengaduan ditunda", lambda desk, on: desk.hold(on.number, on.entry))


def resume(host: Host) -> str:
    """Let the step's clock run on."""
    return on_case(host, "pengaduan dilanjutkan", lambda desk, on: desk.resume(on.number, on.entry))


def forward(host: Host) -> str:
    """Hand the case to the competent agency."""
    return on_case(
        host,
        "pengaduan dilimpahkan",
        lambda desk, on: desk.forward(on.number, on.entry, on.destination),
    )


def withdraw(host: Host) -> str:
    """Note that the complainant gives the case up."""
    return on_case(host, "pengaduan dicabut", lambda desk, on: desk.withdraw(on.number, on.entry))


def make_letter(host: Host) -> str:
    """Make the letter named on Meja Kerja, else the step's, which works for rows of Register as well."""
    selected = host.selected_numbers()
    if selected:
        entry = Entry(host.officer())
        return on_rows(host, selected, "surat dibuat", lambda desk, one: make_due(desk, one, entry))

    def make(desk: Desk, on: CaseEntry) -> Outcome:
        if on.letter:
            return desk.letter(on.number, on.letter, on.entry, on.fields)
        return make_due(desk, on.number, on.entry, on.fields)

    return on_case(host, "surat dibuat", make)


def make_recap(host: Host) -> str:
    """Make today's recap: its row in the open Rekap Harian and its file."""
    from pengaduan_xl.reporting.recap import make_recap as make

    now = host.now()
    made = make(host.register, now.date(), host.officer(), host.now)
    host.files.append(made.file)
    return f"Rekap {now:%d/%m/%Y} dibuat: {made.file.name}. {' '.join(made.notices)}".rstrip()


def make_overdue(host: Host) -> str:
    """Make the list of cases past a deadline."""
    from pengaduan_xl.reporting.overdue import write_overdue_of

    with host.desk() as desk:
        made = write_overdue_of(desk.ledger, desk.path.parent, host.now())
    host.files.append(made.file)
    return f"{len(made.rows)} lewat tenggat, {len(made.soon)} mendekati: {made.file.name}."


def check(host: Host) -> str:
    """Save the register, check it, and write the findings into a file of the office's reports."""
    from pengaduan_xl.correspondence.checking import check_office
    from pengaduan_xl.office_folder import REPORT_FOLDER

    with suppress(BrokenStructureError):  # which is what the check then tells
        host.register.lacking()
    if not host.register.is_read_only:
        host.book.save()
    now = host.now()
    findings = check_office(host.register.file.path, now)
    if not findings:
        return "Register disimpan dan diperiksa: tidak ada temuan."
    told = f"{len(findings)} temuan; yang pertama: {findings[0]}"
    file = host.register.file.path.parent / REPORT_FOLDER / f"periksa_{now:%Y-%m-%d_%H%M}.txt"
    try:
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(f"- {finding}\n" for finding in findings), encoding="utf-8")
    except OSError as error:
        return f"{told} Daftarnya tidak dapat ditulis ({system_reason(error)})."
    host.files.append(file)
    return f"{told} Selengkapnya: {file.name}."


def recover(host: Host) -> str:
    """Enter into the open register what the journal has and it lacks, after asking."""
    lacking = host.register.lacking()
    if not lacking:
        return "Register memuat semua tindakan di jurnal."
    question = f"Kembalikan {len(lacking)} tindakan ke register? {name_some(lacking)}"
    if not host.ask(question):
        return "Tidak ada yang diubah."
    conflicts = host.register.bring_back()
    told = f"{len(lacking) - len(conflicts)} tindakan dikembalikan ke register."
    return " ".join([told, *(str(conflict.reason) for conflict in conflicts)])
