"""A real browser on the built site, over http and from the disk.

The fixture `site` (the built folder) comes from tests/conftest.py.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests import machine

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
    return page.stat().st_size < SMALL and "javascripts/moved.js" in page.read_text(encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: pytest's output is for failures."""


@dataclass
class Visit:
    """A tab and what it did: every address it asked for and every complaint of the browser."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def watch(cls, context: BrowserContext) -> Visit:
        """Open a tab whose requests, console messages and script errors are written down."""
        context.set_default_timeout(PATIENCE)
        visit = cls(context.new_page())
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        visit.page.on("requestfailed", visit._failed)
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit

    def _failed(self, request: Request) -> None:
        """An icon that was still under way when the reader went on is no failure."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium or Chrome, or the one that Playwright installed."""
    found = machine.browser()
    assert found, "no browser here: run `python -m tests.machine`"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
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


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Visit]:
    """A tab as wide as the smallest phone, or as any screen at 400 %."""
    context = browser.new_context(viewport={"width": NARROW, "height": 640})
    yield Visit.watch(context)
    context.close()


@pytest.fixture
def wide(browser: Browser) -> Iterator[Visit]:
    """A tab on a desktop screen."""
    context = browser.new_context(viewport={"width": WIDE, "height": 800})
    yield Visit.watch(context)
    context.close()


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Visit]:
    """A narrow tab without JavaScript."""
    context = browser.new_context(viewport={"width": NARROW, "height": 640}, java_script_enabled=False)
    yield Visit.watch(context)
    context.close()


def stands_alone(site: Path, tag: str, paper: str) -> bool:
    """True for a paper whose translation is reviewed as a whole: then nothing is stamped and English stands not by."""
    return tag == "en" or any((site / tag / "papers").glob(f"{paper}.{tag}.*"))
