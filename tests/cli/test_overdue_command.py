"""The overdue list and its notes through the command line."""

from __future__ import annotations

import pytest
from cli_office import CLERK, CliOffice
from docx import Document

from pengaduan_xl.reporting.notes import note_file

LATE = "27/11/2026 10.00"


@pytest.fixture
def late(office: CliOffice) -> CliOffice:
    """An office with a case three days late in step 3, whose complainant stays hidden."""
    number = office.run(
        "terima", "--oleh", CLERK, "--saluran", "Datang langsung", "--nama-pengadu", "Warga Rahasia",
        "--perihal", "Perihal yang rahasia", "--uraian", "Isi.", "--rahasia", "Ya", "--json",
    ).data["nomor"]  # fmt: skip
    for _ in range(2):
        assert office.finish(number, CLERK).code == 0
    return office


def test_each_case_tells_who_is_told(late: CliOffice) -> None:
    (case,) = late.run("terlambat", "--waktu", LATE, "--json").data["terlambat"]
    assert (case["tahap"], case["pelaksana"], case["keterangan"]) == (
        3, "Kepala Seksi", "lewat waktu (tahap)",
    )  # fmt: skip
    assert (case["tingkat_eskalasi"], case["diberitahukan_kepada"]) == (
        3, ["Kepala Seksi", "Kepala DPM-PTSP"],
    )  # fmt: skip


def test_ages_are_counted_by_performer(late: CliOffice) -> None:
    data = late.run("terlambat", "--waktu", LATE, "--json").data
    for table in ("lama_lewat", "umur_pengaduan"):
        (row,) = data[table]
        assert (row["pelaksana"], row["jumlah"], sum(row["lajur"].values())) == (
            "Kepala Seksi", 1, 1,
        )  # fmt: skip


def test_one_note_for_each_who_is_told(late: CliOffice) -> None:
    done = late.run("terlambat", "--waktu", LATE, "--nota-dinas", "--json")
    names = [path.rsplit("/", 1)[-1] for path in done.data["nota_dinas"]]
    assert names == [
        "nota-dinas_2026-11-27_kepala-seksi.docx",
        "nota-dinas_2026-11-27_kepala-dpm-ptsp.docx",
    ]


def test_a_note_holds_no_personal_data(late: CliOffice) -> None:
    late.run("terlambat", "--waktu", LATE, "--nota-dinas")
    for path in (late.folder / "laporan").glob("nota-dinas_*.docx"):
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(one.text for one in document.paragraphs), *cells])
        assert "(dirahasiakan)" in text
        assert "Warga Rahasia" not in text
        assert "Perihal yang rahasia" not in text


def test_the_notes_are_named_on_the_screen(late: CliOffice) -> None:
    out = late.run("terlambat", "--waktu", LATE, "--nota-dinas").out
    assert out.count("Nota dinas: ") == 2
    assert "Nota dinas: " not in late.run("terlambat", "--waktu", LATE).out


def test_without_late_cases_there_is_no_note(office: CliOffice) -> None:
    done = office.run("terlambat", "--nota-dinas", "--json")
    assert (done.data["nota_dinas"], done.code) == ([], 0)
    assert "nota dinas" in done.err.casefold()


def test_a_template_that_cannot_be_used_costs_the_notes_only(late: CliOffice) -> None:
    (late.folder / "templat" / "nota-dinas.docx").write_bytes(b"rusak")
    done = late.run("terlambat", "--waktu", LATE, "--nota-dinas")
    assert done.code == 0
    assert f"Berkas {note_file('Kepala Seksi', late.at('2026-11-27T10:00').moment)}" in done.err


def test_the_reasons_end_in_the_deadline(late: CliOffice) -> None:
    out = late.run("terlambat", "--waktu", LATE, "--alasan-tenggat").out
    assert "2026-0001:\n" in out
    assert "  Tenggat " in out
