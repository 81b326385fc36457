"""Papers printed in several processes; what was printed before from the same content is used again."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, groupby
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

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
    """Prints papers into a store; `code` stands for all of PRINTING."""

    def __init__(self, folder: Path, code: str, processes: int | None) -> None:
        self.store = Store(folder)
        self._code, self._processes = code, processes

    def printed(self, jobs: Sequence[PrintJob], progress: Callable[[int], None]) -> dict[PrintJob, Path]:
        """Each job's finished file, as it was printed before from the same content, or now."""
        keys = {job: key_of("paper", self._code, job.document.digest, job.suffix) for job in jobs}
        found = {job: self.store.file(keys[job]) for job in jobs}
        missing = [job for job in jobs if found[job] is None]
        finished = {job: path for job, path in found.items() if path is not None}
        for job, path in self._print(missing, [keys[job] for job in missing]):
            finished[job] = path
            progress(len(finished))
        self.store.note_use(keys.values())
        return {job: finished[job] for job in jobs}

    def _print(self, jobs: Sequence[PrintJob], keys: Sequence[str]) -> Iterator[tuple[PrintJob, Path]]:
        # All files of a paper together: to read it, and to hand it over, takes as long as to print it in Word.
        papers = [list(same) for _, same in groupby(zip(jobs, keys, strict=True), lambda each: each[0].document)]
        documents = (same[0][0].read() for same in papers)
        files = [[(job.suffix, key) for job, key in same] for same in papers]
        folders = [self.store.folder] * len(papers)
        if len(papers) < 2 or self._processes == 1:
            yield from zip(jobs, chain.from_iterable(map(_print, documents, files, folders)), strict=True)
            return
        # Typst and the caller may have threads, and a plain fork of a process with threads can stand still for ever.
        fresh = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        workers = min(self._processes or os.cpu_count() or 1, len(papers))
        with ProcessPoolExecutor(workers, fresh, initializer=_begin) as pool:
            paths = pool.map(_print, documents, files, folders, chunksize=max(1, min(5, len(papers) // 16)))
            yield from zip(jobs, chain.from_iterable(paths), strict=True)


def printable(document: Paper | Booklet, held: Sequence[str] = ()) -> Printable:
    """The paper by its name and a digest of everything that is in it; `held` are the digests of a pack's papers."""
    digest = sha256(repr((document, *held)).encode()).hexdigest()
    is_filled = isinstance(document, Paper) and document.is_filled
    return Printable(document.name, document.language, digest, is_filled)


def _begin() -> None:
    """A worker seldom looks for cycles of values, obeys Ctrl+C without a word, and ends when its parent was killed."""
    gc.set_threshold(100_000)  # a paper is thousands of values without a cycle
    signal.signal(signal.SIGINT, signal.SIG_DFL)
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
