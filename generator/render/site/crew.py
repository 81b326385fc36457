"""Workers that build languages side by side: one process loads MkDocs, then forks others that share it.

The first process is a fresh interpreter, so the caller may have threads. Where forking is not safe, that process takes
one language after the other; where no process can be started at all, the caller does. The bytes are always the same.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from generator.diagnostics import ToolkitError
from generator.files import in_one_line
from generator.render.site.job import LanguageJob, LanguageResult

ROOT = Path(__file__).parents[3]
PROGRAM = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from generator.render.site.crew import lead; lead()"


def can_fork() -> bool:
    """True where a process without threads may be forked; on macOS system libraries forbid it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class Crew:
    """Builds languages with at most `workers` processes; use it as a context, or call `close` at the end.

    The workers hold the open files `held` as long as they live (see `cache/turns.py`).
    """

    def __init__(self, workers: int, held: tuple[int, ...] = ()) -> None:
        self._workers = max(1, workers)
        self._held = held
        self._chief: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Begin to load MkDocs in a process aside; does nothing if that was done or is not possible."""
        if self._chief is not None or not sys.executable:
            return
        # -S: the caller's path is handed over, so the interpreter need not look for it again.
        command = [sys.executable, "-S", "-c", PROGRAM, json.dumps([str(ROOT), *sys.path])]
        try:
            self._chief = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=self._held if os.name == "posix" else (),
                # A group of its own: Ctrl+C reaches the caller only, who ends the whole group, its forks too.
                process_group=0 if os.name == "posix" else None,
            )
        except OSError:
            self._chief = None

    def run(self, jobs: list[LanguageJob]) -> Iterator[LanguageResult]:
        """Build these languages; results come as they are ready. A crew runs once."""
        self.start()
        chief, self._chief = self._chief, None
        if chief is None:
            os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
            from generator.render.site.driver import build_language

            yield from map(build_language, jobs)
            return
        missing = {job.tag for job in jobs}
        with chief, _ended_on_failure(chief):
            if chief.stdin is None or chief.stdout is None:
                raise ToolkitError("the workers cannot be reached")
            with suppress(BrokenPipeError):  # it died: the missing answers tell
                chief.stdin.write(json.dumps([self._workers, [job.fields() for job in jobs]]).encode())
                chief.stdin.close()
            for line in chief.stdout:
                result = _read_result(jobs[int(line)])
                missing.discard(result.tag)
                yield result
        if missing:
            raise ToolkitError(f"the workers stopped before these languages were built: {', '.join(sorted(missing))}")

    def close(self) -> None:
        """Let an unused crew go."""
        chief, self._chief = self._chief, None
        if chief is not None:
            _end(chief)
            chief.communicate()


class OwnHands(Crew):
    """Builds in the process itself: where MkDocs is loaded already, as in a preview, or where there is little to do."""

    def start(self) -> None:
        """Start nobody."""


@contextmanager
def _ended_on_failure(chief: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _end(chief)
        raise


def _end(chief: subprocess.Popen[bytes]) -> None:
    """The process and those that it forked are no more."""
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(chief.pid, signal.SIGKILL)
    else:
        chief.kill()


def lead() -> None:
    """Be the first process: load MkDocs, wait for jobs, build them, and say after each that it is done."""
    gc.disable()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    from generator.render.site.driver import build_language, compile_templates, warm_up

    warm_up()
    data = sys.stdin.buffer.read()
    if not data:
        return  # there was nothing to build
    workers, asked = json.loads(data)
    jobs = [LanguageJob.of(fields) for fields in asked]

    def build(index: int) -> None:
        try:
            result = build_language(jobs[index])
        except OSError as refused:
            result = LanguageResult(jobs[index].tag, (), (), failure=in_one_line(refused))
        _write_result(jobs[index], result)
        os.write(answers, b"%d\n" % index)

    if min(workers, len(jobs)) == 1 or not can_fork():
        for index in range(len(jobs)):
            build(index)
    else:
        compile_templates(jobs[0])
        _share(len(jobs), min(workers, len(jobs)), build)
    os._exit(0)  # all is written: to take apart what was loaded would take as long as some pages


def _share(jobs: int, workers: int, build: Callable[[int], None]) -> None:
    """Fork workers; each takes the next job's number from one pipe until it is empty."""
    gc.freeze()  # so that workers share the loaded modules' memory
    numbers_out, numbers_in = os.pipe()
    started = []
    for _ in range(workers):
        pid = os.fork()
        if pid == 0:
            os.close(numbers_in)
            _leave_after(lambda: _take_turns(numbers_out, build))
        started.append(pid)
    os.write(numbers_in, bytes(range(jobs)))
    os.close(numbers_in)
    for pid in started:
        os.waitpid(pid, 0)


def _take_turns(numbers: int, build: Callable[[int], None]) -> None:
    while number := os.read(numbers, 1):
        build(number[0])


def _leave_after(work: Callable[[], None]) -> NoReturn:
    """A forked process ends here, whatever happens: it must never run on into its parent's code."""
    status = 1
    try:
        work()
        status = 0
    except OSError as refused:
        os.write(2, f"error: {in_one_line(refused)}\n".encode(errors="replace"))
    except BaseException:  # noqa: BLE001 - it ends here, with all that its report needs
        traceback.print_exc()
    finally:
        os._exit(status)


def _write_result(job: LanguageJob, result: LanguageResult) -> None:
    # A file, not the pipe: what several processes write to one pipe is only kept apart while it is short.
    (job.folder / "result.json").write_text(json.dumps(result.fields()), encoding="utf-8")


def _read_result(job: LanguageJob) -> LanguageResult:
    return LanguageResult.of(json.loads((job.folder / "result.json").read_text(encoding="utf-8")))
