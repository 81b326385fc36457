"""Papers printed in several processes, while whoever asked goes on; what was printed before is used again."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from types import TracebackType

from generator.blocks.artifact import Printable
from generator.blocks.nodes import Booklet, Paper
from generator.cache.store import Store, key_of
from generator.render.formats import maker_of

PRINTING = ("generator.render.press", "generator.render.formats", "templates/pdf")
"""All that shapes a paper beside its content: the code that prints and all that it uses, and the look."""


@dataclass(frozen=True)
class PrintJob:
    """One file to make: a paper or a pack, and the ending that names its format; `read` gives the paper itself."""

    document: Printable
    suffix: str
    read: Callable[[], Paper | Booklet] = field(compare=False)

    @property
    def name(self) -> str:
        """The name of the file on the site."""
        return f"{self.document.name}.{self.suffix}"

    def __hash__(self) -> int:
        return hash(self.name)


class Press:
    """Prints papers into a store, those that were asked for first at first; use it as a context.

    `code` stands for all of PRINTING. Afterwards nobody prints any more, whether all was fetched or not.
    """

    def __init__(self, folder: Path, code: str, processes: int | None) -> None:
        self.store = Store(folder)
        self._code, self._processes = code, processes or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._asked: set[PrintJob] = set()
        self._finished: dict[PrintJob, Path] = {}
        self._printing: deque[tuple[list[PrintJob], Callable[[], list[Path]]]] = deque()

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *exception: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, jobs: Iterable[PrintJob]) -> None:
        """What of this was not printed before from the same content is being printed from now on."""
        keys = {
            job: key_of("paper", self._code, job.document.digest, job.suffix) for job in jobs if job not in self._asked
        }
        found = {job: self.store.file(key) for job, key in keys.items()}
        self._finished |= {job: path for job, path in found.items() if path is not None}
        # All files of a paper together: to read it, and to hand it over, takes as long as to print it in Word.
        missing = groupby((job for job in keys if found[job] is None), lambda job: job.document)
        papers = [list(same) for _, same in missing]
        for same in papers:
            files = [(job.suffix, keys[job]) for job in same]
            self._printing.append((same, self._result(same[0], files, alone=len(papers) == 1)))
        self._asked |= keys.keys()
        self.store.note_use(keys.values())

    def fetch(self, jobs: Sequence[PrintJob], progress: Callable[[int, int], None]) -> dict[PrintJob, Path]:
        """The finished file of each job that was begun; tells how many files there are, of how many begun."""
        for job in jobs:
            while job not in self._finished:
                same, result = self._printing.popleft()
                self._finished |= zip(same, result(), strict=True)
                progress(len(self._finished), len(self._asked))
        return {job: self._finished[job] for job in jobs}

    def _result(self, job: PrintJob, files: Sequence[tuple[str, str]], *, alone: bool) -> Callable[[], list[Path]]:
        """Gives the files of a paper; one that is alone is printed only then, by who asks: that is as quick."""
        if self._processes == 1 or (alone and self._pool is None):
            return lambda: _print(job.read(), files, self.store.folder)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._processes, _started(), initializer=_begin)
        return self._pool.submit(_print, job.read(), files, self.store.folder).result


def printable(document: Paper | Booklet, held: Sequence[str] = ()) -> Printable:
    """The paper by its name and a digest of everything that is in it; `held` are the digests of a pack's papers."""
    digest = sha256(repr((document, *held)).encode()).hexdigest()
    is_filled = isinstance(document, Paper) and document.is_filled
    return Printable(document.name, document.language, digest, is_filled)


def _started() -> BaseContext:
    """What starts workers. Ctrl+C finds none of it half loaded: it would say so with a traceback."""
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    from multiprocessing.forkserver import ensure_running

    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    # Typst and the caller may have threads: a plain fork of a process with threads can stand still for ever.
    return multiprocessing.get_context("forkserver")


def _begin() -> None:
    """A worker seldom looks for cycles of values, obeys Ctrl+C without a word, and ends when its parent was killed."""
    gc.set_threshold(100_000)  # a paper is thousands of values without a cycle
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if os.name == "posix":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # see `_started`
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _print(document: Paper | Booklet, files: Sequence[tuple[str, str]], folder: str) -> list[Path]:
    """The files of a paper with these endings, kept under these keys."""
    store = Store(folder)
    return [store.put(key, _made(document, suffix)) for suffix, key in files]


def _made(document: Paper | Booklet, suffix: str) -> bytes:
    maker = maker_of(suffix)
    if isinstance(document, Booklet):
        return maker.bind(document, suffix)
    return maker.render(document, suffix)
