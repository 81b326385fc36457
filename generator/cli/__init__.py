"""The command `citizen-data`. Only this folder prints and ends the program.

Exit codes: 0 clean, 1 something to mend, 2 wrong usage, 3 a bug in the program, 130 stopped.
"""

from __future__ import annotations

import gc
import io
import os
import re
import sys
import traceback
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from generator.cache.stopping import go_on
from generator.cli.commands import NAME, app, languages
from generator.cli.plain_help import PlainCommand
from generator.cli.terminal import BUG, CLEAN, DIAGNOSTICS, USAGE, stderr
from generator.diagnostics import ToolkitError, UsageError
from generator.files import in_one_line, text

# isort: off
# Each adds its commands; the headings of the help stand in this order.
from generator.cli import authors, translators, papers, returned, taken_along  # noqa: F401
# isort: on

for each in (*app.registered_commands, *languages.registered_commands):
    each.cls = PlainCommand

__all__ = ["BUG", "app", "main"]

OUT_OF_MEMORY = "the system ended a worker, or has no memory left: close other programs, or run it with --jobs 1"
NARROWEST = 20
"""Columns; in fewer, a word is no longer readable."""
LEAST = {"COLUMNS": NARROWEST, "TERMINAL_WIDTH": NARROWEST, "LINES": 1}
"""The least size that each variable of the environment may name; in no line at all, nothing is shown."""
SELDOM = (1_000_000, 50, 1_000)
"""When Python looks for cycles among the values of a library: some hundred thousand, which stay until the end. As often
as it does by itself, it takes a third of the time of composing."""


def main() -> NoReturn:
    """Run the command line and end the program with one of its codes."""
    _forget_strange_sizes()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?" and no more
    if sys.stdin is None:  # closed by who called us: then nobody answers, as with a file without a line
        sys.stdin = io.StringIO()
    gc.set_threshold(*SELDOM)
    try:
        sys.exit(app(prog_name=NAME, standalone_mode=False) or CLEAN)
    except Exception as failure:
        go_on()  # a library that is stopped in its middle may call it an error
        sys.exit(_told(failure))


def _forget_strange_sizes() -> None:
    """Lines are as long as the terminal is, where the environment names a size that no terminal has."""
    for name, least in LEAST.items():
        size = os.environ.get(name, "")
        if not (size.isascii() and size.isdecimal() and len(size) < 4 and int(size) >= least):
            os.environ.pop(name, None)


def _with_line(failure: ToolkitError) -> str:
    """What is wrong; a message that is missing with the line of the one most like it, or else with the last line."""
    from generator.library.interface import MissingMessage  # late: it loads much, and is seldom needed

    said = str(failure)
    if isinstance(failure, MissingMessage):
        with suppress(OSError):
            lines = text(failure.file).splitlines()
            like = re.compile(rf"\bid: {re.escape(failure.near)}\b")
            line = next((at for at, each in enumerate(lines, 1) if like.search(each)), len(lines))
            return f"{failure.file}:{line}{said.removeprefix(failure.file)}"
    return said


def _told(failure: Exception) -> int:
    """Says why the command ended; returns its exit code."""
    if isinstance(failure, TyperException):
        if said := failure.format_message().rstrip("."):  # without arguments, the help has been shown
            command = getattr(getattr(failure, "ctx", None), "command_path", NAME)
            stderr.say(f"error: {said}: `{command} --help` tells what can be asked for")
        return USAGE
    if isinstance(failure, typer.Abort):
        stderr.print("\nerror: nobody is there to answer: run this in a terminal, or give the answers in a file")
        return DIAGNOSTICS
    if isinstance(failure, ToolkitError):  # one of wrong usage is one too
        stderr.say(f"error: {_with_line(failure)}")
        return USAGE if isinstance(failure, UsageError) else DIAGNOSTICS
    if isinstance(failure, OSError | MemoryError | BrokenExecutor):
        stderr.say(f"error: {in_one_line(failure) if isinstance(failure, OSError) else OUT_OF_MEMORY}")
        return DIAGNOSTICS
    # The one place where anything else ends: it is a bug, and the trace is what its report needs.
    traceback.print_exception(failure)
    stderr.say("This is a bug in the program. Please report it with the lines above.")
    return BUG
