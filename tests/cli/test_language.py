"""Click's own words reach staff in Indonesian, whatever the computer's language and click's version."""

from __future__ import annotations

import ast
import gettext
import re
import runpy
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from pengaduan_xl.cli.language import DOMAIN, LOCALE_FOLDER, speak_indonesian

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

CATALOGUE = Path(LOCALE_FOLDER, "id", "LC_MESSAGES", f"{DOMAIN}.po")
BUILD_SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_messages.py"
HIDDEN_IN_EXPRESSIONS = {"required"}
"""Words that click keeps in data and translates through a variable."""

ENGLISH = re.compile(
    r"\b(a|aborted|and|arguments?|boolean|choose|commands?|confirm|continue|default|deprecated|did|"
    r"directory|does|error|exist|exit|extra|file|for|from|got|integer|invalid|is|mean|message|"
    r"missing|no|not|of|one|options?|path|range|readable|required|requires|show|such|takes?|text|"
    r"the|this|to|try|unexpected|usage|valid|values?|version|was|with|writable|you)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore the computer's language after each test."""
    monkeypatch.setenv("LANGUAGE", "en_US")
    speak_indonesian()


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="id", abort_invalid=True)


def click_strings() -> set[str]:
    """The strings that the installed click looks up; of a plural, gettext asks for the singular."""
    found = set(HIDDEN_IN_EXPRESSIONS)
    for source in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="_" | "ngettext"), args=[ast.Constant(value=str(text)), *_]
                ):
                    found.add(text)
    return found


def placeholders(*texts: str) -> set[str]:
    """The names in braces that ``texts`` hold, and the ``%(names)s``."""
    braces = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return braces | {name for text in texts for name in re.findall(r"%\((\w+)\)s", text)}


def texts(part: Message) -> tuple[list[str], list[str]]:
    """A message's English and Indonesian, each as the list of its singular and plural."""
    english, indonesian = part.id, part.string or ""
    return (
        [english] if isinstance(english, str) else list(english),
        [indonesian] if isinstance(indonesian, str) else list(indonesian),
    )


def english_words(shown: str) -> list[str]:
    """The English words in ``shown``, apart from the names of options."""
    return ENGLISH.findall(re.sub(r"--?\w+", "", shown))


def sample() -> click.Group:
    """A command that uses the kinds of options an office command has."""

    @click.group(options_metavar="[PILIHAN]", subcommand_metavar="PERINTAH [ARGUMEN]...")
    @click.version_option("1.0", prog_name="contoh")
    def contoh() -> None:
        """Contoh sekelompok perintah."""

    @contoh.command(options_metavar="[PILIHAN]")
    @click.argument("nomor", metavar="NOMOR")
    @click.option("--cara", type=click.Choice(["surat", "lisan"]), required=True)
    @click.option("--jumlah", type=click.IntRange(1, 9), default=1, show_default=True, metavar="N")
    @click.option("--lampiran", type=click.Path(exists=True, dir_okay=False), metavar="BERKAS")
    @click.option("--tuntas", type=bool, metavar="YA/TIDAK")
    @click.option("--petugas", envvar="PETUGAS", show_envvar=True, metavar="NAMA")
    @click.confirmation_option(prompt="Lanjutkan?", help="Jangan ditanya lagi.")
    def catat(**_: object) -> None:
        """Contoh satu perintah."""

    return contoh


def shown(arguments: str, typed: str = "") -> str:
    return CliRunner().invoke(sample(), arguments.split(), input=typed, prog_name="contoh").output


def test_every_string_of_the_installed_click_is_translated(catalogue: Catalog) -> None:
    missing = sorted(text for text in click_strings() if text not in catalogue)
    assert not missing, f"add to messages.po, then run scripts/build_messages.py: {missing}"


def test_the_search_for_click_strings_finds_the_known_ones() -> None:
    assert {"Usage:", "Missing option", "{value!r} is not {choice}."} <= click_strings()


def test_no_translation_is_empty(catalogue: Catalog) -> None:
    assert all(all(texts(message)[1]) for message in catalogue)


def test_translations_use_only_what_click_hands_over(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            english, indonesian = texts(message)
            assert placeholders(*indonesian) <= placeholders(*english)


def test_the_compiled_catalogue_is_current() -> None:
    assert runpy.run_path(str(BUILD_SCRIPT))["is_current"]()


@pytest.mark.parametrize("language", ["C", "en_US", "en_US.UTF-8", "id_ID.UTF-8", ""])
@pytest.mark.parametrize("variable", ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_language_of_the_computer_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, variable: str, language: str
) -> None:
    monkeypatch.setenv(variable, language)
    speak_indonesian()
    assert gettext.gettext("Usage:") == "Penggunaan:"


@pytest.mark.parametrize("arguments", ["--help", "catat --help", "--version"])
def test_help_holds_no_english_word(arguments: str) -> None:
    text = shown(arguments)
    assert text
    assert not english_words(text), text


def test_help_reads_as_indonesian() -> None:
    help_of_group = shown("--help")
    for part in (
        "Penggunaan: contoh [PILIHAN] PERINTAH [ARGUMEN]...",
        "Pilihan:",
        "Perintah:",
        "Tampilkan versi lalu selesai.",
        "Tampilkan pesan ini lalu selesai.",
    ):
        assert part in help_of_group


def test_help_of_an_option_reads_as_indonesian() -> None:
    text = shown("catat --help")
    for part in ("[bawaan: 1; 1<=x<=9]", "[wajib]", "[variabel lingkungan: PETUGAS]"):
        assert part in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("cata", "Tidak ada perintah 'cata'."),
        ("catat --yes", "Belum diisi: argumen 'NOMOR'."),
        ("catat 1 --yes", "Belum diisi: pilihan '--cara'. Pilih salah satu:\n\tsurat,\n\tlisan"),
        ("catat 1 --cara", "Pilihan '--cara' memerlukan 1 nilai."),
        ("catat 1 --yes=1", "Pilihan '--yes' tidak memakai nilai."),
        ("catat 1 --cara=x", "Nilai '--cara' tidak sah: 'x' tidak termasuk: 'surat', 'lisan'."),
        ("catat 1 --jumlah=x", "Nilai '--jumlah' tidak sah: 'x' bukan bilangan yang sesuai."),
        ("catat 1 --jumlah=10", "Nilai '--jumlah' tidak sah: 10 di luar batas 1<=x<=9."),
        ("catat 1 --tuntas=x", "Nilai '--tuntas' tidak sah: 'x' bukan y (ya) atau n (tidak)."),
        ("catat 1 --lampiran=x", "Nilai '--lampiran' tidak sah: Berkas 'x' tidak ada."),
        ("catat 1 --lampirn=x", "Mungkin maksud Anda: "),
        ("catat --yes --cara=surat 1 2 3", "Argumen berlebih: 2 3."),
        ("catat 1 --jumlah=x", "Ketik 'contoh catat --help' untuk bantuan."),
    ],
)
def test_errors_are_shown_in_indonesian(arguments: str, message: str) -> None:
    text = shown(arguments)
    assert message in text
    assert not english_words(text), text


def test_a_question_left_unanswered_ends_in_indonesian() -> None:
    text = shown("catat --cara=surat 1")
    assert "Lanjutkan? [y/N]" in text
    assert "Dibatalkan." in text


def test_an_answer_that_is_neither_yes_nor_no_is_refused_in_indonesian() -> None:
    assert "Galat: isian tidak sah." in shown("catat --cara=surat 1", typed="mungkin\nn\n")


def test_the_build_script_tells_that_a_catalogue_is_out_of_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = runpy.run_path(str(BUILD_SCRIPT))
    stale = tmp_path / "messages.mo"
    stale.write_bytes(b"")
    script["is_current"].__globals__["TARGET"] = stale
    assert script["main"](["--check"]) == 1
    assert script["main"]([]) == 0
    assert script["main"](["--check"]) == 0
    assert "messages.mo is out of date" in capsys.readouterr().out
