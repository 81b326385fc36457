"""A language kept on a device: only when asked for, whole or not at all, and never two versions mixed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.bundle.keep import keep_lists
from generator.bundle.manifest import list_files
from tests.browser.conftest import NARROW, served

LOOK, START, REMOVE = (f"#__keep button >> nth={number}" for number in range(3))
STATUS = "#__keep [role=status]"
FULL = 300_000
"""Milliseconds in which all files are there, also on a busy machine."""
STORED = "async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
CACHES = "async () => (await caches.keys()).filter(name => !name.endsWith(' kept')).map(name => name.split('/').pop())"
VERSIONS = "[document.documentElement.dataset.page, window.versionOfScript]"


class Copy:
    """A site of its own with few pages; each version of it marks its pages and its scripts."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.folder = folder
        (folder / "en").mkdir(parents=True)
        shutil.copy(site / "sw.js", folder)
        for assets in ("assets", "en/assets"):
            shutil.copytree(site / assets, folder / assets)
        for name in ("about.html", "definition.html", "glossary.html"):
            shutil.copy(site / "en" / name, folder / "en")
        self.pages = {path: path.read_text(encoding="utf-8") for path in sorted((folder / "en").glob("*.html"))}
        self.script = (folder / "assets/javascripts/site.js").read_text(encoding="utf-8")
        self.publish("1.0.0")

    def publish(self, version: str) -> None:
        """Another version stands at the same addresses."""
        for path, held in self.pages.items():
            path.write_text(held.replace("<html ", f'<html data-page="{version}" ', 1), encoding="utf-8")
        script = self.folder / "assets/javascripts/site.js"
        script.write_text(f"{self.script}\nwindow.versionOfScript = '{version}';\n", encoding="utf-8")
        for name, content in keep_lists(list_files(self.folder), ("en",), version):
            (self.folder / name).write_bytes(content)


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Copy:
    return Copy(site, tmp_path / "copy")


@pytest.fixture
def there(copy: Copy) -> Iterator[str]:
    with served(copy.folder) as address:
        yield address


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": NARROW, "height": 640})
    yield context
    context.close()


def kept(page: Page, host: str) -> None:
    """The newest version is kept, by two presses."""
    page.goto(f"{host}en/about.html")
    page.click(LOOK)
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text("Kept on this device", timeout=FULL)


def test_nothing_is_kept_before_a_press_and_the_size_is_told_first(phone: BrowserContext, there: str) -> None:
    page = phone.new_page()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    page.goto(f"{there}en/about.html")
    expect(page.locator(LOOK)).to_be_visible()
    assert not [address for address in asked if "keep-list" in address or "sw.js" in address]
    page.click(LOOK)
    expect(page.locator(START)).to_have_text("Keep it (2 MB)")
    page.goto(f"{there}en/definition.html")
    assert page.evaluate(STORED) == [0, 0]
    assert all(address.startswith(there) for address in asked)


def test_pages_and_search_open_without_a_network(phone: BrowserContext, there: str) -> None:
    page = phone.new_page()
    kept(page, there)
    phone.set_offline(True)
    page.goto(f"{there}en/definition.html")
    assert page.locator("h1").is_visible()
    page.click("#__search-open")
    page.wait_for_selector("#__search[data-state=ready]")
    page.fill("#__search-words", "community")
    page.wait_for_selector("#__search-results li")


def test_versions_never_mix(phone: BrowserContext, there: str, copy: Copy) -> None:
    """The old one answers whole until the new one is there whole; an open page keeps what it came with."""
    page, other = phone.new_page(), phone.new_page()
    kept(page, there)
    other.goto(f"{there}en/definition.html")
    copy.publish("2.0.0")
    for path in ("definition", "glossary", "about"):
        page.goto(f"{there}en/{path}.html")
        assert page.evaluate(VERSIONS) == ["1.0.0", "1.0.0"]
    # The new version is broken on its way: one file is not what its list says.
    spoilt = copy.folder / "en/glossary.html"
    whole = spoilt.read_bytes()
    spoilt.write_bytes(whole + b" ")
    page.click(LOOK)
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text("That did not work", timeout=FULL)
    page.goto(f"{there}en/about.html")
    assert page.evaluate(VERSIONS) == ["1.0.0", "1.0.0"]
    expect(page.locator(STATUS)).to_contain_text("version 1.0.0")
    spoilt.write_bytes(whole)
    page.click(LOOK)
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text("version 2.0.0", timeout=FULL)
    # The page that was open loads its search late, from its own version.
    loaded = (
        "fetched => new Promise(done => { const script = document.createElement('script');"
        " script.src = '../assets/javascripts/site.js?late'; script.onload = () => done(window.versionOfScript);"
        " document.head.appendChild(script); })"
    )
    assert other.evaluate(loaded) == "1.0.0"
    assert len(page.evaluate(CACHES)) == 2
    phone.set_offline(True)
    other.goto(f"{there}en/glossary.html")
    assert other.evaluate(VERSIONS) == ["2.0.0", "2.0.0"]
    page.goto(f"{there}en/about.html")
    expect(page.locator(STATUS)).to_contain_text("version 2.0.0")
    assert page.evaluate(VERSIONS) == ["2.0.0", "2.0.0"]
    (name,) = page.evaluate(CACHES)
    assert " en 2.0.0 " in name


def test_a_lost_network_changes_nothing_and_is_taken_up_again(phone: BrowserContext, there: str, copy: Copy) -> None:
    page = phone.new_page()
    page.goto(f"{there}en/about.html")
    page.click(LOOK)
    missing = copy.folder / "en/glossary.html"
    whole = missing.read_bytes()
    missing.unlink()
    page.click(START)
    expect(page.locator(STATUS)).to_contain_text("That did not work", timeout=FULL)
    page.goto(f"{there}en/about.html")
    expect(page.locator(REMOVE)).to_be_hidden()
    missing.write_bytes(whole)
    kept(page, there)
    page.click(LOOK)
    expect(page.locator(STATUS)).to_have_text("You have the newest version.")


def test_removing_leaves_nothing(phone: BrowserContext, there: str) -> None:
    page = phone.new_page()
    kept(page, there)
    page.goto(f"{there}en/about.html")
    above, below = (page.locator(button).bounding_box() for button in (LOOK, REMOVE))
    assert above and below and below["y"] - above["y"] - above["height"] >= 8, "a thumb presses both buttons"
    page.click(REMOVE)
    expect(page.locator(STATUS)).to_have_text("It is removed.")
    page.goto("about:blank")
    page.goto(f"{there}en/definition.html")
    assert page.evaluate(STORED) == [0, 0]
    phone.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{there}en/glossary.html")


def test_a_page_from_the_disk_has_no_button(phone: BrowserContext, site: Path) -> None:
    page = phone.new_page()
    page.goto((site / "en/about.html").as_uri())
    assert page.locator("#keep").is_visible()
    assert page.locator("#__keep").is_hidden()
