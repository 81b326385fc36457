"""What tests of several stages share: a small framework in English and Arabic, in a folder of its own."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from generator.build import build
from generator.cli import SELDOM
from generator.editions import Editions
from generator.library.library import Library
from generator.library.text import State, map_texts
from generator.order import Order
from tests.lent import Lent

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests/tiny"
Row = TypeVar("Row")

gc.set_threshold(*SELDOM)  # a test process holds the libraries of all languages, as a command does

QUICK = "QUICK" in os.environ
"""`make quick`: fewer examples of what is tried with many. `make test` and CI try all of them."""


def examples(number: int) -> int:
    """How many examples a test tries of the number that it has: in `make quick` an eighth."""
    return -(-number // 8) if QUICK else number


def some(rows: Sequence[Row], kind: Callable[[Row], object] = lambda _: None) -> Sequence[Row]:
    """The rows of a table that a test tries one by one: in `make quick` the first of each kind, and each eighth."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(kind(row), []).append(row)
    return [row for group in groups.values() for row in group[::8]] if QUICK else rows


@cache
def commit() -> int:
    """Another number for another commit, by which takes turns what need not come each time; 0 where there is no git."""
    git = shutil.which("git")
    command = [git or "", "rev-parse", "--verify", "HEAD"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False) if git else None
    return int(done.stdout or "0", 16) if done else 0


# A busy machine is no mistake: no example fails because the clock went on meanwhile. And the same commit gives the same
# answer: what nobody changed must not refuse another's change. `make fuzz` draws new examples each time.
settings.register_profile(
    "same",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    max_examples=examples(100),
)
settings.register_profile("new", settings.get_profile("same"), derandomize=False, max_examples=1000)
settings.load_profile("new" if "NEW_EXAMPLES" in os.environ else "same")


def copy_tiny(folder: Path) -> Path:
    """The tiny framework with the real words of frame and generated pages, in `folder`."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    for name in ("interface.yaml", "wording.yaml", "data.yaml"):
        shutil.copy(ROOT / "content" / name, folder / "content" / name)
    return folder


@cache
def opened(root: Path) -> Editions:
    """The libraries of a project that nobody changes: what one test opens stays open for the others of its process."""
    return Editions(root)


def loaded(root: Path) -> Library:
    """The library of a project that has no mistakes."""
    return opened(root).source.usable


def in_state(library: Library, state: State) -> Library:
    """The library with all texts in one state, whatever has been reviewed by now."""
    held = {each.name: getattr(library, each.name) for each in fields(library) if each.name != "language"}
    return replace(library, **map_texts(held, lambda _, text: replace(text, state=state)))


@cache
def said_in(tag: str, id: str) -> str:
    """A string of the interface or the wording of the project, as its pages have it in a language."""
    editions = opened(ROOT)
    library = editions.edition(*editions.languages((tag,))).library
    text = library.interface.by_id.get(id) or library.wording.by_id[id]
    return text.value


def pytest_sessionfinish() -> None:
    """What nobody closed is looked for once in all that a process holds; pytest does it five times, a second each."""
    gc.collect()
    gc.freeze()


NEED_A_SITE = {"site", "browser", "tab"}
"""Fixtures with which a test needs the finished site or a browser."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, object, object]:
    """What needs the finished site or a browser is slow, without anybody saying so; `make quick` leaves it out."""
    for item in items:
        if _needs_a_site(item):
            item.add_marker("slow")
    found = yield  # some are left out here
    items[:] = in_turn(items)
    return found


def _needs_a_site(item: pytest.Item) -> bool:
    return not NEED_A_SITE.isdisjoint(getattr(item, "fixturenames", ()))


def in_turn(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The tests in an order in which no process waits for another, and none is left with a long one at the end.

    Two processes begin at the beginning and in the middle, and take from each other's end. So one begins with what is
    slow and needs no site, the other builds the site and goes on with what needs it; what is short comes last in both.
    Files stay together, for what their tests share is made once, but for a test that is long by itself.
    """
    of_site = {item.path for item in items if _needs_a_site(item)}
    slow = {item.path for item in items if item.get_closest_marker("slow")} - of_site
    first = sorted((item for item in items if item.path in slow), key=_is_short)
    second = sorted((item for item in items if item.path in of_site), key=_is_short)
    short = [item for item in items if item.path not in slow | of_site]
    middle = max(0, len(items) // 2 - len(first))
    return [*first, *short[:middle], *second, *short[middle:]]


def _is_short(item: pytest.Item) -> bool:
    return item.get_closest_marker("long") is None


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """What `make` writes there, made by the first test process that wants it; the others wait."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make(path)
    return path


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of this run, which all its processes share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The real site, built once for all test processes."""
    return made_once(shared / "site", _build)


def _build(site: Path) -> None:
    outcome = build(Order(ROOT, site))
    assert not outcome.failed, outcome.diagnostics


@pytest.fixture
def swept() -> Iterator[None]:
    """What earlier tests left in memory is out of the collector's way: to look through gigabytes takes seconds."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(scope="session")
def tiny_lent(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    """The tiny framework of this process."""
    return Lent(copy_tiny(tmp_path_factory.mktemp("lent") / "tiny"))


@pytest.fixture
def tiny(tiny_lent: Lent) -> Path:
    """The tiny framework as it is, to build from or to break."""
    return tiny_lent.afresh()


@pytest.fixture(scope="session")
def tiny_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """What the tiny framework says in English, for tests that change none of its files."""
    return loaded(copy_tiny(tmp_path_factory.mktemp("read") / "tiny"))


@pytest.fixture(scope="session")
def known_lent(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    """The tiny framework of this process, with what is remembered of it once it was opened."""
    root = copy_tiny(tmp_path_factory.mktemp("known") / "tiny")
    editions = Editions(root)
    assert editions.source.breaches == []
    for language in editions.targets():
        editions.edition(language)
    editions.save()
    return Lent(root)


@pytest.fixture
def known(known_lent: Lent) -> Path:
    """The tiny framework where it was read before: for tests of what is done with it then."""
    return known_lent.afresh()
