"""The whole site served to this machine, by a server that builds again and reloads pages when a source changes.

It uses the server of `mkdocs serve`, which puts its reload script into pages as it sends them: nothing of it is ever
in a file. It looks for changes itself: that costs a tenth, tells what changed, and rests while the site is built.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer, _timestamp

from generator.cache.fingerprint import Stamp, stamp_of, stamps_below
from generator.cache.stopping import asked
from generator.render.site.hook import CONTENT_POLICY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HOST = "127.0.0.1"
LOOK_EVERY = 0.2
"""Seconds. A look at all sources takes some hundredths."""

Rebuild = Callable[[Sequence[Path]], bool]
"""Called with the files that changed; True when a new site stands in the place of the old one."""


class Watched:
    """Files and folders, and how they looked when they were last looked at."""

    def __init__(self, places: Iterable[Path]) -> None:
        self._places = list(places)
        self._seen = self._look()

    def changes(self) -> list[Path]:
        """The files that were added, changed or taken away since the last look."""
        now = self._look()
        changed = {name for name, _ in now.items() ^ self._seen.items()}
        self._seen = now
        return [Path(name) for name in sorted(changed)]

    def _look(self) -> dict[str, Stamp]:
        found = {}
        for place in self._places:
            if place.is_file():
                found[str(place)] = stamp_of(place.stat())
            else:
                found.update((f"{place}/{name}", stamp) for name, stamp in stamps_below(str(place)))
        return found


class SiteServer(LiveReloadServer):
    """Serves a site to this machine only; pages lose the policy that would stop the reload script."""

    def __init__(self, site: Path, rebuild: Rebuild, watched: Watched, port: int) -> None:
        super().__init__(builder=lambda: None, host=HOST, port=port, root=str(site))
        self.set_app(self._open_policy)
        self.error_handler = lambda code: self._missing_page(site) if code == 404 else None
        self._rebuild = rebuild
        self._watched = watched
        self._watched_paths[str(site)] = 1  # its own watcher has nothing to do, but without a name pages get no script

    def _build_loop(self) -> None:
        swept = False
        while not self._shutdown and not asked:
            time.sleep(LOOK_EVERY)
            changed = self._watched.changes()
            if not changed:
                if not swept:
                    # A process that builds again and again would keep what each build has left: Python looks for that
                    # so seldom that it never comes to it. Now nobody waits: the browser has had its page.
                    gc.collect()
                    swept = True
                continue
            swept = False
            self._wanted_epoch = _timestamp()
            if self._rebuild(changed):
                with self._epoch_cond:
                    self._visible_epoch = self._wanted_epoch
                    self._epoch_cond.notify_all()

    def _open_policy(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the plain server does, but for the policy in pages."""
        if "\0" in environ.get("PATH_INFO", ""):
            # No file can have such a name, and the system refuses even to look for it.
            start_response("404 Not Found", [("Content-Length", "0")])
            return []
        answer: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            answer.append((status, headers))
            return lambda _: None

        body = self.serve_request(environ, note)
        status, headers = answer[-1]
        fields = {name.lower(): value for name, value in headers}
        if not fields.get("content-type", "").startswith("text/html"):
            start_response(status, headers)
            return body
        page = CONTENT_POLICY.sub("", b"".join(body).decode("utf-8")).encode("utf-8")
        kept = [(name, value) for name, value in headers if name.lower() not in ("content-length", "content-type")]
        kept += [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))]
        start_response(status, kept)
        return [page]

    @staticmethod
    def _missing_page(site: Path) -> bytes | None:
        page = site / "404.html"
        return page.read_bytes() if page.is_file() else None


def serve_site(site: Path, rebuild: Rebuild, watched: Watched, port: int = 8000) -> None:
    """Serve the site until the user stops it, calling `rebuild` after each change of what is watched.

    `rebuild` puts the new site in the same place; where it can't, the old one stays and the next change tries again.
    """
    server = SiteServer(site, rebuild, watched, port)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
