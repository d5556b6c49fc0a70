"""A new office folder, and the files that ship with the package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from register_samples import NOW
from save_samples import failing

from pengaduan_xl import office_folder, resources
from pengaduan_xl.domain.procedure import ROLES
from pengaduan_xl.office_folder import FolderInUseError, FolderNotMadeError, make_office
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.checkup import check_register
from pengaduan_xl.register.xlsx import writing

ENOSPC = 28


def test_a_new_office_has_a_register_templates_and_places_for_its_papers(tmp_path: Path) -> None:
    register = make_office(tmp_path / "dinas" / "kantor")
    assert register.name == "Register_Pengaduan.xlsx"
    names = {path.name for path in register.parent.iterdir()}
    assert names == {register.name, "surat", "laporan", "templat"}
    templates = {path.name for path in (register.parent / "templat").iterdir()}
    assert templates == {path.name for path in resources.templates().glob("*.docx")} != set()


def test_a_new_register_is_sound_and_has_an_officer_for_every_role(tmp_path: Path) -> None:
    register = make_office(tmp_path)
    assert check_register(register.read_bytes(), register, NOW) == []
    officers = read_ledger(register).ledger.office.officers
    assert {officer.role for officer in officers} == set(ROLES)
    assert all(officer.nip.startswith("00000000") for officer in officers)


def test_an_office_may_begin_with_its_own_officers(tmp_path: Path) -> None:
    rows = office_folder.placeholder_rows()[:1]
    rows[0]["Nama"] = "Rina"
    register = make_office(tmp_path, rows)
    assert [officer.name for officer in read_ledger(register).ledger.office.officers] == ["Rina"]


def test_a_folder_that_holds_a_register_is_left_as_it_is(tmp_path: Path) -> None:
    register = make_office(tmp_path)
    register.write_bytes(b"milik kantor")
    with pytest.raises(FolderInUseError) as caught:
        make_office(tmp_path)
    assert str(caught.value) == (
        f"{register}: Folder sudah berisi register. Pilih folder lain; register lama tetap utuh. "
        "Tidak ada yang ditulis."
    )
    assert register.read_bytes() == b"milik kantor"


def test_templates_that_staff_have_edited_are_kept(tmp_path: Path) -> None:
    own = tmp_path / "templat" / "bap.docx"
    own.parent.mkdir()
    own.write_bytes(b"milik kantor")
    make_office(tmp_path)
    assert own.read_bytes() == b"milik kantor"


@pytest.mark.parametrize(
    ("owner", "name"), [(Path, "mkdir"), (shutil, "copyfile"), (writing, "_write")]
)
def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    monkeypatch.setattr(owner, name, failing(ENOSPC))
    with pytest.raises(FolderNotMadeError) as caught:
        make_office(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: Folder tidak dapat dibuat. Periksa izin menulis dan ruang disk, atau pilih folder "
        "lain. Berkas yang sempat dibuat boleh dihapus."
    )


def test_a_file_cannot_become_an_office(tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(b"")
    with pytest.raises(FolderNotMadeError):
        make_office(path)


def test_an_installed_package_uses_the_files_within_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data" / "workbook").mkdir(parents=True)
    shutil.copy(resources.blank_workbook(), tmp_path / "_data" / "workbook")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.blank_workbook().parent == tmp_path / "_data" / "workbook"
    assert resources.templates() == tmp_path / "_data" / "templates"
