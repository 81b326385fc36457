"""The command `citizen-data`: answers at once when nothing changed, and hands everything else to `generator.cli`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; a `build` that would change nothing only says again what the last one said."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["build"] and (closing := _last_words(arguments)) is not None:
        sys.stdout.write(closing)
        return
    from generator.cli import main as run  # late: it loads everything else

    run()


def _last_words(arguments: list[str]) -> str | None:
    from generator.cache.freshness import is_fresh

    return is_fresh(os.getcwd(), arguments)


if __name__ == "__main__":
    main()
