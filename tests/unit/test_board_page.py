"""The page for the wall as text: one file, escaped, and made for those who listen to it or use keys."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest
from board_pages import MONDAY, html, sample

from pengaduan_xl.reports.board import OfficeDay
from pengaduan_xl.settings import Settings

SUNDAY = datetime.fromisoformat("2026-11-29T09:00")
CHRISTMAS = datetime.fromisoformat("2026-12-25T09:00")
PAGE = html(sample(3))
VOID = ("meta", "link", "img", "br")


class Outline(HTMLParser):
    """A page's elements with their attributes, the texts in each kind of element, and what stays open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], " ".join(data.split())))

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]

    def said(self, tag: str) -> list[str]:
        return [text for owner, text in self.texts if owner == tag]


@pytest.fixture
def outline() -> Outline:
    return Outline(PAGE)


def test_the_page_needs_no_other_file_and_no_network(outline: Outline) -> None:
    assert not re.findall(r"https?:|//[\w.]+/|url\(|@import|@font-face|fetch\(|XMLHttp", PAGE)
    assert not outline.all("link", "img", "iframe", "object", "embed", "form", "audio", "video")
    assert all(not {"src", "data", "action"} & set(facts) for _, facts in outline.elements)
    assert {facts["href"] for facts in outline.all("a")} == {"#tahap"}


def test_the_policy_lets_nothing_in_but_the_pages_own_style_and_script(outline: Outline) -> None:
    policy = next(
        facts["content"]
        for facts in outline.all("meta")
        if facts.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert all("style" not in facts for _, facts in outline.elements)
    assert not [name for _, facts in outline.elements for name in facts if name.startswith("on")]


def test_the_language_and_the_landmarks_are_told(outline: Outline) -> None:
    assert outline.all("html")[0]["lang"] == "id"
    for landmark in ("header", "main", "footer", "title", "h1"):
        assert len([tag for tag, _ in outline.elements if tag == landmark]) >= 1
    labels = [facts["aria-labelledby"] for facts in outline.all("section")]
    assert labels == ["hari-ini", "tahap", "kepatuhan"]


def test_headings_come_in_order(outline: Outline) -> None:
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 2, 2]


def test_every_name_that_is_referred_to_is_there_once(outline: Outline) -> None:
    names = [facts["id"] for _, facts in outline.elements if "id" in facts]
    assert len(names) == len(set(names))
    pointers = " ".join(facts.get("aria-labelledby", "") for _, facts in outline.elements)
    targets = [facts["href"].removeprefix("#") for facts in outline.all("a", "use")]
    assert {*pointers.split(), *targets} <= set(names)


def test_tables_have_captions_and_headings_with_a_scope(outline: Outline) -> None:
    assert len(outline.all("table")) == len(outline.all("caption")) == 2
    assert {facts.get("scope") for facts in outline.all("th")} == {"col", "row"}


def test_the_chart_is_told_in_words(outline: Outline) -> None:
    chart = next(facts for facts in outline.all("svg") if facts.get("role") == "img")
    assert chart["aria-labelledby"] == "grafik-judul grafik-isi"
    assert outline.said("desc")[0].startswith("Terakhir 64 % pada November 2026; terendah 46")
    silent = [facts for facts in outline.all("svg") if facts is not chart]
    assert all(facts["aria-hidden"] == "true" for facts in silent)


def test_every_light_has_a_shape_and_a_word_besides_its_colour(outline: Outline) -> None:
    shapes = {facts["id"] for facts in outline.all("symbol")}
    words = {"Dalam waktu", "Hampir habis", "Lewat tenggat", "Menunggu"}
    assert shapes == {"in_time", "due_soon", "late", "waiting"}
    assert words <= set(outline.said("span"))


def test_nothing_moves(outline: Outline) -> None:
    assert not re.findall(r"animation|transition|marquee|blink", PAGE)
    assert not outline.all("marquee", "blink")


def test_a_browser_without_scripts_loads_the_page_anew(outline: Outline) -> None:
    place = outline.elements.index(("noscript", {}))
    assert outline.elements[place + 1] == ("meta", {"http-equiv": "refresh", "content": "300"})
    assert "300 * 1000" in PAGE


def test_what_stands_in_the_sheets_is_escaped() -> None:
    nasty = "<script>alert(1)</script>\"'&{{ 7 * 7 }}</title>"
    board = sample(2)
    steps = (board.steps[0]._replace(name=nasty), *board.steps[1:])
    day = OfficeDay(None, None, (nasty,), MONDAY)
    page = html(
        replace(board, steps=steps, office_day=day), Settings(office=nasty, office_short=nasty)
    )
    outline = Outline(page)
    assert len(outline.all("script")) == len(outline.all("title")) - 1 == 1
    assert sum(nasty in text for text in outline.said("p") + outline.said("th")) == 3


def test_a_working_day_tells_its_hours() -> None:
    assert "Kantor buka hari ini pukul 07.30–16.00 WIB" in PAGE
    assert "Buka berikutnya Selasa, 24 November 2026 pukul 07.30 WIB" in PAGE


@pytest.mark.parametrize(
    ("moment", "words", "next_day"),
    [
        (SUNDAY, "Kantor tutup hari ini</p>", "Senin, 30 November 2026"),
        (CHRISTMAS, "Kantor tutup hari ini: Hari Raya Natal</p>", "Senin, 28 Desember 2026"),
    ],
)
def test_a_day_not_worked_is_told(moment: datetime, words: str, next_day: str) -> None:
    page = html(sample(1, moment))
    assert f'<p class="hours closed">{words}' in page
    assert f"Buka berikutnya {next_day} pukul 07.30 WIB" in page


def test_numbers_are_written_as_indonesians_do(outline: Outline) -> None:
    tiles = Outline(html(sample(900))).said("dd")
    assert tiles == [
        "7", "sisa kemarin 35.996", "3", "dilimpahkan 0, dicabut 0", "36.000",
        "menunggu kelengkapan 9.000", "9.000", "lewat tenggat tahap",
    ]  # fmt: skip
    assert outline.said("dt")[:2] == ["Masuk hari ini", "Selesai hari ini"]


def test_the_tile_of_what_is_late_is_red_only_when_something_is() -> None:
    assert 'class="tile late"' in PAGE
    assert 'class="tile in_time"' in html(sample(0))


@pytest.mark.parametrize(("each", "more_steps", "dense"), [(9, 0, 0), (900, 0, 1), (1, 4, 1)])
def test_letters_are_smaller_only_where_the_table_is_unusually_large(
    each: int, more_steps: int, dense: int
) -> None:
    assert html(sample(each, more_steps=more_steps)).count('<table class="dense">') == dense


def test_an_office_without_complaints_has_an_empty_chart() -> None:
    outline = Outline(html(sample(0)))
    assert {facts["height"] for facts in outline.all("rect")} == {"0"}
    assert outline.said("desc") == ["Dalam 12 bulan terakhir belum cukup tahap untuk dihitung."]
    assert "0 dari 0 tahap pada November 2026, belum cukup untuk dihitung" in outline.said("span")


def test_years_stand_below_the_first_month_and_each_january() -> None:
    years = re.findall(r'class="label year" x="([\d.]+)".*>(\d+)<', PAGE)
    assert years == [("23.3", "2025"), ("70.0", "2026")]


def test_rows_left_out_are_counted_on_the_page() -> None:
    assert "Tidak dihitung" not in PAGE
    assert "Tidak dihitung: 1.200 pengaduan (baris rusak)." in html(sample(1, left_out=1200))


def test_the_same_board_gives_the_same_page() -> None:
    assert html(sample(3)) == PAGE
