"""The whole site served to this machine, by a server that builds again and reloads pages when a source changes.

It uses the server of `mkdocs serve`, which puts its reload script into pages as it sends them: nothing of it is ever
in a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.livereload import LiveReloadServer

from generator.render.site.hook import CONTENT_POLICY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HOST = "127.0.0.1"


class SiteServer(LiveReloadServer):
    """Serves a site to this machine only; pages lose the policy that would stop the reload script."""

    def __init__(self, site: Path, rebuild: Callable[[], None], watch: Iterable[Path], port: int) -> None:
        super().__init__(builder=rebuild, host=HOST, port=port, root=str(site))
        self.set_app(self._open_policy)
        self.error_handler = lambda code: self._missing_page(site) if code == 404 else None
        for place in watch:
            if place.exists():
                self.watch(str(place))

    def _open_policy(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the plain server does, but for the policy in pages."""
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


def serve_site(site: Path, rebuild: Callable[[], None], watch: Iterable[Path], port: int = 8000) -> None:
    """Serve the site until the user stops it, calling `rebuild` after each change below `watch`.

    `rebuild` puts the new site in the same place; when it raises, the old one stays and the next change tries again.
    """
    server = SiteServer(site, rebuild, watch, port)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
