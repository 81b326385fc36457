"""A real browser on the built site, over http and from the disk.

The fixture `site` (the built folder) comes from tests/conftest.py.
"""

from __future__ import annotations

import os
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Error,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from generator.packing import make_kits
from tests import machine
from tests.conftest import ROOT, made_once
from tests.passed import Passed

PATIENCE = 120_000
"""Milliseconds. What has to come comes long before; a machine that does much else must not make it a mistake."""
expect.set_options(timeout=PATIENCE)
NARROW = 320
WIDE = 1280
SHARES = 25
"""Into how many parts the sweep over all pages is cut, for processes to share; no multiple of what goes by turns."""


KINDS = (
    "index", "principles/independence", "stages", "stages/design", "documents", "documents/adult-consent",
    "fill/oral-consent", "classify", "glossary", "questions", "questions/people",
)  # fmt: skip
"""A page of each kind, below its language's folder."""

EVERYTHING = bool(os.environ.get("ALL_PAGES"))
"""`make pages`: every page in every language and every look, where `make test` takes turns."""


SMALL = 4_000
"""Bytes that no page with a frame is below: most pages need not be read to know that they have one."""


def leads_on(page: Path) -> bool:
    """True for the small page at an address that was given up: it has no frame, and a reader never sees it."""
    return page.stat().st_size < SMALL and "assets/moved.js" in page.read_text(encoding="utf-8")


DISK = "file://"
"""Where pages from a disk keep what they keep."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest's output is for failures."""


@dataclass
class Visit:
    """A tab and what it did: every address it asked for and every complaint of the browser."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)

    @classmethod
    def watch(cls, context: BrowserContext) -> Visit:
        """Open a tab whose requests, console messages and script errors are written down."""
        context.set_default_timeout(PATIENCE)
        visit = cls(context.new_page())
        visit.page.on("request", lambda request: visit._asks(request.url))
        visit.page.on("requestfailed", visit._failed)
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit

    def files(self, home: str) -> list[str]:
        """The files that it asked for, by their paths below the address of the site."""
        start = len(urlsplit(home).path)
        return [urlsplit(address).path[start:] for address in self.asked if address.startswith(home)]

    def _asks(self, address: str) -> None:
        self.asked.append(address)
        scheme, host, *_ = urlsplit(address)
        if scheme in {"http", "https", "file"}:
            self.origins.add(f"{scheme}://{host}")

    def _failed(self, request: Request) -> None:
        """An icon that was still under way when the reader went on is no failure."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")


def device(browser: Browser, viewport: ViewportSize, **make: Any) -> Visit:
    """A tab of that size, on a device of its own.

    The browser's own window keeps its size: a page is told another one just the same, and to lay out a window that
    nobody sees takes a tenth of what is asked of a page.
    """
    visit = Visit.watch(browser.new_context(no_viewport=True, **make))
    visit.page.set_viewport_size(viewport)
    return visit


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium or Chrome, or the one that Playwright installed."""
    found = machine.browser()
    assert found, "no browser here: run `python -m tests.machine`"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=machine.options())
        yield running
        running.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over http, as `http://127.0.0.1:PORT/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """The site over http."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def kits(site: Path, shared: Path) -> Path:
    """The folder of the kits of pages in each language, packed once for all test processes."""

    def make(folder: Path) -> None:
        made = folder.with_suffix(".new")
        make_kits(ROOT, site, (), ("pages",), made)
        made.rename(folder)

    return made_once(shared / "kits", make)


@pytest.fixture(scope="session")
def tags(site: Path) -> list[str]:
    """The languages of the site, the default one first."""
    found = sorted(folder.parent.name for folder in site.glob("*/index.html"))
    assert found, f"no language was built into {site}"
    return sorted(found, key=lambda tag: tag != "en")


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """Every page of every language, and the language chooser, below the site's folder."""
    inside = sorted(file.relative_to(site).as_posix() for file in site.glob("*/**/*.html") if not leads_on(file))
    return ["index.html", *inside]


CHECKS = [path for ending in ("py", "js") for path in Path(__file__).parent.glob(f"*.{ending}")]
"""What a page is asked is written in these files, among others."""


@pytest.fixture
def passed(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Passed:
    """What passed this test before; with `make pages` nothing is taken for granted."""
    name = re.sub(r"\W+", "-", request.node.nodeid.rpartition("/")[2])
    programs = [browser.version, *[secrets.token_hex()] * EVERYTHING]
    return Passed(name, site, CHECKS, *programs)


Tabs = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Opens the tab of a device of this make, which has forgotten what tests before did with it.

    Device and tab stay for the next test: new ones take half a second of a processor, to forget takes a tenth.
    """
    devices: dict[str, Visit] = {}

    @contextmanager
    def opened(**make: Any) -> Iterator[Visit]:
        visit = devices.pop(repr(make), None) or device(browser, **make)
        visit.asked, visit.complaints, visit.origins = [], [], set()
        yield visit
        if forgotten(visit, make):
            devices[repr(make)] = visit
        else:
            visit.page.context.close()

    yield opened
    for visit in devices.values():
        visit.page.context.close()


PLAIN = Path(__file__).with_name("structure.js").as_uri()
"""A file without scripts or styles, to stand on a disk and not on a page."""


def forgotten(visit: Visit, make: dict[str, Any]) -> bool:
    """True if it could be made so that the device has this one tab, as at first, and nothing that a page kept."""
    if not all(origin == DISK or urlsplit(origin).hostname == "127.0.0.1" for origin in visit.origins):
        return False  # to forget what a page elsewhere kept, one would have to go there
    try:
        _forget(visit, make)
    except Error:  # it was closed or broke down, or the server that it was at has ended
        return False
    return True


def _forget(visit: Visit, make: dict[str, Any]) -> None:
    page, device = visit.page, visit.page.context
    for other in device.pages:
        if other is not page:
            other.close()
    device.unroute_all()
    page.unroute_all()
    device.clear_cookies()
    device.set_offline(make.get("offline", False))
    page.on("dialog", _leave)  # a form with answers asks whether it may be left
    client = device.new_cdp_session(page)
    for origin in sorted(visit.origins):
        page.goto(PLAIN if origin == DISK else f"{origin}/robots.txt")
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        client.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    client.send("Page.resetNavigationHistory")
    client.detach()
    page.remove_listener("dialog", _leave)
    page.set_viewport_size(make["viewport"])
    page.emulate_media(
        media="null",
        color_scheme=make.get("color_scheme", "light"),
        reduced_motion=make.get("reduced_motion", "no-preference"),
        forced_colors=make.get("forced_colors", "none"),
    )


def _leave(dialog: Dialog) -> None:
    dialog.accept()


@pytest.fixture
def narrow(tabs: Tabs) -> Iterator[Visit]:
    """A tab as wide as the smallest phone, or as any screen at 400 %."""
    with tabs(viewport={"width": NARROW, "height": 640}) as visit:
        yield visit


@pytest.fixture
def wide(tabs: Tabs) -> Iterator[Visit]:
    """A tab on a desktop screen."""
    with tabs(viewport={"width": WIDE, "height": 800}) as visit:
        yield visit


@pytest.fixture
def away(tabs: Tabs) -> Iterator[Visit]:
    """A tab where no network is."""
    with tabs(viewport={"width": WIDE, "height": 800}, offline=True) as visit:
        yield visit


@pytest.fixture
def scriptless(tabs: Tabs) -> Iterator[Visit]:
    """A narrow tab without JavaScript."""
    with tabs(viewport={"width": NARROW, "height": 640}, java_script_enabled=False) as visit:
        yield visit


def stands_alone(site: Path, tag: str, paper: str) -> bool:
    """True for a paper whose translation is reviewed as a whole: then nothing is stamped and English stands not by."""
    return tag == "en" or any((site / tag / "papers").glob(f"{paper}.{tag}.*"))
