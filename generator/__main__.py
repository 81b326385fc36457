"""The command `citizen-data`: answers at once when nothing changed, and hands everything else to `generator.cli`."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from generator.cache.freshness import Closing


STOPPED = 130
"""The exit code after Ctrl+C, as typer and every shell have it."""


def main() -> None:
    """Run the command line; stopped by Ctrl+C, even while the program is still being loaded, it says one line."""
    try:
        _run()
    except KeyboardInterrupt:
        _say_stopped()
        sys.exit(STOPPED)
    except SystemExit as ended:
        if ended.code == STOPPED:
            _say_stopped()
        raise


def _say_stopped() -> None:
    sys.stderr.write("Stopped. What stood there before is as it was.\n")


def _run() -> None:
    """Do what was asked; a `build` or `check` that would find nothing new says again what the last one said."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["build"], ["check"]) and (closing := _last_words(arguments)) is not None:
        sys.stdout.write(closing.out)
        sys.stderr.write(closing.err)
        sys.exit(closing.code)
    from generator.cli import main as run  # late: it loads everything else

    run()


def _last_words(arguments: list[str]) -> Closing | None:
    from generator.cache.freshness import is_fresh

    return is_fresh(os.getcwd(), arguments)


if __name__ == "__main__":
    main()
