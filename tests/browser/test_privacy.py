"""Words looked up stay here, the policy stops what it should, and a first visit is light.

That no page asks for anything from elsewhere, `test_every_page.py` says.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.conftest import Visit

FIRST_VISIT = 80 * 1024
KEPT = """async () => localStorage.length + sessionStorage.length + document.cookie.length
  + (indexedDB.databases ? (await indexedDB.databases()).length : 0)"""

INJECT = """([name, text]) => {
  const part = document.createElement(name);
  part.textContent = text;
  document.head.append(part);
}"""
LOAD_IMAGE = """address => new Promise(done => {
  const image = new Image();
  image.onload = () => done('seen');
  image.onerror = () => done('stopped');
  image.src = address;
})"""


def test_search_keeps_and_sends_nothing(wide: Visit, host: str) -> None:
    """Words looked up stay out of the address, of storage and of requests."""
    page = wide.page
    page.goto(host + "en/index.html")
    assert not [address for address in wide.asked if "search" in address]
    page.click("#__search-open")
    page.wait_for_selector("#__search[data-state=ready]")
    page.fill("#__search-words", "community")
    page.wait_for_selector("#__search-results li")
    assert page.url == host + "en/index.html"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != host + "en/index.html", wait_until="load")
    assert [address for address in wide.asked if urlsplit(address).query] == []
    assert page.evaluate(KEPT) == 0


def test_the_policy_stops_what_it_should(wide: Visit, host: str) -> None:
    """A script, a style and a connection that are not files of the site do not run."""
    page = wide.page
    page.goto(host + "en/index.html")
    page.evaluate(INJECT, ["script", "window.ran = 1"])
    page.evaluate(INJECT, ["style", "body {display: none}"])
    assert page.evaluate("window.ran") is None
    assert page.locator("h1").is_visible()
    assert page.evaluate("fetch('index.html').then(() => 'sent', () => 'stopped')") == "stopped"
    assert page.evaluate(LOAD_IMAGE, "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=") == "stopped"


def test_first_visit_is_light(wide: Visit, host: str, site: Path, paths: list[str]) -> None:
    """A page with all that it loads, compressed as servers do, stays within the budget."""
    weights = {file: len(gzip.compress((site / file).read_bytes())) for file in paths}
    for heaviest in sorted(weights, key=lambda path: weights[path])[-3:]:
        wide.asked.clear()
        wide.page.goto(host + heaviest)
        wide.page.wait_for_load_state("networkidle")
        files = {address.removeprefix(host).partition("#")[0] for address in wide.asked}
        total = sum(len(gzip.compress((site / file).read_bytes())) for file in files)
        assert total <= FIRST_VISIT, f"{heaviest}: {total} bytes"
