"""The preview shows the site of now, reloads after a change, and leaves the files alone."""

from __future__ import annotations

import gc
import socket
import threading
import time
import urllib.error
import urllib.request
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator.cli import SELDOM
from generator.render.site.server import SiteServer, Watched, serve_site

pytestmark = pytest.mark.usefixtures("swept")

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:">
<title>Été</title></head><body><p>{word}</p></body></html>"""


class Preview:
    """A served site with one page, made from one source file."""

    class Round:
        """What a build leaves that leads back to itself, as pages and their files do."""

        def __init__(self) -> None:
            self.itself = self

    def __init__(self, folder: Path) -> None:
        self.changed: list[Path] = []
        self.left: list[weakref.ref[Preview.Round]] = []
        self.source = folder / "content" / "word.txt"
        self.site = folder / "site"
        self.page = self.site / "fr" / "index.html"
        self.source.parent.mkdir()
        self.page.parent.mkdir(parents=True)
        self.source.write_text("first")
        (self.site / "404.html").write_text(PAGE.format(word="lost"), encoding="utf-8")
        (self.site / "fr" / "form.pdf").write_bytes(b"%PDF")
        self.build()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.server = SiteServer(self.site, self.build, Watched([self.source.parent, folder / "none"]), self.port)
        self.thread = threading.Thread(target=self.server.serve)

    def build(self, changed: Sequence[Path] = ()) -> bool:
        self.changed += changed
        self.left.append(weakref.ref(self.Round()))
        word = self.source.read_text()
        if word != "broken":
            self.page.write_text(PAGE.format(word=word), encoding="utf-8")
        return word != "broken"

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body."""
        for _ in range(1200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
                    return answer.status, answer.headers["Content-Type"], answer.read()
            except urllib.error.HTTPError as problem:
                return problem.code, problem.headers["Content-Type"], problem.read()
            except urllib.error.URLError:
                time.sleep(0.05)  # not listening yet
        raise AssertionError("the server does not answer")

    def wait_for(self, word: str) -> bool:
        """True when the page says the word: soon, or on a machine that does much else within a minute."""
        for _ in range(600):
            if word.encode() in self.get("/fr/")[2]:
                return True
            time.sleep(0.1)
        return False


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    served = Preview(tmp_path)
    served.thread.start()
    yield served
    served.server.shutdown(wait=True)
    served.thread.join()


def test_page_is_served_with_reload_and_the_file_is_left_alone(preview: Preview) -> None:
    status, kind, body = preview.get("/fr/index.html")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "Été" in body.decode("utf-8")
    assert b"livereload(" in body
    assert b"Content-Security-Policy" not in body
    assert preview.page.read_text(encoding="utf-8") == PAGE.format(word="first")
    assert preview.get("/fr/form.pdf")[1:] == ("application/pdf", b"%PDF")


def test_change_is_built_and_told_to_the_browser(preview: Preview) -> None:
    assert preview.wait_for("first")
    epoch = preview.get("/fr/")[2].rpartition(b"livereload(")[2].split(b",")[0].decode()
    preview.source.write_text("broken")
    while not preview.changed:
        time.sleep(0.05)
    preview.source.write_text("second")
    assert int(preview.get(f"/livereload/{epoch}/1")[2]) > int(epoch)
    assert preview.wait_for("second")
    assert preview.changed == [preview.source] * 2


def test_what_builds_leave_does_not_stay(preview: Preview) -> None:
    """The command lets Python look for what is left so seldom that a day of edits would fill the memory."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        for number in range(3):
            preview.source.write_text(f"edit {number}")
            assert preview.wait_for(f"edit {number}")
        assert len(preview.left) == 4
        until = time.monotonic() + 60
        while any(each() for each in preview.left) and time.monotonic() < until:
            time.sleep(0.05)
        assert [each() for each in preview.left] == [None] * 4
    finally:
        gc.set_threshold(*usual)


def test_missing_page_and_other_machines(preview: Preview) -> None:
    status, _, body = preview.get("/fr/none.html")
    assert status == 404
    assert b"lost" in body
    assert preview.get("/../content/word.txt")[0] == 404
    assert preview.get("/%00")[0] == preview.get("/fr/%00.html")[0] == 404
    assert preview.server.server_address[0] == "127.0.0.1"


def test_a_stop_that_something_swallows_still_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python drops an exception that is raised in a destructor; the next look at the sources must see it."""
    source = tmp_path / "word.txt"
    source.write_text("first")
    built: list[list[Path]] = []
    asked: list[float] = []
    monkeypatch.setattr("generator.render.site.server.asked", asked)

    def rebuild(changed: Sequence[Path]) -> bool:
        built.append(list(changed))
        asked.append(0.0)
        return True

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    watched = Watched([source])
    source.write_text("second")
    serve_site(tmp_path, rebuild, watched, port)
    assert built == [[source]]
