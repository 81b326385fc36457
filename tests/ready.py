"""The program in a process of its own, without what it costs to load it: one process has all loaded, and forks.

What it forks is a real process, with a session, signals, limits and an exit code of its own, in which nothing has run
before; the one that waits has no threads. It has also read its own program: what a project keeps is kept under that.
What is asked of the loading is asked of a fresh interpreter.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TextIO

import typer

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 600
"""Seconds after which a command hangs."""
COMMAND = "from generator.__main__ import main; main()"
ALONE = f"import sys; sys.executable = ''; {COMMAND}"
"""The command as where no other process can be started: pages are built in this very one."""


class Ended(subprocess.CompletedProcess[str]):
    """A process that has ended. Its number was that of its session."""

    pid: int


def run(root: Path, *arguments: str, program: str = COMMAND, out: int | None = None, fresh: bool = False) -> Ended:
    """A program ran in this folder with these arguments; `out` takes what it prints.

    With `fresh` in an interpreter that had not loaded anything.
    """
    asked = json.dumps([str(root), program, arguments, fresh]).encode()
    server, ((read_out, write_out), (read_err, write_err)) = _server(), (os.pipe(), os.pipe())
    socket.send_fds(server, [len(asked).to_bytes(8, "big")], [write_out if out is None else out, write_err])
    os.close(write_out)
    os.close(write_err)
    with ThreadPoolExecutor(2) as both:
        said = [both.submit(_read, each) for each in (read_out, read_err)]
        server.sendall(asked)
        pid = _number(server)
        try:
            status = _number(server)
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            _number(server)
            raise
        ended = Ended(arguments, os.waitstatus_to_exitcode(status), *(each.result() for each in said))
    ended.pid = pid
    return ended


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8", errors="replace") as file:
        return file.read()


def _number(line: socket.socket) -> int:
    found = line.recv(8, socket.MSG_WAITALL)
    assert found, "the process that forks has ended"
    return int.from_bytes(found, "big")


@cache
def _server() -> socket.socket:
    """The line to the process that forks for this one; it ends when the line does."""
    here, there = socket.socketpair()
    here.settimeout(LONGEST)
    program = "from tests.ready import wait; exec(wait(), {'__name__': '__main__'})"
    with there:
        running = subprocess.Popen(
            [sys.executable, "-c", program, str(there.fileno())],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    atexit.register(running.wait)
    atexit.register(here.close)  # the last one comes first
    return here


def wait() -> str:
    """Fork for each that asks. In the forked process alone this returns: the program that it is to run."""
    line = socket.socket(fileno=int(sys.argv[1]))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # jobs in the background may ignore some
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    _load()
    while True:
        size, streams, _, _ = socket.recv_fds(line, 8, 2)
        if not size:
            os._exit(0)
        asked = line.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL)
        pid = os.fork()
        if not pid:
            line.close()
            return _become(streams, *json.loads(asked))
        for each in streams:
            os.close(each)
        line.sendall(pid.to_bytes(8, "big"))
        line.sendall(os.waitpid(pid, 0)[1].to_bytes(8, "big"))


def _load() -> None:
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from generator.cache.code import CodeDigests
    from generator.cache.fingerprint import Fingerprints

    CodeDigests(Fingerprints(), Path(os.devnull)).closure("generator.cli")
    with_commands()
    gc.collect()
    gc.freeze()  # what is loaded stays as it is: a forked process need not copy it to count it


def with_commands() -> None:
    """All commands are there, with their options: otherwise each forked process would work them out for its one."""
    from generator import cli

    if isinstance(cli.app, typer.Typer):
        cli.app = typer.main.get_command(cli.app)  # type: ignore[assignment]  # what it makes of itself when it is called


def _become(streams: list[int], root: str, program: str, arguments: list[str], fresh: bool) -> str:
    os.setsid()
    for number, each in enumerate(streams, 1):
        os.dup2(each, number)
        os.close(each)
    os.chdir(root)
    os.environ["HOME"] = root
    if fresh:
        os.execv(sys.executable, [sys.executable, "-c", program, *arguments])  # noqa: S606 - this very interpreter
    sys.stdout, sys.stderr = _anew(sys.stdout), _anew(sys.stderr)
    sys.argv = ["citizen-data", *arguments]
    return program


def _anew(stream: TextIO) -> TextIO:
    """The stream as Python opens it at the start; before, another file was there."""
    assert isinstance(stream, io.TextIOWrapper)
    through = stream.write_through
    file = os.fdopen(stream.fileno(), "wb", 0 if through else -1, closefd=False)
    return io.TextIOWrapper(
        file, stream.encoding, stream.errors, line_buffering=stream.line_buffering, write_through=through
    )
