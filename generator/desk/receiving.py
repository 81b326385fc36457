"""What translators send back: files in any shape, told apart by their keys and letters, judged row by row, taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.cache.writing import write_whole
from generator.catalog.entries import spreadsheet
from generator.catalog.received import Row
from generator.desk.opened import Project
from generator.diagnostics import Diagnostic, Position, Severity, UsageError
from generator.load.languages import load_frequent
from generator.load.received.shapes import received
from generator.translate.extract import units
from generator.translate.letters import in_another_script
from generator.translate.receive import Fate, Judged, Tongues, desk, judged
from generator.translate.take import take
from generator.translate.tongue import (
    hardly_its_own,
    in_another_language,
    likely_language,
    mostly_in_another_language,
)

_IN_ONE_GO = 50
"""So many rows that are ticked and not changed, to one that is, may be a tick that was copied down a column."""
MOST_ALIKE = 20
"""How many rows of a file are named for one and the same reason."""


@dataclass(frozen=True, slots=True)
class ReceiveOrder:
    """What is to be taken in: the files, the language if not theirs, whose words they are, and whether to write."""

    files: tuple[Path, ...]
    lang: str = ""
    by: str = ""
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class ReceiveOutcome:
    """Each row of a language with its fate, and what is wrong with files as a whole."""

    rows: Mapping[str, Sequence[Judged]]
    found: tuple[Diagnostic, ...]
    unread: int = 0
    """Rows that can't be read, or are of no language of the project."""

    def counts(self, tag: str) -> Counter[Fate]:
        """How many rows had which fate."""
        return Counter(each.fate for each in self.rows[tag])

    @property
    def left(self) -> list[Judged]:
        """The rows that were not taken, though they hold other words than before."""
        return [each for rows in self.rows.values() for each in rows if each.fate in (Fate.REFUSED, Fate.CONFLICTING)]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All that was not taken, and why."""
        alike = Counter((each.row.position.file, each.why) for each in self.left)
        seen: Counter[tuple[Path, str]] = Counter()
        said = list(self.found)
        for each in self.left:
            kind = each.row.position.file, each.why
            seen[kind] += 1
            most = 1 if each.of_all else MOST_ALIKE
            if seen[kind] == most and alike[kind] > most:
                more = f"{each.why}; so it is with {alike[kind] - most} more rows, which --left FILE.csv lists"
                said.append(replace(each, why=more).diagnostic)
            elif seen[kind] <= most:
                said.append(each.diagnostic)
        return said


def receive(root: Path, wanted: ReceiveOrder) -> ReceiveOutcome:
    """What is safe in the files stands in the PO files, unless it is a dry run; every row has its fate."""
    if not wanted.by.isprintable():
        raise UsageError("the name after --by must stand on one line")
    project = Project(root)
    english = {unit.text for unit in units(project.library)}
    if wanted.lang:
        project.editions.targets((wanted.lang,))  # an unknown one is wrong usage
    by_tag: dict[str, list[Row]] = {}
    found: list[Diagnostic] = []
    unread = 0
    for file in dict.fromkeys(wanted.files):
        rows, wrong = received(file, project.tags)
        unread += sum(each.code in ("RECEIVE002", "PO001") for each in wrong)
        found += wrong
        languages = _by_language(rows)
        for lang, each in languages.items():
            # A file of several languages says of each row which it is; only what says nothing can be told.
            told = wanted.lang if len(languages) == 1 or not lang else ""
            tag = told or _tag(project, lang, each, english)
            if reason := _refusal(project, tag, lang, each):
                found.append(Diagnostic("RECEIVE006", *reason))
                unread += len(each)
            else:
                by_tag.setdefault(tag, []).extend(each)
    result = {}
    for tag, rows in by_tag.items():
        result[tag] = _taken(root, project, tag, rows, wanted)
        found += _ticked_in_one_go(result[tag])
    project.editions.save()
    return ReceiveOutcome(result, tuple(found), unread)


def _by_language(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.lang, []).append(row)
    return found


def _tag(project: Project, lang: str, rows: Sequence[Row], english: Collection[str]) -> str:
    """The language of the project that the file names, or else is in; "" for none."""
    texts = [row.text for row in rows if row.text.strip() and row.text.strip() not in english]
    if not lang:
        return likely_language(texts, project.tags, project.catalog, english)
    named = lang.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].replace("_", "-").casefold()
    same = [tag for tag in project.tags if tag.casefold() == named]
    near = [tag for tag in project.tags if tag.split("-")[0].casefold() == named.split("-")[0]]
    return next(iter(same or (near if len(near) == 1 else ())), "")


def _refusal(project: Project, tag: str, lang: str, rows: Sequence[Row]) -> tuple[str, Position, str] | None:
    """Why nothing of these rows is taken, where, and what to do; None when they are of the language."""
    at = rows[0].position
    known = ", ".join(project.tags)
    if not tag and not any(row.text.strip() for row in rows):
        return "nothing is translated in it", at, "fill in the translations, and send it again"
    if not tag and lang:
        message = f"the file says that it is in '{lang[:20]}', which is none of the languages: {known}"
        return message, at, "add it with `citizen-data languages add`, or say which it is with --lang TAG"
    if not tag:
        return f"nothing says in which language it is; known: {known}", at, "say it with --lang TAG"
    texts = [row.text for row in rows]
    frequent, _ = load_frequent(project.editions.root)
    others = [in_another_language(text, tag, frequent) for text in texts]
    if reason := (
        in_another_script(texts, tag)
        or mostly_in_another_language(texts, others, tag)
        or hardly_its_own(texts, tag, frequent)
    ):
        help = f"nothing was taken: name the language that it is in with --lang, or ask for a file in '{tag}'"
        return f"the file is of another language: {reason}", at, help
    return None


def _taken(root: Path, project: Project, tag: str, rows: Sequence[Row], wanted: ReceiveOrder) -> list[Judged]:
    """The rows judged; what is safe of them stands in the PO files, unless it is a dry run."""
    catalog = project.catalog(tag)
    frequent, _ = load_frequent(project.editions.root)
    tongues = Tongues(frequent, lambda other: project.catalog(other) if other in project.tags else None)
    baseline = desk(project.library, catalog, replace=wanted.replace, tongues=tongues)
    found = judged(baseline, rows, wanted.by.strip())
    if not wanted.dry_run:
        take(root, project.library, catalog, project.termbase, found)
    return found


def _ticked_in_one_go(rows: Sequence[Judged]) -> Iterator[Diagnostic]:
    """A tick says that somebody has read a text; one that is copied down a column says nothing, and looks the same.

    Of a machine's drafts, four in a hundred have a major fault: who reads them changes some.
    """
    by_file: dict[Path, list[Judged]] = {}
    for each in rows:
        if each.fate is Fate.TAKEN:
            by_file.setdefault(each.row.position.file, []).append(each)
    for taken in by_file.values():
        ticked = sum(each.row.ticked and each.row.text == each.before for each in taken)
        if ticked >= _IN_ONE_GO * max(len(taken) - ticked, 1):
            message = f"{ticked} rows are ticked as right, and the words of {len(taken) - ticked} are changed"
            help = "ask whether each was read; a tick that is copied down a column has read nothing"
            yield Diagnostic("RECEIVE007", message, taken[0].row.position, help, Severity.WARNING)


def write_left(left: Sequence[Judged], to: Path) -> None:
    """A table of what was not taken: with the English of today, to put right and send again."""
    lines = [("key", "text", "translation", "checked", "why", "help", "was", "from")]
    for each in left:
        place = f"{each.row.position.file}, {each.row.place or each.row.position.line}"
        english = each.english or each.row.source or ""
        lines.append((each.key, english, each.row.text, "", each.why, each.help, each.row.source or "", place))
    write_whole(to, "\ufeff" + spreadsheet(lines))
