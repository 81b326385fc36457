"""Every page in every language, opened once, over http or from a disk, and asked all that `checks.py` asks.

Where a check does not hang on the language, each page meets it in one, by turns; one of each kind is asked with every
commit, of the others half with one, half with another. `make pages` leaves no turn out, and nothing that passed before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import Browser

from tests.browser.checks import (
    AXE,
    NARROWLY,
    PAINTED,
    WATCH,
    WIDELY,
    Look,
    behaviour,
    contrast,
    fits,
    focus,
    has_run,
    looks,
    printed,
    same_words,
    seen_as,
    structure,
)
from tests.browser.conftest import EVERYTHING, KINDS, NARROW, SHARES, Visit, device
from tests.conftest import commit
from tests.passed import Passed

OTHERS = 1
"""In how many languages beside English a page is looked at; one of each kind in all, and with `make pages` each."""
AGAIN_EVERY = 4
"""So many pages one is seen by axe in a second language too; it shares no factor with how many languages take turns."""
TOGETHER = 3
"""So many pages have their turn with the same commits: it shares no factor with what else goes by turns."""
PAINTED_EVERY = 7
"""So many pages one is painted for axe: a prime, so that narrow and wide, light and dark all get their turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A page, from where it is opened, and how closely it is looked at."""

    path: str
    disk: bool = False
    printed: bool = False
    looks: tuple[Look, ...] = ()


def turns(paths: list[str], tags: list[str], commit: int) -> Iterator[Turn]:
    """Each page in English and some other languages, by turns: in one over http and printed, in the next from a disk.

    axe sees it in the first language and each fourth page in a second one: what it finds hangs on the make of a page,
    and `structure`, `contrast` and `fits` ask it wherever it is opened. A form is seen in one language, for all are of
    one make, their words come from papers and pages that are looked at in each language, and `test_fill_safety.py`
    looks at every state of some of them. Neighbouring pages, of one make too, are narrow and wide by turns.
    """
    yield Turn("index.html", printed=True, looks=_looks(0))
    here = set(paths)
    for number, name in enumerate(sorted({path.partition("/")[2] for path in paths if "/" in path})):
        having = [tag for tag in tags if f"{tag}/{name}" in here]  # a language may have a part of all
        if not EVERYTHING and name.removesuffix(".html") not in KINDS:
            if number // TOGETHER % 2 != commit % 2:
                continue
            having = _some(number, having)
        for place, tag in enumerate(having):
            turn = (number + place) % len(having)
            looks = _looks_in(name, number, place, len(having), turn)
            for disk in (False, True) if EVERYTHING or len(having) == 1 else (turn == 1,):
                yield Turn(f"{tag}/{name}", disk, EVERYTHING or turn == 0, looks)


def _some(number: int, tags: list[str]) -> list[str]:
    """The first language and, by turns, some of the others; neighbouring pages are of one make."""
    others = tags[1:]
    if len(others) <= OTHERS:
        return tags
    return [*tags[:1], *(others[(number * OTHERS + place) % len(others)] for place in range(OTHERS))]


def _looks_in(name: str, number: int, place: int, languages: int, turn: int) -> tuple[Look, ...]:
    if EVERYTHING:
        return PAINTED
    if name.startswith("fill/"):
        return _looks(number) if turn == 0 else ()
    if place == 0:
        return _looks(number)
    again = name.removesuffix(".html") in KINDS or number % AGAIN_EVERY == 0
    return (NARROWLY,) if again and place == 1 + number // AGAIN_EVERY % (languages - 1) else ()


def _looks(number: int) -> tuple[Look, ...]:
    among = (NARROWLY, WIDELY) if number % PAINTED_EVERY else PAINTED
    return (among[number % len(among)],)


@pytest.fixture(scope="module")
def visits(browser: Browser) -> Iterator[dict[bool, Visit]]:
    """A tab for pages over http, and one without a network for those from a disk: they last for all shares."""
    opened = {disk: _visit(browser, offline=disk) for disk in (False, True)}
    yield opened
    for visit in opened.values():
        visit.page.context.close()


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page(
    visits: dict[bool, Visit], host: str, site: Path, paths: list[str], tags: list[str], passed: Passed, share: int
) -> None:
    """It fits, has no barrier, prints, runs, asks for nothing from elsewhere, and the browser has no complaint."""
    found: dict[str, list[str]] = defaultdict(list)
    homes = {False: host, True: f"{site.as_uri()}/"}
    seen: dict[str, list[str]] = {}
    for visit in visits.values():
        visit.complaints = []
    for turn in turns(paths, tags, commit()):
        if crc32(turn.path.encode()) % SHARES != share or passed.holds(repr(turn)):
            continue
        visit, home = visits[turn.disk], homes[turn.disk]
        visit.asked = []
        # Before the page comes: it learns of a smaller window a frame later, when it has been asked already.
        visit.page.set_viewport_size({"width": NARROW, "height": 800})
        visit.page.goto(home + turn.path)
        if wrong := _asked(visit, turn):
            found[turn.path] += wrong
        found["asked elsewhere"] += [address for address in visit.asked if not address.startswith(home)]
        seen[repr(turn)] = [turn.path, *visit.files(home)]
    for visit in visits.values():
        found["complaints"] += visit.complaints
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    passed.keep(seen)


def _visit(browser: Browser, *, offline: bool) -> Visit:
    visit = device(browser, {"width": NARROW, "height": 800}, offline=offline)
    visit.page.add_init_script(AXE)
    visit.page.add_init_script(WATCH)
    return visit


def _asked(visit: Visit, turn: Turn) -> list[str]:
    page = visit.page
    wrong = structure(page) + looks(page) + fits(page) + contrast(page)
    if turn.path != "index.html":
        wrong += has_run(page)
    for look in turn.looks:
        wrong += seen_as(page, look)
    if turn.printed:  # what does not hang on a language
        wrong += focus(page) + behaviour(page) + same_words(page) + printed(page)
    return wrong


def test_every_page_has_its_turn(paths: list[str], tags: list[str]) -> None:
    """Each is printed, opened in both ways, and seen by axe in one language; no language comes short."""
    halves = [set(turns(paths, tags, commit)) for commit in (0, 1)]
    all_turns = set[Turn]().union(*halves)
    seen = Counter(turn.path.partition("/")[0] for turn in all_turns)
    for tag in tags:
        assert seen[tag] >= sum(path.startswith(f"{tag}/") for path in paths) * OTHERS // len(tags), tag
    assert {turn.path for turn in all_turns} <= set(paths)
    assert {path for path in paths if path.startswith("en/")} <= {turn.path for turn in all_turns}
    names = {path.partition("/")[2] for path in paths}
    for chosen in (
        {turn.path for turn in all_turns if turn.printed},
        {turn.path for turn in all_turns if not turn.disk},
        {turn.path for turn in all_turns if turn.looks},
    ):
        assert {path.partition("/")[2] for path in chosen} == names
    assert {turn.path.partition("/")[2] for turn in all_turns if turn.disk} == names - {""}
    for half in halves:
        looked = [turn for turn in half if turn.looks]
        assert {turn.path.partition("/")[0] for turn in looked if "/fill/" not in turn.path} >= set(tags)
        assert {f"{tag}/{kind}.html" for tag in tags for kind in KINDS} & set(paths) <= {turn.path for turn in half}
        assert {rule for turn in looked for rule in turn.looks} == {NARROWLY, WIDELY, *PAINTED}
        assert len({turn.path for turn in half}) > len({turn.path for turn in all_turns}) / 3
