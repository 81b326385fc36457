"""Words looked up stay here, and the policy stops what it should.

That no page asks for anything from elsewhere, `test_every_page.py` says.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.browser.conftest import Visit

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
