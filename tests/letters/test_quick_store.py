"""Templates kept for the next process: only as they were saved, only from a folder of one's own."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from letters.quick_cases import LABELS, LOOK, of_paragraphs

from pengaduan_xl.letters import quick_store
from pengaduan_xl.letters.filling import Emblem, Look
from pengaduan_xl.letters.quick_making import quick_template
from pengaduan_xl.letters.quick_store import Kept, key_of, load, save
from pengaduan_xl.resources import cache_folder, this_machine

if TYPE_CHECKING:
    from pengaduan_xl.letters.quick_template import QuickTemplate

KEY = "0" * 64
ON_POSIX = hasattr(os, "getuid")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    return cache_folder(this_machine()) / quick_store.FOLDER


@pytest.fixture(scope="module")
def template() -> QuickTemplate:
    return quick_template(of_paragraphs("Isi: {{ a }}"), LOOK)


def kept_file(folder: Path) -> Path:
    return folder / f"{KEY}{quick_store.SUFFIX}"


def test_a_template_kept_makes_the_same_letters(template: QuickTemplate) -> None:
    save(KEY, Kept(template))
    again = load(KEY)
    assert again is not None
    assert again.template is not None
    context = {"a": "satu & dua\ntiga"}
    assert again.template.render(context, LABELS) == template.render(context, LABELS)


def test_that_a_template_takes_docxtpl_is_kept_too() -> None:
    save(KEY, Kept(None))
    assert load(KEY) == Kept(None)


def test_what_was_never_kept_is_not_there() -> None:
    assert load(KEY) is None


@pytest.mark.parametrize(
    "content", [b"", b"docxtp", b"docxtpl ", b"00000000", b"bukan apa-apa" * 99]
)
def test_a_foreign_file_is_ignored(folder: Path, content: bytes) -> None:
    folder.mkdir(0o700, parents=True)
    kept_file(folder).write_bytes(content)
    assert load(KEY) is None


def test_a_file_damaged_anywhere_is_ignored_and_can_be_kept_anew(
    folder: Path, template: QuickTemplate
) -> None:
    save(KEY, Kept(template))
    whole = kept_file(folder).read_bytes()
    for place in range(0, len(whole), 997):
        damaged = bytes([whole[place] ^ 1])
        kept_file(folder).write_bytes(whole[:place] + damaged + whole[place + 1 :])
        assert load(KEY) is None
    kept_file(folder).write_bytes(whole[:-1])
    assert load(KEY) is None
    save(KEY, Kept(template))
    assert kept_file(folder).read_bytes() == whole


def test_a_file_holds_plain_data_and_the_templates_parts(
    folder: Path, template: QuickTemplate
) -> None:
    save(KEY, Kept(template))
    head, _, parts = kept_file(folder).read_bytes()[8:].partition(b"\n")
    rows = json.loads(head)
    assert {row[0] for row in rows} >= {"word/document.xml", "docProps/core.xml"}
    name, crc, size, length = next(row for row in rows if len(row) == 4)
    content = zlib.decompress(parts[:length], -zlib.MAX_WBITS)
    assert (name, crc, size) == ("[Content_Types].xml", zlib.crc32(content), len(content))


@pytest.mark.skipif(not ON_POSIX, reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_can_write_to_is_neither_read_nor_written(
    folder: Path, template: QuickTemplate, mode: int
) -> None:
    save(KEY, Kept(template))
    folder.chmod(mode)
    assert load(KEY) is None
    save("1" * 64, Kept(template))
    assert list(folder.iterdir()) == [kept_file(folder)]


@pytest.mark.skipif(not ON_POSIX, reason="Windows has no such permissions")
def test_a_file_that_others_can_write_to_is_not_read(folder: Path, template: QuickTemplate) -> None:
    save(KEY, Kept(template))
    kept_file(folder).chmod(0o666)
    assert load(KEY) is None


@pytest.mark.skipif(not ON_POSIX, reason="Windows has no such owners")
def test_anothers_folder_is_not_read(
    template: QuickTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(KEY, Kept(template))
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert load(KEY) is None


def test_a_system_without_owners_is_trusted(
    template: QuickTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    save(KEY, Kept(template))
    assert load(KEY) is not None


def test_only_this_account_can_read_what_is_kept(folder: Path, template: QuickTemplate) -> None:
    save(KEY, Kept(template))
    if ON_POSIX:
        assert folder.stat().st_mode & 0o777 == 0o700
        assert kept_file(folder).stat().st_mode & 0o777 == 0o600


def test_nothing_half_written_stays_behind(
    folder: Path, template: QuickTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", refuse)
    save(KEY, Kept(template))
    assert list(folder.iterdir()) == []


def test_an_account_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    save(KEY, Kept(None))
    assert load(KEY) is None


def test_the_oldest_files_are_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_store, "KEPT_FILES", 3)
    for number in range(5):
        save(str(number), Kept(None))
        os.utime(folder / f"{number}{quick_store.SUFFIX}", (number, number))
    assert sorted(path.stem for path in folder.iterdir()) == ["2", "3", "4"]


def test_the_key_tells_template_paper_and_emblem_apart() -> None:
    emblem = Emblem(Path("lambang.png"), b"gambar")
    emblems = (None, emblem, emblem._replace(content=b"lain"), emblem._replace(content=b""))
    looks = [Look("A4", None), *(Look("F4", one) for one in emblems)]
    keys = {key_of(content, look) for content in (b"satu", b"dua") for look in looks}
    assert len(keys) == 10


@pytest.mark.parametrize("trace", ["pustaka baru", "berkas berubah"])
def test_another_version_of_anything_has_another_key(
    monkeypatch: pytest.MonkeyPatch, trace: str
) -> None:
    before = key_of(b"templat", LOOK)
    with monkeypatch.context() as patch:
        patch.setattr(quick_store, "_traces", lambda: iter([trace]))
        quick_store._surroundings.cache_clear()
        assert key_of(b"templat", LOOK) != before
    quick_store._surroundings.cache_clear()
    assert key_of(b"templat", LOOK) == before


def test_what_letters_depend_on_is_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    traces = "\n".join(quick_store._traces())
    for name in ("docxtpl", "docx", "jinja2", "lxml", "quick_making.py", "sandbox.py"):
        assert name in traces
    monkeypatch.setattr(quick_store, "find_spec", lambda _: None)
    assert "jinja2" not in "\n".join(quick_store._traces())
