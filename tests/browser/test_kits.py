"""Kits as people open them: from a folder on the disk, with no network."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.blocks.nodes import pack_name
from generator.compose.packs import kit_of, targets_of, whole_kit_of
from generator.packing import make_kits
from tests.browser.conftest import EVERYTHING, NARROW, Tabs, Visit
from tests.conftest import ROOT, opened
from tests.links import broken_links

DEAD = """root => [...document.querySelectorAll('a[href]')].map(link => link.href)
  .filter(address => !/^(https?|mailto):/.test(address) && !address.startsWith(root))"""


LARGE = ("en", "ar", "zh")
"""All that there is, and the letters that take most room: what fits in these is cut to size in the others too."""


@pytest.fixture(scope="module")
def made(site: Path, kits: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Those of pages in each language, and the larger ones in some; all with `make pages`."""
    some = () if EVERYTHING else LARGE
    larger = make_kits(ROOT, site, some, ("papers", "trainer"), tmp_path_factory.mktemp("papers"))
    return [*kits.glob("*.zip"), *(each.file for each in larger)]


@pytest.fixture
def offline(tabs: Tabs) -> Iterator[Visit]:
    with tabs(viewport={"width": NARROW, "height": 640}, offline=True) as visit:
        yield visit


def unpacked(kit: Path, folder: Path) -> Path:
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(folder)
    return folder


def test_kits_keep_their_size_and_lead_nowhere_else(made: list[Path], tmp_path: Path) -> None:
    for kit in made:
        limit = {"pages": 1_474_560, "papers": 10_000_000}.get(kit.stem.rpartition("-")[2])
        assert limit is None or kit.stat().st_size <= limit
        assert broken_links(unpacked(kit, tmp_path / kit.stem)) == []


def test_a_trainer_has_the_sheets_of_each_workshop_and_every_paper_to_hand_out(made: list[Path]) -> None:
    library = opened(ROOT).source.usable
    wanted = {
        name
        for each in library.programmes.programmes
        for name in (pack_name(kit_of(each).id), *names(targets_of(library, whole_kit_of(library, each))))
    }
    with_workshops = [each for each in made if each.name.endswith(("-en-trainer.zip", "-ar-trainer.zip"))]
    for kit in with_workshops:
        with zipfile.ZipFile(kit) as archive:
            held = {name.partition("/papers/")[2].partition(".")[0] for name in archive.namelist() if ".a4-" in name}
        assert wanted - held == set(), kit.name
    assert with_workshops


def names(targets: Iterable[str]) -> Iterator[str]:
    return (each.partition(":")[2] for each in targets)


def test_a_kit_opens_from_a_folder_with_menu_and_search(made: list[Path], offline: Visit, tmp_path: Path) -> None:
    (kit,) = (each for each in made if each.name.endswith("-ar-pages.zip"))
    folder = unpacked(kit, tmp_path / "kit %20 'é")
    page, root = offline.page, f"{folder.as_uri()}/"
    page.goto(f"{root}index.html")
    page.locator("main a").first.click()
    expect(page.locator("#__menu-open")).to_be_visible()
    for path in ("principles/relevance", "stages/design", "documents/adult-consent", "classify"):
        page.goto(f"{root}ar/{path}.html")
        assert page.locator("#__menu a[aria-current]").count() >= 1
        assert page.locator("#__toc li").count() >= 1
        assert page.evaluate(DEAD, root) == []
        assert page.locator(".sheet__page").text_content() == page.locator("h1").text_content()
    page.click("#__search-open")
    page.wait_for_selector("#__search[data-state=ready]")
    page.fill("#__search-words", "الخصوصية")
    page.wait_for_selector("#__search-results li a[href]")
    page.locator("#__search-results li a[href]").first.click()
    page.wait_for_url(lambda address: address.startswith(f"{root}ar/") and "classify" not in address)
    assert page.locator("h1").is_visible()
    assert offline.complaints == []
    assert all(address.startswith("file:") for address in offline.asked)


def test_what_a_script_links_to_and_the_kit_lacks_says_so(made: list[Path], offline: Visit, tmp_path: Path) -> None:
    (kit,) = (each for each in made if each.name.endswith("-en-pages.zip"))
    page = offline.page
    page.goto(f"{unpacked(kit, tmp_path / 'kit').as_uri()}/en/packs.html")
    page.evaluate("""() => {
      const link = document.querySelector('main').appendChild(document.createElement('a'));
      link.textContent = 'Fill it in';
      link.href = 'fill/adult-consent.html';
      link.id = 'late';
    }""")
    expect(page.locator("#late")).to_have_text("Fill it in (not in this kit)")
    assert page.locator("#late[href]").count() == 0
