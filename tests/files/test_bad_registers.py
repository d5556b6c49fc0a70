"""Files that are no register, or no longer one: a clear answer each time, and the file as it was."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from register_samples import (
    ENTRY,
    INTAKE,
    Layout,
    arranged,
    desk,
    fingerprint,
    place,
    read,
    register_layout,
    used_register,
    with_cells,
)
from workbook_samples import with_parts

from pengaduan_xl.errors import PengaduanError
from pengaduan_xl.reading import read_ledger
from pengaduan_xl.register.ledger import BrokenStructureError
from pengaduan_xl.register.opening import (
    EncryptedWorkbookError,
    FarCellError,
    NotAWorkbookError,
    calamine_errors,
    open_sheets,
)
from pengaduan_xl.register.store import ReadFailedError, RegisterNotFoundError
from pengaduan_xl.register.xlsx.directory import OversizedError

if TYPE_CHECKING:
    from collections.abc import Callable

REGISTER_PART = "xl/worksheets/sheet4.xml"
PATH = Path("Register_Pengaduan.xlsx")


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def in_register(change: Callable[[bytes], bytes]) -> bytes:
    return with_parts(used_register(), {REGISTER_PART: change})


def flipped() -> bytes:
    """A register with damaged bytes within the sheet Register."""
    content = bytearray(used_register())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        start = package.getinfo(REGISTER_PART).header_offset + 200
    for at in range(start, start + 400):
        content[at] ^= 0xFF
    return bytes(content)


NO_WORKBOOK: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"No. Register;Perihal\r\n2026-0001;Izin\r\n",
    "only a signature": lambda: b"PK",
    "cut short": lambda: used_register()[: len(used_register()) // 2],
    "without its directory": lambda: used_register()[:-30],
    "damaged": flipped,
    "empty zip": lambda: b"PK\x05\x06" + bytes(18),
    "some zip": lambda: zipped(catatan_xml=b"<a/>"),
    "OpenDocument": lambda: zipped(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<x/>"
    ),
    "corrupt sheet": lambda: in_register(lambda xml: xml[: len(xml) // 2]),
    "no sheet part": lambda: with_parts(used_register(), {REGISTER_PART: None}),
    "a number that no date can be": lambda: with_cells({("Register", "B4"): -1e300}),
    "cell that cannot be": lambda: in_register(
        lambda xml: xml.replace(b'r="A3"', b'r="ZZZZZZZ99999999999"')
    ),
}


@pytest.mark.parametrize("content", NO_WORKBOOK.values(), ids=NO_WORKBOOK)
def test_a_file_that_is_no_workbook_is_refused(
    tmp_path: Path, content: Callable[[], bytes]
) -> None:
    path = place(tmp_path, content())
    before = fingerprint(path)
    with pytest.raises(NotAWorkbookError) as caught, desk(path):
        pass
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx: Berkas bukan buku kerja Excel (.xlsx) atau rusak. Pilih register yang "
        "benar, atau pakai salinan dari folder cadangan. Tidak ada yang ditulis."
    )
    assert fingerprint(path) == before


def test_a_workbook_of_another_name_is_read_all_the_same(tmp_path: Path) -> None:
    path = place(tmp_path, name="register.xlsm")
    assert len(read_ledger(path).ledger.cases()) == 4


def test_an_encrypted_workbook_is_named_as_such() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedWorkbookError) as caught:
        open_sheets(ole, PATH)
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx: Berkas bersandi atau berformat .xls lama. Buka di Excel, hapus sandinya, "
        "dan simpan sebagai .xlsx. Tidak ada yang ditulis."
    )


def test_a_password_that_calamine_finds_is_named_as_such() -> None:
    from python_calamine import PasswordError

    with pytest.raises(EncryptedWorkbookError), calamine_errors(PATH):
        raise PasswordError("password")


def test_an_encrypted_zip_member_is_no_workbook() -> None:
    content = bytearray(used_register())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet4.xml"))
    content[at + 8] |= 1
    with pytest.raises(NotAWorkbookError):
        open_sheets(bytes(content), PATH)


def test_an_interruption_is_passed_on_as_it_is() -> None:
    with pytest.raises(KeyboardInterrupt), calamine_errors(PATH):
        raise KeyboardInterrupt


def test_a_part_that_would_inflate_to_very_much_is_refused() -> None:
    bomb = zipped(xl__worksheets__sheet1_xml=bytes(3_000_000))
    with pytest.raises(OversizedError, match=r"sheet1\.xml terlalu besar \(3000000, batasnya"):
        open_sheets(bomb, PATH)


def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_read() -> None:
    with pytest.raises(FarCellError) as caught:
        read(with_cells({("Register", "XFD1048576"): "x"}))
    assert str(caught.value) == (
        "Register_Pengaduan.xlsx: Ada lembar yang isinya sampai sel XFD1048576. Tekan Ctrl+End di tiap "
        "lembar, hapus baris dan kolom yang jauh di luar daftar, lalu simpan. Tidak ada yang ditulis."
    )


def test_columns_coloured_down_to_the_last_row_do_no_harm() -> None:
    used = re.compile(rb'<dimension ref="[^"]*"')
    content = in_register(lambda xml: used.sub(b'<dimension ref="A1:AK1048576"', xml))
    assert len(read(content).rows) == 4


def test_a_note_far_below_the_list_does_no_harm() -> None:
    content = read(with_cells({("Register", "AP30000"): "catatan"}))
    assert (len(content.rows), content.findings) == (4, [])


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterNotFoundError), desk(tmp_path):
        pass
    with pytest.raises(ReadFailedError, match=r"\(yang ditunjuk adalah folder\)"):
        read_ledger(tmp_path)


REFUSALS: dict[str, tuple[dict[str, Layout | None], str]] = {
    "a missing sheet": (
        {"Isian": None},
        "Isian: Lembar 'Isian' tidak ada atau tanpa judul kolom. "
        "Kembalikan lembar itu dari cadangan, atau perbaiki namanya.",
    ),
    "a renamed heading": (
        register_layout(renamed={"NIK": "Nomor KTP"}),
        "Register: Kolom 'NIK' tidak ada. Tulis kembali judul kolom itu pada baris 3.",
    ),
    "a deleted column": (
        {"Riwayat": Layout(without=("Sidik",), top=6)},
        "Riwayat: Kolom 'Sidik' tidak ada. Tulis kembali judul kolom itu pada baris 7.",
    ),
    "a list that is no table": (
        register_layout(table=False),
        "Register: Tabel 'Register' tidak ada. Pilih daftarnya dengan judul kolom, "
        "Sisipkan > Tabel, beri nama Register.",
    ),
}


@pytest.mark.parametrize(("layouts", "problem"), REFUSALS.values(), ids=REFUSALS)
def test_every_act_is_refused_while_the_structure_is_broken(
    tmp_path: Path, layouts: dict[str, Layout | None], problem: str
) -> None:
    path = place(tmp_path, arranged(layouts))
    before = fingerprint(path)
    with pytest.raises(BrokenStructureError) as caught, desk(path) as opened:
        opened.receive(INTAKE, ENTRY)
    assert str(caught.value) == (
        f"Susunan register tidak lengkap:\n- {problem}\n"
        "Perbaiki susunan itu, lalu jalankan pengaduan periksa. Tidak ada yang ditulis."
    )
    assert fingerprint(path) == before


def test_without_its_main_sheets_a_register_is_refused_with_all_that_is_missing(
    tmp_path: Path,
) -> None:
    path = place(tmp_path, arranged({"Register": None, "Riwayat": None}))
    with pytest.raises(BrokenStructureError) as caught:
        read_ledger(path)
    assert [finding.sheet for finding in caught.value.findings] == ["Register", "Riwayat"]


def test_a_broken_register_never_ends_in_anything_but_an_error_for_staff() -> None:
    content = used_register()
    for cut in range(1, len(content), len(content) // 50):
        with contextlib.suppress(PengaduanError):
            read(content[:cut])
