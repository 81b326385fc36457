"""What `citizen-data serve` does: builds into a folder of its own, shows it, and builds again after each change."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.build import WATCHED, Outcome, build
from generator.bundle.manifest import read_manifest
from generator.cache.code import PROGRAM
from generator.cache.turns import Waiting, wait_silently
from generator.diagnostics import Diagnostic, ToolkitError, counted
from generator.files import in_one_line
from generator.order import Order
from generator.render.site.crew import OwnHands
from generator.render.site.server import HOST, Watched, serve_site

PREVIEW = "build/serve"
"""Never `site/`: what is being tried out must not be what is published, and it may have one language only."""


class ProgramChanged(Exception):
    """The running program is no longer the one on the disk: what it made would be kept under the new one's name."""


ONCE = "build/preview"
"""The pages of one language, a folder for each: beside what is served and what is published."""


def preview_pages(root: Path, tag: str, waiting: Waiting = wait_silently) -> tuple[Path, Outcome, list[str]]:
    """The pages of a language stand in a folder of their own, without papers; only what changed is made anew.

    Returns the folder, the outcome, and the pages that are not what they were there before.
    """
    out = root / ONCE / tag
    before = _digests(out)
    outcome = build(Order(root, out, (tag,), ("pages",)), waiting=waiting)
    return out, outcome, sorted(path for path, digest in _digests(out).items() if before.get(path) != digest)


def _digests(site: Path) -> dict[str, str]:
    """The pages of a site by what is in them; none where there is no site yet."""
    with suppress(OSError, ToolkitError):
        return {each.path: each.sha256 for each in read_manifest(site) if each.path.endswith(".html")}
    return {}


Report = Callable[[list[Diagnostic]], None]
Say = Callable[[str], None]


def serve(
    root: Path,
    tags: tuple[str, ...],
    port: int,
    jobs: int | None,
    report: Report,
    say: Say,
    waiting: Waiting = wait_silently,
) -> None:
    """The site is shown at http://127.0.0.1:`port` and built again whenever a source changes, until interrupted.

    ProgramChanged when the program must be started again.
    """
    preview = LiveSite(Order(root, root / PREVIEW, tags, jobs=jobs), report, say, waiting)
    # Looked at before the build: what changes meanwhile is built after it.
    watched = Watched([*(root / name for name in WATCHED), PROGRAM])
    preview.rebuild()
    say(f"http://{HOST}:{port}/ shows the site; Ctrl+C ends.")
    try:
        serve_site(preview.order.out, preview.rebuild, watched, port)
    except OSError as error:
        raise ToolkitError(f"port {port} can't be used: {error.strerror}; choose another with --port") from error


class LiveSite:
    """A site that is built again and again by one process, which keeps what it has loaded."""

    def __init__(self, order: Order, report: Report, say: Say, waiting: Waiting = wait_silently) -> None:
        self.order = order
        self._report, self._say, self._waiting = report, say, waiting
        self._held: dict[str, Any] = {}

    def rebuild(self, changed: Sequence[Path] = ()) -> bool:
        """The site is that of the sources of now, or it is what it was; says which, and why."""
        if any(path.is_relative_to(PROGRAM) for path in changed):
            raise ProgramChanged
        self._say(f"{self._names(changed)}building …")
        started = time.monotonic()
        try:
            outcome = build(self.order, waiting=self._waiting, crew=OwnHands, held=self._held)
        except (ToolkitError, OSError) as failure:
            # A disk that is full now may have room at the next change.
            self._say(f"error: {in_one_line(failure) if isinstance(failure, OSError) else failure}")
            return self._stays(1)
        self._report(list(outcome.diagnostics))
        return self._stays(len(outcome.diagnostics)) if outcome.failed else self._stands(outcome, started)

    def _names(self, changed: Sequence[Path]) -> str:
        if not changed:
            return ""
        first, more = changed[0].relative_to(self.order.root).as_posix(), len(changed) - 1
        return f"{first}{f' and {more} more' if more else ''} changed: "

    def _stands(self, outcome: Outcome, started: float) -> bool:
        self._say(f"ready in {time.monotonic() - started:.1f} s: {counted(outcome.pages, 'page')}.")
        return True

    def _stays(self, mistakes: int) -> bool:
        there = "the last good site is still shown" if self.order.out.is_dir() else "there is nothing to show yet"
        self._say(f"{mistakes} to mend; {there}. Waiting for the next change.")
        return False
