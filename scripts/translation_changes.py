"""What a pull request may bring: `python3 translation_changes.py BASE HEAD plain-files|one-language`.

A symbolic link there could lead a build to a file of the machine, and a program could be run by somebody who trusts
a folder of texts: both are refused in every pull request. It uses the standard library alone, since it runs before
anything is installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

RULES = ("plain-files", "one-language")
PLAIN = "100644"
GONE = "000000"
REMEMBERED = ("translations/*/machine.tsv", "translations/*/made-from.tsv")
A_FILE = re.compile(r"translations/([A-Za-z0-9-]+)/.+\.(?:po|tsv)")


def main(arguments: list[str]) -> int:
    """0 when the pull request keeps to the rule; else each reason is printed as GitHub shows it."""
    if len(arguments) != 3 or arguments[2] not in RULES:
        print(f"usage: translation_changes.py BASE HEAD {'|'.join(RULES)}", file=sys.stderr)
        return 2
    base, head, rule = arguments
    changes = list(changed(base, head))
    found = [*_special(changes), *_forgotten(base, head), *(_elsewhere(changes) if rule == "one-language" else ())]
    for line in found:
        print(f"::error::{line}")
    return 1 if found else 0


def changed(base: str, head: str) -> Iterator[tuple[str, str, str]]:
    """Each changed path with its mode before and after; `000000` where it was or is not there."""
    command = ["git", "diff", "--raw", "--no-renames", "-z", f"{base}...{head}"]
    parts = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace").split("\0")
    for facts, path in zip(parts[::2], parts[1::2], strict=False):
        before, after, *_ = facts.lstrip(":").split(" ")
        yield path, before, after


def _special(changes: list[tuple[str, str, str]]) -> Iterator[str]:
    for path, _, after in changes:
        # The folder itself could be a link too.
        if path.partition("/")[0] == "translations" and after not in (PLAIN, GONE):
            yield f"{_shown(path)} is a link, a program or a repository of its own. Please send it as a plain file."


def _forgotten(base: str, head: str) -> Iterator[str]:
    """Without its fingerprint, a machine's text would pass for a person's, or an old one for a new."""
    command = ["git", "diff", "--no-renames", "--no-ext-diff", "-U0", f"{base}...{head}", "--", *REMEMBERED]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace").splitlines()
    gone = {line[1:] for line in lines if re.fullmatch("-[0-9a-f]{16}(\t[0-9a-f]{16})?", line)}
    # A line that only moved is still there.
    gone -= {line[1:] for line in lines if line.startswith("+")}
    if gone:
        yield (
            f"{len(gone)} fingerprints of texts are gone from {' or '.join(REMEMBERED)}. "
            "Please take these files from the main branch, and run `citizen-data sync`."
        )


def _elsewhere(changes: list[tuple[str, str, str]]) -> Iterator[str]:
    places = {path: A_FILE.fullmatch(path) for path, _, _ in changes}
    for path, place in places.items():
        if place is None:
            yield (
                f"{_shown(path)}: a translation changes only .po and .tsv files in translations/<language>/. "
                "Please move the rest to another pull request."
            )
    languages = sorted({place[1] for place in places.values() if place})
    if len(languages) > 1:
        yield f"A translation changes one language, not {', '.join(languages)}. Please open a pull request for each."


def _shown(path: str) -> str:
    """The path in one line: a strange name must not be read as a command of GitHub's."""
    return re.sub(r"[^ -~]|%", "?", path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
