"""A tab that tests share has forgotten, when the next one comes, whatever the one before did with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import machine
from tests.browser.conftest import Tabs, served

MAKE = {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"}
KEEP = """async () => {
  localStorage.kept = sessionStorage.kept = document.cookie = 'kept=1';
  addEventListener('pagehide', () => { sessionStorage.late = 1; });
  addEventListener('beforeunload', event => { event.preventDefault(); });
  await new Promise(done => { indexedDB.open('kept').onsuccess = done; });
  if (window.caches && location.protocol !== 'file:') {
    await caches.open('kept');
    await navigator.serviceWorker.register('sw.js');
  }
}"""
KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie, history.length,
  (await indexedDB.databases()).length,
  location.protocol === 'file:' ? 0 : (await caches.keys()).length,
  location.protocol === 'file:' ? 0 : (await navigator.serviceWorker.getRegistrations()).length,
  innerWidth, matchMedia('print').matches, matchMedia('(prefers-color-scheme: dark)').matches, navigator.onLine]"""


@pytest.mark.parametrize("disk", [False, True])
def test_nothing_is_left_of_the_test_before(tabs: Tabs, tmp_path: Path, disk: bool) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>x</title><button>y</button>", encoding="utf-8")
    (tmp_path / "sw.js").write_text("", encoding="utf-8")
    with served(tmp_path) as host:
        address = (tmp_path / "page.html").as_uri() if disk else f"{host}page.html"
        with tabs(**MAKE) as first:
            page = first.page
            page.goto(address)
            fresh = page.evaluate(KEPT)
            page.evaluate(KEEP)
            page.click("button")
            page.set_viewport_size({"width": 500, "height": 500})
            page.emulate_media(media="print", color_scheme="light")
            page.route("**/*", lambda route: route.abort())
            page.context.new_page()
            page.context.set_offline(True)
            changed = page.evaluate(KEPT)
            assert [one == other for one, other in zip(fresh, changed, strict=True)].count(True) <= 1 + 3 * disk
        with tabs(**MAKE) as second:
            assert second.page is page and page.context.pages == [page]
            assert (second.asked, second.complaints) == ([], [])
            page.goto(address)
            assert page.evaluate(KEPT) == fresh
        with tabs(**MAKE) as other:
            other.page.close()
        with tabs(**MAKE) as other:
            assert other.page is not page, "one that was closed is not given again"


def test_nothing_that_nobody_sees_is_opened_behind_a_tab(browser: Browser, tabs: Tabs) -> None:
    """Each would take more of a processor than what a test does in its tab; what Playwright turns off stays off."""
    with tabs(**MAKE) as visit:
        visit.page.goto("about:blank")
        client = browser.new_browser_cdp_session()
        found = client.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        client.detach()
    assert [each["url"] for each in found if each["type"] == "browser_ui"] == []
    assert any("HttpsUpgrades" in option for option in machine.options())
