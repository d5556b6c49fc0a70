"""The page for the wall in a headless Chromium: on the wall, on a phone, on paper, and its script."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from board_pages import LONG_NAME, MONDAY, WIDE_FONT, browse, html, look, needs_browser, sample

from pengaduan_xl import clock
from pengaduan_xl.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_browser

BUSY = html(sample(30, left_out=3))
HUGE = html(sample(900, left_out=3))
LONG = html(sample(9, more_steps=5), Settings(office=LONG_NAME))
HOLIDAY = html(sample(3, MONDAY + timedelta(days=32)))
LETTERS_OF_ANY_WIDTH = BUSY.replace("</head>", f"{WIDE_FONT}</head>")
KEY, COUNT, ANY = 9.0, 3.4, 2.2
"""Least sizes of letters in hundredths of the wall's height, see docs/laporan.md; the chart's years aside."""

WALLS = [
    (BUSY, 1920, 1080),
    (html(sample(0)), 1920, 1080),
    (LETTERS_OF_ANY_WIDTH, 1920, 1080),
    (HUGE, 1920, 1080),
    (LONG, 1366, 768),
    (HOLIDAY, 1280, 720),
    (BUSY, 1440, 1080),
]


@pytest.mark.parametrize(("page", "width", "height"), WALLS)
def test_everything_is_on_the_wall_without_scrolling(page: str, width: int, height: int) -> None:
    seen = look(page, width, height)
    assert seen.extent == seen.size == [width, height]
    assert [text for text in seen.texts if text.box[2] > width or text.box[3] > height] == []
    assert seen.collisions() == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720)])
def test_letters_on_the_wall_are_large_enough_for_three_metres(width: int, height: int) -> None:
    seen = look(BUSY if height == 1080 else HOLIDAY, width, height)
    others = [text for text in seen.texts if text not in seen.of("year")]
    for texts, least in ((seen.of("key"), KEY), (seen.of("count"), COUNT), (others, ANY)):
        assert min(text.size for text in texts) >= least / 100 * height - 0.1


@pytest.mark.parametrize("page", [BUSY, HUGE])
def test_a_phone_shows_one_column_without_scrolling_sideways(page: str) -> None:
    seen = look(page, 360, 740)
    assert seen.extent[0] == 360
    assert [text for text in seen.texts if text.box[0] < 0 or text.box[2] > 360] == []
    assert len({left for left, _ in seen.sections}) == 1
    assert seen.collisions() == []


def test_a_screen_enlarged_twice_shows_the_column_of_a_phone() -> None:
    seen = look(BUSY, 960, 540)
    assert len({left for left, _ in seen.sections}) == 1
    assert min(text.size for text in seen.texts if "label" not in text.owner) >= 16


@pytest.mark.parametrize(("page", "width", "height"), [*WALLS[:2], (BUSY, 360, 740)])
def test_every_text_stands_out_seven_to_one(page: str, width: int, height: int) -> None:
    texts = look(page, width, height).texts
    assert len(texts) > 100
    assert [text for text in texts if text.contrast < 7] == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (360, 740)])
def test_keys_find_the_skip_link_and_the_button(width: int, height: int) -> None:
    skip, button = look(BUSY, width, height).focused
    assert skip["width"] > 100
    assert (skip["outline"], button["outline"]) == ("solid", "solid")
    assert button["height"] >= (24 if width > 360 else 44)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
@pytest.mark.parametrize("page", [BUSY, LONG])
def test_it_prints_on_one_page_of_a4_lying_down(page: str, tmp_path: Path) -> None:
    paper = tmp_path / "papan.pdf"
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    facts = subprocess.run(["pdfinfo", paper], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Pages: +1\n.*Page size: +84\d\.?\d* x 59\d", facts, re.DOTALL)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True)
    words = text.stdout.decode()
    assert [name for name in ("Terlambat", "Jumlah", "Nov", "2025") if name not in words] == []
    assert "Jangan muat ulang" not in words


def test_a_page_of_today_tells_the_hours_and_its_script_runs_under_its_policy() -> None:
    now = clock.now()
    dom = browse(html(sample(3, now)), "--dump-dom")
    assert re.search(r'<html [^>]*class=""', dom)
    assert '<p id="lama" role="status" hidden="">' in dom
    assert '<button type="button" id="henti" aria-pressed="false">' in dom


def test_a_page_of_another_day_says_so_instead_of_the_hours() -> None:
    dom = browse(html(sample(3, clock.now() - timedelta(days=1))), "--dump-dom")
    assert re.search(r'<html [^>]*class="stale"', dom)
    assert '<p id="lama" role="status">Bukan angka hari ini: keadaan ' in dom


def test_the_button_stops_the_reloading() -> None:
    press = "<script>document.getElementById('henti').click()</script></body>"
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", BUSY)
    dom = browse(page.replace("</body>", press), "--dump-dom")
    assert '<button type="button" id="henti" aria-pressed="true">' in dom
