"""Running the system's programs, and writing files for its scheduler."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.scheduler import starter
from pengaduan_xl.scheduler.starter import (
    NOT_FOUND,
    Answer,
    StarterFileError,
    remove_file,
    run_program,
    write_file,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_programs_answer_with_their_code_and_words() -> None:
    code = "import sys; sys.stdout.write(sys.stdin.read()); sys.stderr.write('a\\nb'); sys.exit(3)"
    answer = run_program([sys.executable, "-c", code], b"isi")
    assert (answer.code, answer.out, answer.reason) == (3, b"isi", "a")
    assert Answer(3, b"", b" ").reason == "kode 3"


def test_a_missing_program_answers_as_a_shell_would() -> None:
    answer = run_program(["tidak-ada-program-ini"])
    assert (answer.code, answer.reason) == (NOT_FOUND, "folder atau berkas hilang")


def test_a_program_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "LONGEST_WAIT", 0.2)
    answer = run_program([sys.executable, "-c", "import time; time.sleep(60)"])
    assert (answer.code, answer.reason) == (1, "tidak selesai dalam 0.2 detik")


def test_files_that_the_system_refuses_are_told(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    with pytest.raises(StarterFileError) as caught:
        write_file(tmp_path / "berkas" / "x.timer", b"")
    assert str(caught.value) == (
        f"{tmp_path / 'berkas' / 'x.timer'}: Berkas tidak dapat ditulis atau dihapus (nama folder dipakai "
        f"sebuah berkas). Periksa izin folder itu, lalu ulangi. Tidak ada yang ditulis."
    )
    with pytest.raises(StarterFileError):
        remove_file(tmp_path)
    assert remove_file(tmp_path / "tidak-ada") is False
