"""Papers printed in several processes; what was printed before from the same content is used again."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.nodes import Booklet, Paper
from generator.render.formats import maker_of
from generator.render.site.link import link_file

_KEPT = 1000


@dataclass(frozen=True)
class PrintJob:
    """One file to make: a paper or a pack, and the ending that names its format."""

    document: Paper | Booklet
    suffix: str

    @property
    def name(self) -> str:
        """The name of the file on the site."""
        return f"{self.document.name}.{self.suffix}"

    def __hash__(self) -> int:
        return hash(self.name)


def print_papers(
    jobs: Sequence[PrintJob], folder: Path, code: str, processes: int | None, progress: Callable[[int], None]
) -> dict[PrintJob, Path]:
    """Each job's finished file in `folder`; files that no job of this run asked for are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {id(job.document): job.document for job in jobs}
    digests = {key: _digest(document, code) for key, document in contents.items()}
    finished = {job: folder / f"{digests[id(job.document)]}.{job.suffix}" for job in jobs}
    missing = [job for job in jobs if not finished[job].exists()]
    for number, _ in enumerate(_printed(missing, finished, processes), len(jobs) - len(missing) + 1):
        progress(number)
    _forget_old(folder, set(finished.values()))
    return finished


def _forget_old(folder: Path, current: set[Path]) -> None:
    """Of the files that this run did not ask for, only the newest stay: an unchanged language may still need them."""
    others = sorted(set(folder.iterdir()) - current, key=lambda path: (path.stat().st_mtime_ns, path.name))
    for old in others[:-_KEPT]:
        old.unlink()


def link_files(folder: Path, files: Mapping[str, Path]) -> None:
    """The folder holds exactly these files, by name, as links to where they were made."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, made in files.items():
        target = folder / name
        if not (target.exists() and target.samefile(made)):
            target.unlink(missing_ok=True)
            link_file(made, target)


def _digest(document: Paper | Booklet, code: str) -> str:
    """Names all that the bytes depend on beside the suffix: the content, and the code that renders it."""
    return hashlib.sha256(f"{code}\n{document!r}".encode()).hexdigest()[:32]


def _printed(jobs: Sequence[PrintJob], finished: dict[PrintJob, Path], processes: int | None) -> Iterator[PrintJob]:
    if len(jobs) < 2 or processes == 1:
        yield from (_print(job, finished[job]) for job in jobs)
        return
    # Typst and the caller may have threads, and a plain fork of a process with threads can stand still for ever.
    fresh = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    with ProcessPoolExecutor(min(processes or os.cpu_count() or 1, len(jobs)), fresh) as pool:
        yield from pool.map(_print, jobs, [finished[job] for job in jobs], chunksize=max(1, len(jobs) // 16))


def _print(job: PrintJob, path: Path) -> PrintJob:
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(_made(job))
    unfinished.replace(path)
    return job


def _made(job: PrintJob) -> bytes:
    maker = maker_of(job.suffix)
    if isinstance(job.document, Booklet):
        return maker.bind(job.document, job.suffix)
    return maker.render(job.document, job.suffix)
