"""What a pull request may bring: `python3 translation_changes.py BASE HEAD plain-files|one-language`.

A symbolic link there could lead a build to a file of the machine, and a program could be run by somebody who trusts
a folder of texts: both are refused in every pull request. So is a review beside anything else, one that another
person than its reviewer has committed, one of a day on which its words were not there yet, a new reviewer beside
words, and drafts that lost their mark with one and the same change in many. It runs before anything is installed: all
that it imports is of the standard library, or of this repository as it stands beside the script.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from generator.library.edits import edit_of, made_alike
from generator.library.people import same_person, without_addresses

RULES = ("plain-files", "one-language")
PLAIN = "100644"
GONE = "000000"
REMEMBERED = ":(glob)translations/*/machine.tsv", ":(glob)translations/*/made-from.tsv"
REVIEWS = ":(glob)translations/*/review.tsv"
# Whatever could be read as one, with spaces around its parts too.
A_REVIEW = re.compile(r"\+(?!#)([^\t]*)\t[^\t]*\t([^\t]*)\t([^\t]*).*", re.DOTALL)
WEST = timezone(timedelta(hours=-12))
"""Where a day ends last: whoever reads words on the day they came has read them in time."""
PEOPLE = "translations/languages.yml"
# In quotes or not, and up to the next key; what is written with a backslash could be anything.
REVIEWERS = re.compile(r"\breviewers[\"']?\s*:.*?(?=\n[\s-]*[\w\"'?][^:\n]*:\s|\Z)|[^\n]*\\[^\n]*", re.DOTALL)
A_FILE = re.compile(r"translations/([A-Za-z0-9-]+)/.+\.(?:po|tsv)")


def main(arguments: list[str]) -> int:
    """0 when the pull request keeps to the rule; else each reason is printed as GitHub shows it."""
    if len(arguments) != 3 or arguments[2] not in RULES:
        print(f"usage: translation_changes.py BASE HEAD {'|'.join(RULES)}", file=sys.stderr)
        return 2
    base, head, rule = arguments
    try:
        found = list(_found(base, head, rule))
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        print(f"error: git can't compare {_shown(base)} and {_shown(head)}: {_shown(said.decode(errors='replace'))}")
        print("Give two commits with a common ancestor, in a repository that has the whole history.")
        return 2
    for line in found:
        print(f"::error::{line}")
    return 1 if found else 0


def _found(base: str, head: str, rule: str) -> Iterator[str]:
    changes = list(changed(base, head))
    yield from _special(changes)
    yield from _forgotten(base, head)
    yield from _reviews(base, head, changes)
    yield from _reviewers(base, head, changes)
    yield from _unmarked_alike(base, head, changes)
    if rule == "one-language":
        yield from _elsewhere(changes)


def changed(base: str, head: str) -> Iterator[tuple[str, str, str]]:
    """Each changed path with its mode before and after; `000000` where it was or is not there."""
    parts = _git("diff", "--raw", "--no-renames", "-z", f"{base}...{head}").split("\0")
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
    gone, came = set[tuple[str, str]](), set[tuple[str, str]]()
    file = ""
    for line in _diff(f"{base}...{head}", *REMEMBERED).splitlines():
        if line.startswith("diff --git "):
            file = line
        elif re.fullmatch("-[0-9a-f]{16}(\t[0-9a-f]{16})?", line):
            gone.add((file, line[1:]))
        elif line.startswith("+"):
            came.add((file, line[1:]))
    gone -= came  # a line that only moved within its file is still there
    if gone:
        yield (
            f"fingerprints of texts gone from {' or '.join(REMEMBERED)}: {len(gone)}. "
            "Please take these files from the main branch, and run `citizen-data sync`."
        )


def _reviews(base: str, head: str, changes: list[tuple[str, str, str]]) -> Iterator[str]:
    """A review vouches for words that stand there already, and is its reviewer's own."""
    added = _added(f"{base}...{head}")
    if not added:
        return
    others = sorted(path for path, _, _ in changes if not re.fullmatch(r"translations/[^/]+/review\.tsv", path))
    if others:
        yield (
            f"{len(added)} reviews stand beside other changes ({_shown(others[0])} and {len(others) - 1} more). "
            "A review is a pull request of its own, which changes only review.tsv. Please send the words first."
        )
    authors: dict[str, set[str]] = {}
    for line in _git("log", "--no-merges", "--format=%H %ae", f"{base}..{head}", "--", REVIEWS).splitlines():
        commit, _, author = line.partition(" ")
        for review in _added(f"{commit}^!"):
            authors.setdefault(review, set()).add(author)
    for reviewer, own in sorted(_by_reviewer(added).items()):
        strange = [line for line in own if not _is_of(reviewer, authors.get(line, set()))]
        if strange:
            yield (
                f"{len(strange)} reviews of {_shown(reviewer)} come from a commit whose author is somebody else, "
                "or is not known by a handle or a hash of an address in the reviewer's entry of languages.yml. Please "
                "let the reviewer commit them, or name them: git commit --author='NAME <ADDRESS>'."
            )
    for path, _, _ in changes:
        yield from _by_whom_and_when(base, head, path) if path.endswith("/review.tsv") else ()


def _reviewers(base: str, head: str, changes: list[tuple[str, str, str]]) -> Iterator[str]:
    """Who may vouch for words is decided apart from them: nobody brings a reviewer for their own words."""
    words = [path for path, _, _ in changes if A_FILE.fullmatch(path)]
    if words and _named(_git("merge-base", base, head).strip()) != _named(head):
        yield (
            f"{PEOPLE} names other reviewers, and words change too ({_shown(words[0])}). "
            "Please send the list of reviewers in a pull request of its own."
        )


def _named(commit: str) -> list[str]:
    """The lists of reviewers as they stand in that commit."""
    return [each.strip() for each in REVIEWERS.findall(_held(commit, PEOPLE))]


def _held(commit: str, path: str) -> str:
    """What stands in a file of that commit; nothing where it is not there."""
    return _git("show", f"{commit}:{path}") if _git("ls-tree", commit, "--", path) else ""


def _unmarked_alike(base: str, head: str, changes: list[tuple[str, str, str]]) -> Iterator[str]:
    """Who changes a letter in every draft, and takes the marks away, has translated none of them."""
    start = _git("merge-base", base, head).strip()
    edits: list[tuple[Hashable, str]] = []
    for path, before, after in changes:
        if not (A_FILE.fullmatch(path) and path.endswith(".po") and before == after == PLAIN):
            continue
        now = _entries(_held(head, path))
        for key, (was, text) in _entries(_held(start, path)).items():
            is_draft, words = now.get(key, (True, ""))
            if was and text and words and not is_draft and words != text:
                edits.append((edit_of(text, words), key))
    alike = made_alike(edit for edit, _ in edits)
    for keys in ([key for made, key in edits if made == edit] for edit in alike):
        yield (
            f"{len(keys)} drafts, such as {_shown(keys[0])}, lost their mark and are changed in one and the same "
            "way. Please put `#, fuzzy` back above those that nobody has read, or tick them: see CONTRIBUTING.md."
        )


def _entries(po: str) -> dict[str, tuple[bool, str]]:
    """By the key of each entry whether it is a draft, and its translation; one that somebody ticked is none."""
    found = {}
    for each in re.split(r"\n\s*\n", po.replace("\r\n", "\n")):
        key, text = (_string(each, keyword) for keyword in ("msgctxt", "msgstr"))
        is_ticked = re.search("^# translator: .*\\S\\s+[0-9a-f]{16}$", each, re.MULTILINE)
        found[key] = bool(re.search("^#,.*fuzzy", each, re.MULTILINE)), "" if is_ticked else text
    return found


def _string(entry: str, keyword: str) -> str:
    said = re.search(rf'^{keyword} ((?:"[^\n]*"\s*)+)', entry, re.MULTILINE)
    return "".join(line.strip()[1:-1] for line in said[1].splitlines()) if said else ""


def _by_whom_and_when(base: str, head: str, path: str) -> Iterator[str]:
    """Whoever put words in may have written another's name above them, or a day before them: git knows."""
    for reviewer, lines in sorted(_by_reviewer(_added(f"{base}...{head}", path)).items()):
        days: dict[str, str] = {}  # of two lines for a text the earlier one
        for found in filter(None, map(A_REVIEW.fullmatch, lines)):
            key, day = found[1].strip(), found[3].strip()
            days[key] = min(day, days.get(key, day))
        files = {f"{path.rpartition('/')[0]}/{key.partition('#')[0]}.po" for key in days}
        words = [each for file in sorted(files) for each in _writers(base, file) if each[0] in days]
        own = [key for key, by in words if any(_is_of(reviewer, {each}) for each in by)]
        if own:
            yield (
                f"{_shown(reviewer)} committed words that they review, such as {_shown(own[0])}; texts: {len(own)}. "
                "Please let somebody else review them. Who commits words of others names them: "
                "git commit --author='NAME <ADDRESS>'."
            )
        early = [(key, max(by.values())) for key, by in words if days[key] < max(by.values())]
        if early:
            key, day = early[0]
            yield (
                f"{len(early)} reviews of {_shown(reviewer)} bear a day on which their words were not there yet, such "
                f"as {_shown(key)}, which came on {day}. Please write the day on which these words were read."
            )


def _writers(base: str, file: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each key of a PO file, with who wrote the lines of its translation as they stand, and on which day the last.

    Whoever a commit names as its author's companion (`Co-authored-by`, as forges do when they join commits) wrote too.
    """
    try:
        told = _git("blame", "-w", "-M", "--line-porcelain", base, "--", file)
    except subprocess.CalledProcessError:  # no such file: `citizen-data check` says so
        return
    author, key, day, commit, is_translation = "", "", "", "", False
    companions: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for line in told.split("\n"):
        if start := re.match("([0-9a-f]{40,64}) [0-9]", line):
            commit = start[1]
        elif line.startswith("author-mail "):
            author = line.removeprefix("author-mail ").strip("<>")
        elif line.startswith("author-time "):
            day = datetime.fromtimestamp(int(line.removeprefix("author-time ")), WEST).date().isoformat()
        elif line.startswith("\tmsgctxt ") or line == "\t":
            if key and found:
                yield key, found
            key, is_translation, found = line.removeprefix('\tmsgctxt "').removesuffix('"').strip(), False, {}
        elif line.startswith("\t"):
            is_translation = line.startswith("\tmsgstr ") or (is_translation and line.startswith('\t"'))
            if is_translation:
                if commit not in companions:
                    companions[commit] = _companions(commit)
                for each in (author, *companions[commit]):
                    found[each] = max(day, found.get(each, day))
    if key and found:
        yield key, found


def _companions(commit: str) -> list[str]:
    said = _git("show", "--no-patch", "--format=%B", commit)
    return re.findall(r"^co-authored-by:.*?<([^<>\n]*)>", said, re.MULTILINE | re.IGNORECASE)


def _by_reviewer(added: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in sorted(added):
        if match := A_REVIEW.fullmatch(line):
            found.setdefault(match[2], []).append(line)
    return found


def _is_of(reviewer: str, authors: set[str]) -> bool:
    # A written name proves nothing here: only the address of a commit is compared.
    return bool(authors) and all(same_person(without_addresses(author), reviewer) for author in authors)


def _added(commits: str, path: str = REVIEWS) -> set[str]:
    """The lines of reviews that are there afterwards and were not before."""
    lines = _diff(commits, path).split("\n")
    gone = {line[1:] for line in lines if line.startswith("-")}
    return {line for line in lines if A_REVIEW.fullmatch(line) and line[1:] not in gone}


def _diff(commits: str, *paths: str) -> str:
    """The changed lines, as text even where an attribute or an odd byte says that a file is none."""
    return _git("diff", "--no-renames", "--no-ext-diff", "--no-textconv", "--text", "-U0", commits, "--", *paths)


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout.decode(errors="replace")


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
