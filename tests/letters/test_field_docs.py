"""The manual of fields is built from the program, and explains all that templates may print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pengaduan_xl.letters.catalogue import LETTERS
from pengaduan_xl.letters.glossary import SHARED, SIGNED
from pengaduan_xl.letters.tags import field_names
from pengaduan_xl.letters.template_kinds import template_kinds
from scripts import build_field_docs

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {kind.key: kind for kind in template_kinds()}


def test_the_manual_of_fields_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert build_field_docs.main(["--check"]) == 0
    assert capsys.readouterr().out == "docs/isian-surat.md is current\n"


def test_a_stale_manual_of_fields_is_told_and_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_field_docs, "PAGE", tmp_path / "isian-surat.md")
    assert build_field_docs.main(["--check"]) == 1
    assert build_field_docs.main([]) == 0
    assert build_field_docs.main(["--check"]) == 0
    assert capsys.readouterr().out.startswith("not current: docs/isian-surat.md\n")


@pytest.mark.parametrize("key", KINDS)
def test_all_that_a_template_may_print_is_explained(key: str) -> None:
    section = build_field_docs.section(KINDS[key])
    shared = SHARED | SIGNED
    for name in field_names(KINDS[key].context):
        if isinstance(KINDS[key].context.get(name), dict):
            continue
        explained = f"{{{{ {name} }}}}" in section or f"**Daftar `{name}`**" in section
        assert explained or name in shared


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS.keys())
def test_each_field_that_is_typed_is_explained(letter: object) -> None:
    page = build_field_docs.page()
    fields = getattr(letter, "fields", ())
    assert all(f"| `{field.key}` | {field.label} |" in page for field in fields)


def test_mandatory_fields_are_marked() -> None:
    section = build_field_docs.section(KINDS["bap"])
    assert "| `{{ kesimpulan }}` | Kesimpulan | Pengaduan terbukti" in section
    assert "**Daftar `tim`**, wajib:" in section
    assert "Wajib dicetak dari isian semua surat: `{{ nomor }}`, `{{ nomor_register }}`." in section
