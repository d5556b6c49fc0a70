"""The add-in for Excel: what is committed is what the text gives, and other programs read it so."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from addin_readings import (
    ADDIN,
    ROOT,
    macro_texts,
    parts,
    ribbon_buttons,
    streams,
    subs,
    unobscured,
)

from pengaduan_xl.excel.catalogue import BUTTONS
from pengaduan_xl.excel.host import EXCEL_MACRO
from pengaduan_xl.register.open_book_macro import (
    DONE,
    FILL,
    FRONT,
    GROW,
    LOOK,
    NAME,
    NO_SHEET,
    NOTHING,
    READ,
    TOTALS,
    UNFIT,
)
from pengaduan_xl.register.open_book_text import END, VERSION
from scripts import build_addin, xlwings_module
from scripts.addin_parts import (
    BATCH_MODULE,
    BUTTON_MODULE,
    CONTENT_TYPES,
    RELATIONSHIPS,
    VBA,
    modules,
)
from scripts.build_addin import is_current, main

if TYPE_CHECKING:
    from pathlib import Path

IDS = [button.id for button in BUTTONS]
same_xlwings = pytest.mark.skipif(
    xlwings_module.installed_version() != xlwings_module.VERSION,
    reason=f"the add-in holds the module of xlwings {xlwings_module.VERSION}",
)


def test_the_committed_add_in_is_what_its_text_gives() -> None:
    assert is_current(ADDIN)


@same_xlwings
def test_two_builds_give_the_same_bytes() -> None:
    assert build_addin.build() == build_addin.build()


@same_xlwings
def test_another_byte_in_the_add_in_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / ADDIN.name
    other.write_bytes(ADDIN.read_bytes() + b"\0")
    assert not is_current(other)


@same_xlwings
def test_the_script_writes_the_committed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_addin, "TARGET", tmp_path / "addins" / ADDIN.name)
    assert main(["--check"]) == 1
    assert "python scripts/build_addin.py" in capsys.readouterr().out
    assert (main([]), main(["--check"])) == (0, 0)
    assert (tmp_path / "addins" / ADDIN.name).read_bytes() == ADDIN.read_bytes()


def test_with_another_xlwings_all_parts_but_the_project_are_compared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_addin, "installed_version", lambda: "99")
    assert is_current(ADDIN)
    assert "xl/vbaProject.bin is not compared" in capsys.readouterr().out


def test_with_another_xlwings_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_addin, "installed_version", lambda: "99")
    assert main([]) == 1
    assert f"xlwings=={xlwings_module.VERSION}" in capsys.readouterr().out


@pytest.mark.parametrize("name", [name for name in parts() if not name.endswith(".bin")])
def test_every_part_of_text_is_well_formed(name: str) -> None:
    ET.fromstring(parts()[name])


def test_every_part_has_a_content_type() -> None:
    listed = ET.fromstring(parts()["[Content_Types].xml"])
    named = {element.get("PartName", "").lstrip("/") for element in listed}
    assert named - {""} == set(CONTENT_TYPES)
    assert {name for name in parts() if not name.endswith((".rels", ".xml"))} <= named


@pytest.mark.parametrize("name", RELATIONSHIPS)
def test_every_relationship_leads_to_a_part(name: str) -> None:
    folder = PurePosixPath(name).parent.parent
    targets = [str(folder / element.get("Target", "")) for element in ET.fromstring(parts()[name])]
    assert set(targets) <= set(parts())


def test_content_types_come_first_as_office_writes_them() -> None:
    assert next(iter(parts())) == "[Content_Types].xml"


def test_the_ribbon_shows_the_buttons_with_their_words() -> None:
    shown = {
        element.get("label"): (element.get("supertip"), element.get("imageMso"))
        for element in ribbon_buttons()
    }
    assert shown == {button.label: (button.tooltip, button.icon) for button in BUTTONS}


def test_every_callback_of_the_ribbon_is_a_macro() -> None:
    called = [element.get("onAction") for element in ribbon_buttons()]
    assert called == [f"{BUTTON_MODULE}.{name}" for name in subs(macro_texts()[BUTTON_MODULE])]


def test_every_macro_presses_the_button_of_its_name() -> None:
    text = macro_texts()[BUTTON_MODULE]
    assert subs(text) == IDS
    assert re.findall(r'Pengaduan\.Press "(\w+)"', text) == IDS


def test_every_button_names_a_python_function() -> None:
    functions = pytest.importorskip("pengaduan_xl.excel.buttons")
    assert [button.id for button in BUTTONS if not hasattr(functions, button.function)] == []


def test_a_button_runs_our_python_for_the_active_workbook() -> None:
    text = macro_texts()["Pengaduan"]
    assert "pengaduan_xl.excel.run.press('\" & buttonId & \"')" in text
    assert '--wb=" & """" & ActiveWorkbook.Name' in macro_texts()["xlwings"]


def test_python_calls_a_macro_that_is_there() -> None:
    book, _, macro = EXCEL_MACRO.partition("!")
    module, function = macro.split(".")
    assert book == f"'{ADDIN.name}'"
    assert f"Public Function {function}(ByVal request As String) As String" in macro_texts()[module]
    assert not re.search(r"^Option Private", macro_texts()[module], re.MULTILINE)


def test_the_macro_for_batches_speaks_the_packages_words() -> None:
    text = macro_texts()[BATCH_MODULE]
    words = {LOOK, READ, NAME, FILL, GROW, FRONT, DONE, NOTHING, UNFIT, TOTALS, NO_SHEET, END}
    assert [word for word in words if f'"{word}"' not in text and f'"{word}" & ' not in text] == []
    assert f'VERSION As String = "{VERSION}"' in text


@same_xlwings
def test_another_program_reads_every_module_back_unchanged() -> None:
    written = {module.name: module.source for module in modules(xlwings_module.xlwings_module())}
    assert macro_texts() == written


def test_the_project_is_a_sound_compound_file() -> None:
    found = streams(parts()["xl/vbaProject.bin"])
    assert {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT"} <= set(found)
    assert found["VBA/_VBA_PROJECT"][2:4] == b"\xff\xff"


def test_the_project_lists_its_modules() -> None:
    text = streams(parts()["xl/vbaProject.bin"])["PROJECT"].decode("cp1252")
    listed = re.findall(r"^(?:Module|Document)=(\w+)", text, re.MULTILINE)
    assert listed == ["ThisWorkbook", "Lembar1", "Pengaduan", "Batch", "Tombol", "xlwings"]


@pytest.mark.parametrize(("field", "value"), [("CMG", bytes(4)), ("DPB", b"\0"), ("GC", b"\xff")])
def test_the_project_is_open_visible_and_without_password(field: str, value: bytes) -> None:
    text = streams(parts()["xl/vbaProject.bin"])["PROJECT"].decode("cp1252")
    fields = dict(re.findall(r'^(\w+)="(.*)"\r$', text, re.MULTILINE))
    assert unobscured(fields[field]) == (sum(fields["ID"].encode()) & 0xFF, value)


def test_the_reading_of_protection_agrees_with_a_project_that_office_wrote() -> None:
    key = sum(b"{318BEE36-5BE1-492A-826D-473DB19B0F30}") & 0xFF
    assert unobscured("5D5F8AADDAA8DEA8DEA8DEA8DE") == (key, bytes(4))


def test_the_module_of_xlwings_keeps_its_notice() -> None:
    text = macro_texts()["xlwings"]
    assert "BSD 3-clause" in text
    assert "Redistributions in binary form must reproduce" in text
    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in text


@pytest.mark.parametrize(
    "unwanted",
    ["xlwings.pro", "LICENSE_KEY", "Declare ", "LoadLibrary", ".Sheets(PROJECT_NAME", "://d.docs"],
)
def test_what_the_buttons_do_not_need_of_xlwings_is_left_out(unwanted: str) -> None:
    assert unwanted not in macro_texts()["xlwings"]


def test_no_message_of_the_macros_is_english() -> None:
    text = "\n".join(macro_texts().values())
    spoken = re.findall(r"(?:MsgBox|Tell|Popup|Content = Content &) .*", text)
    said = " ".join(part for line in spoken for part in re.findall(r'"([^"]*)"', line))
    assert "Tekan Ctrl+C" in said
    assert not re.search(r"\b(?:the|not|please|run|error|your|press)\b", said, re.IGNORECASE)


def test_a_line_of_a_macro_is_not_longer_than_the_editor_allows() -> None:
    assert max(len(line) for text in macro_texts().values() for line in text.split("\n")) < 1023


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("#If ", "#End If"), ("Sub ", "End Sub"), ("Function ", "End Function")],
)
def test_what_a_macro_opens_it_closes(opening: str, closing: str) -> None:
    text = "\n".join(macro_texts().values())
    began = re.findall(rf"^ *(?:Public |Private )?{opening}", text, re.MULTILINE)
    assert len(began) == len(re.findall(rf"^ *{closing}$", text, re.MULTILINE))


def test_the_script_for_excel_on_a_mac_has_the_name_that_the_macro_calls() -> None:
    assert 'PROJECT_NAME As String = "pengaduan"' in macro_texts()["xlwings"]
    assert "on VbaHandler(" in (VBA / "pengaduan.applescript").read_text(encoding="ascii")


def test_excel_starts_the_buttons_code_without_importing_xlwings_first() -> None:
    lines = [line for line in macro_texts()["xlwings"].split("\n") if '" -B -c """' in line]
    assert [line.partition(" -B -c ")[2] for line in lines] == ['""" & PythonCommand & """ "']


@pytest.mark.parametrize(("text", "found"), [("nothing", 0), ("here and here", 2)])
def test_a_passage_of_xlwings_that_moved_is_an_error(text: str, found: int) -> None:
    with pytest.raises(xlwings_module.ModuleChangedError) as caught:
        xlwings_module.changed(text, xlwings_module.Change("here"))
    assert str(caught.value) == f"xlwings_custom_addin.bas holds {found} times, not once: 'here'"


def test_a_passage_of_xlwings_without_its_end_is_an_error() -> None:
    with pytest.raises(xlwings_module.ModuleChangedError, match="0 times, not once: 'end'"):
        xlwings_module.changed("end start", xlwings_module.Change("start", "end"))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_add_in_and_sees_every_macro(tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office = ["soffice", "--headless", profile, "--infilter=Calc MS Excel 2007 VBA XML"]
    command = [*office, "--convert-to", "fods", "--outdir", str(tmp_path), str(ADDIN)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    seen = (tmp_path / "Pengaduan.fods").read_text(encoding="utf-8")
    assert subs(seen) == ["Press", *IDS]


def test_no_path_of_the_building_machine_is_in_the_add_in() -> None:
    assert str(ROOT).encode() not in ADDIN.read_bytes()
