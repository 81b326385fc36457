"""The command `citizen-data`: answers at once when nothing changed, and hands everything else to `generator.cli`."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from generator.cache.freshness import Closing


STOPPED = 130
"""The exit code after Ctrl+C, as typer and every shell have it; also where the system or a closed window asks."""
WORDS = "Stopped. What stood there before is as it was.\n"

# Before this line Python itself starts (9 ms of work), and what pip writes to start us (6 ms): a signal that comes then
# is answered by the system, and nothing of ours has begun.
try:
    from contextlib import suppress

    from generator.cache.stopping import asked, listen, stop_listening
except KeyboardInterrupt:  # before anybody could listen
    sys.stderr.write(WORDS)
    os._exit(STOPPED)


def main() -> None:
    """Run the command line; stopped at any moment, even while the program is still being loaded, it says one line."""
    code: object = 0
    try:
        listen()
        _run()
    except KeyboardInterrupt:
        code = STOPPED
    except SystemExit as ended:
        code = STOPPED if asked and ended.code else ended.code
    except OSError as refused:
        code = STOPPED if asked else _say_refused(refused)  # `generator.cli` says by itself what it was refused
    except BaseException:
        if not asked:
            raise
        code = STOPPED  # what a library in another language made of it
    stop_listening()
    if code == STOPPED:
        _say_stopped()
    _leave(code)


def _leave(code: object) -> None:
    """The process ends with this code, at once.

    Python would first take apart all that was loaded, value by value: a third of the time of a build after an edit.
    Whoever holds a file, a folder or another process here gives it back in a `with`, so nothing is left to do.
    """
    if not isinstance(code, int | None):
        sys.exit(str(code))
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # one that is closed from the beginning is None
            stream.flush()
    except OSError as refused:
        code = code or _say_refused(refused)
    except ValueError:
        code = code or 1  # somebody has closed it already
    os._exit(code or 0)


def _say_refused(refused: OSError) -> int:
    """Says on standard error what the system refused, but for a reader who has gone (`| head`); the exit code."""
    if not isinstance(refused, BrokenPipeError):
        from generator.files import in_one_line

        with suppress(OSError):
            sys.stderr.write(f"error: {in_one_line(refused)}\n")
    return 1


def _say_stopped() -> None:
    with suppress(OSError, AttributeError, ValueError):  # the terminal may be what has gone
        sys.stderr.write(WORDS)
        sys.stderr.flush()


def _run() -> None:
    """Do what was asked; a `build` or `check` that would find nothing new says again what the last one said."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["build"], ["check"]) and (closing := _last_words(arguments)) is not None:
        for stream, words in ((sys.stdout, closing.out), (sys.stderr, closing.err)):
            if stream is not None:
                stream.write(words)
        sys.exit(closing.code)
    from generator.cli import main as run  # late: it loads everything else

    run()


def _last_words(arguments: list[str]) -> Closing | None:
    from generator.cache.freshness import is_fresh

    return is_fresh(os.getcwd(), arguments)


if __name__ == "__main__":
    main()
