"""The guides as readers meet them: found by their own words, no dead end, and pictures that can be read."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.conftest import EVERYTHING, NARROW, Visit, leads_on

OUTSIDE = """() => [...document.querySelectorAll('.diagram__picture')].flatMap(picture => {
  const boxes = [...picture.querySelectorAll('rect')].map(rect => rect.getBBox());
  const frame = picture.viewBox.baseVal;
  return [...picture.querySelectorAll('text')].filter(text => {
    const words = text.getBBox();
    const [left, right, middle] = [words.x, words.x + words.width, words.y + words.height / 2];
    const box = boxes.find(one => one.y <= middle && middle <= one.y + one.height
      && one.x <= left + words.width / 2 && left + words.width / 2 <= one.x + one.width);
    return left < 0 || right > frame.width || (box && (left < box.x || right > box.x + box.width));
  }).map(text => text.textContent);
})"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.diagram__words')].map(text =>
  Number(text.getAttribute('font-size')) * text.ownerSVGElement.getBoundingClientRect().width / 320))"""


FIGURE = re.compile('<figure class="diagram">.*?</figure>', re.DOTALL)
TOGETHER = """figures => {
  const shown = document.querySelector('.diagram');
  figures.forEach(each => shown.insertAdjacentHTML('afterend', each));
  return document.querySelectorAll('.diagram__picture').length;
}"""


def pictures(site: Path, tag: str) -> dict[str, str]:
    """Every diagram of a language, with a page that shows it."""
    return {
        figure: page.relative_to(site).as_posix()
        for page in sorted((site / tag).rglob("*.html"))
        for figure in FIGURE.findall(page.read_text("utf-8"))
    }


def test_words_stay_in_their_boxes_and_can_be_read(narrow: Visit, host: str, site: Path, tags: list[str]) -> None:
    """On the smallest phone, in each language: no word leaves its box, and no letter is smaller than 11 px.

    One page shows all that there are, for a page for each of them would take a minute: that is for `make pages`.
    """
    assert len(tags) > 1
    for tag in tags:
        found = pictures(site, tag)
        first, *others = found
        assert len(others) > 5
        shown = {page: list[str]() for page in found.values()} if EVERYTHING else {found[first]: others}
        for page, more in shown.items():
            narrow.page.goto(host + page)
            assert narrow.page.evaluate(TOGETHER, more) > len(more)
            assert narrow.page.evaluate(OUTSIDE) == [], page
            assert narrow.page.evaluate(SMALLEST) >= 11, page
            assert narrow.page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_pictures_keep_their_lines_in_print_and_in_forced_colours(wide: Visit, host: str, site: Path) -> None:
    """Black on white on paper; in the reader's own colours where the system sets them."""
    wide.page.goto(host + next(iter(pictures(site, "en").values())))
    stroke = "getComputedStyle(document.querySelector('.diagram__box')).stroke"
    fill = "getComputedStyle(document.querySelector('.diagram__box')).fill"
    wide.page.emulate_media(media="print")
    assert wide.page.evaluate(stroke) == "rgb(0, 0, 0)"
    assert wide.page.evaluate(fill) == "rgb(255, 255, 255)"
    wide.page.emulate_media(media="screen", forced_colors="active")
    assert wide.page.evaluate(stroke) != wide.page.evaluate(fill)


def test_no_page_is_a_dead_end(site: Path, tags: list[str]) -> None:
    """Every page but the home page ends with what to do next, the forms too."""
    ways_on = (' id="next"', ' id="go-on"')
    ends = []
    for page in sorted((site / tags[0]).rglob("*.html")):
        path, text = page.relative_to(site / tags[0]).as_posix(), page.read_text("utf-8")
        if path != "index.html" and not leads_on(page) and not any(each in text for each in ways_on):
            ends.append(path)
    assert ends == []
