"""Pages for the wall to look at, and a headless Chromium that measures them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from datetime import datetime
from functools import cache
from html import escape, unescape
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pengaduan_xl.domain.office_hours import OfficeHours
from pengaduan_xl.domain.procedure_sheet import default_procedure
from pengaduan_xl.reports.board import Board, MonthCompliance, StepLights, office_day
from pengaduan_xl.reports.board_page import board_html
from pengaduan_xl.reports.period import Month
from pengaduan_xl.reports.recap import Balance
from pengaduan_xl.settings import Settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")

MONDAY = datetime.fromisoformat("2026-11-23T15:30")
LONG_NAME = "Dinas Penanaman Modal, Pelayanan Terpadu Satu Pintu dan Tenaga Kerja " * 3
WIDE_FONT = "<style>body { font-family: 'DejaVu Sans' !important; }</style>"

MEASURE = """
<script>
const seen = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode, owner = node.parentElement, text = node.data.trim();
  const chain = [];
  for (let at = owner; at; at = at.parentElement) chain.push(getComputedStyle(at));
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (!text || !box.width || chain.some(style => style.clipPath !== "none")) continue;
  const cut = chain.findIndex(style => style.overflowX === "hidden");
  let edge = owner;
  for (let step = 0; step < cut; step++) edge = edge.parentElement;
  const right = cut < 0 ? box.right : Math.min(box.right, edge.getBoundingClientRect().right);
  const back = chain.find(style => !/, 0\\)$|transparent/.test(style.backgroundColor));
  seen.push({text, box: [box.left, box.top, right, box.bottom],
    size: parseFloat(chain[0].fontSize) * (owner.ownerSVGElement ? owner.getScreenCTM().a : 1),
    ink: owner.ownerSVGElement ? chain[0].fill : chain[0].color, paper: back.backgroundColor,
    owner: owner.closest("[class]").getAttribute("class")});
}
const focused = [".skip", "#henti"].map(name => {
  const one = document.querySelector(name);
  one.classList.add("focus", "focus-visible");
  const box = one.getBoundingClientRect(), outline = getComputedStyle(one).outlineStyle;
  one.classList.remove("focus", "focus-visible");
  return {width: box.width, height: box.height, outline};
});
const page = document.documentElement, extent = [page.scrollWidth, page.scrollHeight];
const sections = [...document.querySelectorAll("section")].map(one => one.getBoundingClientRect());
parent.document.body.textContent = JSON.stringify({
  texts: seen, focused, extent, size: [innerWidth, innerHeight],
  sections: sections.map(box => [box.left, box.top])});
</script>
"""


class Text(NamedTuple):
    """A text as the browser shows it: its box in pixels, its height of letters, its contrast."""

    text: str
    box: list[float]
    size: float
    contrast: float
    owner: str


class Look(NamedTuple):
    """A page as the browser lays it out; ``focused`` are the skip link and the button with the focus."""

    texts: list[Text]
    focused: list[dict[str, Any]]
    size: list[int]
    extent: list[int]
    sections: list[list[float]]

    def of(self, owner: str) -> list[Text]:
        """The texts in elements of a class."""
        return [text for text in self.texts if owner in text.owner.split()]

    def collisions(self) -> list[tuple[str, str]]:
        """Texts that lie over one another; the air above and below letters does not count."""
        return [(a.text, b.text) for a, b in combinations(self.texts, 2) if _meet(a.box, b.box)]


def sample(each: int, moment: datetime = MONDAY, more_steps: int = 0, left_out: int = 0) -> Board:
    """A board with about so many cases in every step and light."""
    names = [step.name for step in default_procedure().steps]
    names += [f"Tahap tambahan ke-{place}" for place in range(1, more_steps + 1)]
    steps = tuple(
        StepLights(place, name, *(each * (place * weight % 5) // 2 for weight in (3, 2, 7, 4)))
        for place, name in enumerate(names, start=1)
    )
    late, waiting = sum(step.late for step in steps), sum(step.waiting for step in steps)
    process = sum(sum(step[2:5]) for step in steps)
    received, finished = min(each, 7), min(each, 3)
    opening = process + waiting + finished - received
    today = Balance("", opening, received, finished, 0, 0, process, waiting, late)
    this = Month(moment.year, moment.month)
    counts = ((place, each * (20 + place), each * (13 + place * 5 % 8)) for place in range(12))
    months = tuple(
        MonthCompliance(this.before(11 - place).first, judged, min(judged, in_time))
        for place, judged, in_time in counts
    )
    day = office_day(OfficeHours.default(), moment.date())
    return Board(moment, today, steps, months, day, 70, left_out)


def html(board: Board, settings: Settings | None = None) -> str:
    """The page's text."""
    return board_html(board, settings or Settings()).decode()


def browse(page: str, *options: str) -> str:
    """Open a page in Chromium; return what it writes."""
    assert BROWSER
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "papan.html"
        file.write_text(page, encoding="utf-8")
        base = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        command = [BROWSER, *base, f"--user-data-dir={folder}/profile", *options, file.as_uri()]
        return subprocess.run(
            command, capture_output=True, check=True, timeout=60, encoding="utf-8"
        ).stdout


@cache
def look(page: str, width: int, height: int) -> Look:
    """Let Chromium lay out a page in a window and tell what is where."""
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    # No window of Chromium is smaller than 500 pixels, but a frame is; nor has one in the background a focus.
    free = free.replace(":focus", ".focus").replace("</body>", f"{MEASURE}</body>")
    frame = f'<iframe width="{width}" height="{height}" style="border: 0" srcdoc="{escape(free)}"></iframe>'
    dom = browse(f"<!doctype html><body>{frame}</body>", "--dump-dom")
    facts = json.loads(unescape(dom[dom.index("{") : dom.rindex("}") + 1]))
    texts = [
        Text(
            one["text"],
            one["box"],
            one["size"],
            contrast(one["ink"], one["paper"]),
            one["owner"],
        )
        for one in facts["texts"]
    ]
    return Look(texts, facts["focused"], facts["size"], facts["extent"], facts["sections"])


def contrast(ink: str, paper: str) -> float:
    """The contrast of two CSS colours by WCAG 2.2, 1 to 21."""
    light, dark = sorted(map(_luminance, (ink, paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _meet(a: list[float], b: list[float]) -> bool:
    (left, top, right, bottom), air = a, 0.2 * (a[3] - a[1])
    other = 0.2 * (b[3] - b[1])
    return (
        left + 1 < b[2]
        and b[0] + 1 < right
        and top + air < b[3] - other
        and b[1] + other < bottom - air
    )
