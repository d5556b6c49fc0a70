"""The kinds of failure: their text and the exit code a program sees."""

from __future__ import annotations

import pytest

from pengaduan_xl.errors import (
    BusyFileError,
    InputDataError,
    NotFoundError,
    PengaduanError,
    TemplateError,
    UnusableFileError,
    WriteFailedError,
)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (PengaduanError, 1),
        (NotFoundError, 4),
        (InputDataError, 5),
        (UnusableFileError, 6),
        (BusyFileError, 7),
        (WriteFailedError, 8),
        (TemplateError, 9),
    ],
)
def test_each_kind_of_failure_has_an_exit_code_of_its_own(
    kind: type[PengaduanError], code: int
) -> None:
    assert kind("Berkas rusak", "Pakai cadangan").exit_code == code


def test_a_failure_says_where_what_and_that_nothing_was_written() -> None:
    error = PengaduanError("Berkas rusak", "Pakai cadangan", where="Register.xlsx")
    assert str(error) == "Register.xlsx: Berkas rusak. Pakai cadangan. Tidak ada yang ditulis."


def test_a_failure_of_the_whole_request_names_no_place() -> None:
    assert str(PengaduanError("Salah", "Ulangi")) == "Salah. Ulangi. Tidak ada yang ditulis."


def test_a_failure_says_what_was_written_if_anything_was() -> None:
    error = PengaduanError("Surat gagal", "Ulangi", written="Register sudah mencatatnya.")
    assert str(error) == "Surat gagal. Ulangi. Register sudah mencatatnya."
    assert error.args == ("Surat gagal",)
