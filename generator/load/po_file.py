"""Reads a PO file: strictly, quickly, and with the line of every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from generator.catalog.entries import ENDLESS, Entry, PoFile
from generator.diagnostics import Diagnostic, Position, Severity
from generator.library.people import has_address
from generator.library.text import catalogue_of

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")
_TRANSLATOR = re.compile(r"^(?:Last-Translator|X-Translators):\s*(.+)$", re.MULTILINE)


# Where programs put people: translators' comments, and fields of the header.
_PERSONAL = re.compile(r'^(?:#(?![.:,|~=]).*|"(?:Last-Translator|Language-Team|Report-Msgid|X-)[^\n]*)', re.MULTILINE)
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE)
# Nothing that was met is given back (`*+`): of millions of backslashes the engine would remember each.
_INNER = r'[^"\\\n]*+(?:\\["\\nrt][^"\\\n]*+)*+'
_CANONICAL_HEADER = re.compile(rf'(?:#.*\n)*msgid ""\nmsgstr ""\n(?P<fields>"{_INNER}"(?:\n"{_INNER}")*)')
_CANONICAL_ENTRY = re.compile(
    rf"""(?P<comments>(?:\#[ ]\S.*\n)*)(?:\#\.[ ].*\n)*(?:\#:[ ].*\n)?(?:\#,[ ](?P<flags>\S.*)\n)?(?P<first>)
    (?:\#~?\|[ ]msgid[ ]"(?P<previous>{_INNER})"\n)?
    (?P<mark>(?:\#~[ ])?)msgctxt[ ]"(?P<key>{_INNER})"\n
    (?P=mark)msgid[ ]"(?P<source>{_INNER})"\n(?P=mark)msgstr[ ]"(?P<text>{_INNER})\"""",
    re.VERBOSE,
)


class _BrokenError(Exception):
    """Carries the first mistake out of the reader."""

    def __init__(self, line: int, message: str, help: str) -> None:
        super().__init__(message)
        self.line, self.message, self.help = line, message, help


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are being read; `parts` holds the pieces of msgctxt, msgid and msgstr."""

    line: int = 0
    obsolete: bool = False
    flags: tuple[str, ...] = ()
    comments: list[str] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def strings(self) -> dict[str, str]:
        """The pieces of each, joined once: piece by piece a long text would take for ever."""
        return {keyword: "".join(parts) for keyword, parts in self.parts.items()}


def parse_po(text: str, catalogue: str, file: Path, tag: str = "") -> tuple[PoFile | None, list[Diagnostic]]:
    """The entries of a PO file in order; None and the mistake when a tool could misread it.

    So is a file whose header names another language than `tag`.
    """
    try:
        return _parse(text, catalogue, file, tag), list(_addresses(text, file))
    except _BrokenError as broken:
        return None, [Diagnostic("PO001", broken.message, Position(file, broken.line, 1), broken.help)]


def _addresses(text: str, file: Path) -> Iterator[Diagnostic]:
    """One finding for a file in which somebody can be written to."""
    found = next((each for each in _PERSONAL.finditer(text) if has_address(each[0])), None) if "@" in text else None
    if found:
        position = Position(file, text.count("\n", 0, found.start()) + 1, 1)
        help = "run `citizen-data sync`: it keeps who it is, by a hash, and takes the address out"
        yield Diagnostic("PO002", "an e-mail address stands here", position, help, Severity.WARNING)


def _parse(text: str, catalogue: str, file: Path, tag: str) -> PoFile:
    header, entries = _canonical(text, file) or _by_line(text, file)
    named = _LANGUAGE.search(header)
    # Programs add a country (fr_FR); the language before it must be the same.
    if tag and named and _bare(named[1]) != _bare(tag):
        raise _foreign(text, named[1], tag)
    seen: set[str] = set()
    for entry in entries:
        if entry.is_endless:
            raise _BrokenError(entry.position.line, *ENDLESS)
        if entry.key in seen:
            line = entry.position.line
            raise _BrokenError(line, f"the unit '{entry.key}' stands here twice", "delete one of the two entries")
        if catalogue_of(entry.key) != catalogue:
            raise _misplaced(entry, catalogue)
        seen.add(entry.key)
    return PoFile(catalogue, tuple(entries), tuple(name.strip() for name in _TRANSLATOR.findall(header)))


def _bare(tag: str) -> str:
    return re.split(r"[-_@.]", tag)[0].lower()


def _foreign(text: str, named: str, tag: str) -> _BrokenError:
    line = next((number for number, line in enumerate(text.split("\n"), 1) if "Language:" in line), 1)
    help = f"put it into translations/{named[:20]}/, or send the one in '{tag}'; until then nothing of it is used"
    return _BrokenError(line, f"the file says that it is in '{named[:20]}', not in '{tag}'", help)


def _misplaced(entry: Entry, catalogue: str) -> _BrokenError:
    """Such a file is a copy of another, as browsers and mail programs make them, or was renamed or moved."""
    home = f"{catalogue_of(entry.key)}.po"
    message = f"the text '{entry.key}' belongs into {home}, not into {catalogue}.po"
    help = f"take what is new here over into {home}, then delete this file; until then nothing of it is used"
    return _BrokenError(entry.position.line, message, help)


def _canonical(text: str, file: Path) -> tuple[str, list[Entry]] | None:
    """Header and entries of a file as `citizen-data sync` writes it, some eight times faster than line by line.

    None for any other file: the slow way reads it, or says what is wrong with it.
    """
    chunks = text.removesuffix("\n").split("\n\n")
    header = _CANONICAL_HEADER.fullmatch(chunks[0])
    if header is None:
        return None
    entries = []
    line = 1 + chunks[0].count("\n") + 2
    for chunk in chunks[1:]:
        match = _CANONICAL_ENTRY.fullmatch(chunk)
        if match is None:
            return None
        entries.append(_matched(match, file, line))
        line += chunk.count("\n") + 2
    return _plain("".join(each[1:-1] for each in header["fields"].splitlines())), entries


def _matched(match: re.Match[str], file: Path, line: int) -> Entry:
    comments, flags, _, previous, mark, key, source, text = match.groups()
    return Entry(
        key=_plain(key),
        source=_plain(source),
        text=_plain(text),
        position=Position(file, line + match.string.count("\n", 0, match.start("first")), 1),
        flags=_flags(flags) if flags else (),
        comments=_comments(comments),
        previous=_plain(previous or ""),
        obsolete=bool(mark),
    )


@lru_cache(maxsize=100)  # nearly every entry has the same
def _flags(listed: str) -> tuple[str, ...]:
    return tuple(flag.strip() for flag in listed.split(",") if flag.strip())


@lru_cache(maxsize=100)
def _comments(lines: str) -> tuple[str, ...]:
    return tuple(each[1:].strip() for each in lines.splitlines())


def _plain(inner: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], inner) if "\\" in inner else inner


def each_entry(text: str, file: Path) -> Iterator[Entry | str | Diagnostic]:
    """Each entry by itself, with "" as its key where it has no msgctxt, a header as its fields, and each mistake.

    So one broken entry takes no other with it.
    """
    if canonical := _canonical(text, file):
        yield canonical[0]
        yield from canonical[1]
        return
    for line, chunk in _chunks(text):
        try:
            for draft in _drafts(chunk, line):
                if "msgctxt" not in draft.parts and draft.strings.get("msgid") == "":
                    yield draft.strings.get("msgstr", "")
                else:
                    draft.parts.setdefault("msgctxt", [""])
                    yield _entry(draft, file)
        except _BrokenError as broken:
            yield Diagnostic("PO001", broken.message, Position(file, broken.line, 1), broken.help)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The lines of each entry with the number of the first: an empty line, or what follows a msgstr, begins another."""
    first, held, is_translated = 1, list[str](), False
    for number, line in enumerate(text.split("\n"), 1):
        bare = _without_mark(line.strip())
        if not bare or (is_translated and bare[0] != '"'):
            yield first, "\n".join(held)
            first, held, is_translated = number, [], False
        held.append(line)
        is_translated = is_translated or bare.startswith("msgstr")
    yield first, "\n".join(held)


def _by_line(text: str, file: Path) -> tuple[str, list[Entry]]:
    """Header and entries of any PO file."""
    header, entries = "", []
    for draft in _drafts(text):
        strings = draft.strings
        if strings.get("msgid") == "" and "msgctxt" not in strings:
            header = strings.get("msgstr", "")
        else:
            entries.append(_entry(draft, file))
    return header, entries


def _entry(draft: _Draft, file: Path) -> Entry:
    strings = draft.strings
    for keyword in ("msgctxt", "msgid", "msgstr"):
        if keyword not in strings:
            raise _BrokenError(draft.line, f"an entry has no {keyword}", "undo the change, or run `citizen-data sync`")
    return Entry(
        key=strings["msgctxt"],
        source=strings["msgid"],
        text=strings["msgstr"],
        position=Position(file, draft.line, 1),
        flags=draft.flags,
        comments=tuple(draft.comments),
        previous=strings.get("| msgid", ""),
        obsolete=draft.obsolete,
    )


def _drafts(text: str, first_line: int = 1) -> list[_Draft]:
    """The file cut into entries, line by line."""
    found: list[_Draft] = []
    draft, keyword = _Draft(), ""
    for number, raw in enumerate(text.split("\n"), first_line):
        line = _without_mark(raw.strip())
        if not line:
            draft, keyword = _closed(found, draft), ""
            continue
        first = line[:1]
        if first == '"':
            if not keyword:
                raise _BrokenError(number, "quoted text stands before any msgid or msgstr", "put it after its msgstr")
            draft.parts[keyword].append(_unquoted(line, number))
            continue
        if "msgstr" in draft.parts:
            draft, keyword = _closed(found, draft), ""
        if first == "#" and line[:2] != "#|":
            _read_comment(draft, line)
            continue
        draft.obsolete = draft.obsolete or raw.lstrip().startswith("#~")
        draft.line = draft.line or number
        keyword = _read_keyword(draft, line, number, keyword)
    _closed(found, draft)
    return found


def _without_mark(line: str) -> str:
    """A line of an obsolete entry as it would be in one that is used."""
    if not line.startswith("#~"):
        return line
    rest = line[2:].lstrip()
    return f"#{rest}" if rest.startswith("|") else rest


def _closed(found: list[_Draft], draft: _Draft) -> _Draft:
    """Keeps a draft that has content and gives a fresh one; comments before a gap belong to nobody."""
    if draft.parts:
        found.append(draft)
    return _Draft()


def _read_comment(draft: _Draft, line: str) -> None:
    mark = line[1:2]
    if mark == ",":
        draft.flags += _flags(line[2:])
    elif mark not in (".", ":"):
        draft.comments.append(line[1:].strip())


def _read_keyword(draft: _Draft, line: str, number: int, current: str) -> str:
    """Reads `msgid "…"` and its like; gives the keyword that quoted lines after it belong to."""
    prefix = ""
    if line[:2] == "#|":
        prefix, line = "| ", line[2:].lstrip()
        if line[:1] == '"':
            if not current.startswith("| "):
                raise _BrokenError(number, "a previous text goes on where none began", "delete the line")
            draft.parts[current].append(_unquoted(line, number))
            return current
    keyword, _, rest = line.partition(" ")
    if keyword not in ("msgctxt", "msgid", "msgstr"):
        raise _unknown(keyword, number)
    keyword = prefix + keyword
    if keyword in draft.parts:
        raise _BrokenError(number, f"an entry has a second {keyword}", "leave an empty line between two entries")
    draft.parts[keyword] = [_unquoted(rest.strip(), number)]
    return keyword


def _unknown(keyword: str, number: int) -> _BrokenError:
    if keyword.startswith(_CONFLICT):
        return _BrokenError(number, "a merge conflict is still open here", "choose one of the two versions")
    if keyword.startswith(("msgid_plural", "msgstr[")):
        return _BrokenError(number, "plural forms are not used here", "give the entry one msgid and one msgstr")
    message = f"'{keyword[:40]}' is not part of a PO file"
    return _BrokenError(number, message, "put every text between quotes after msgstr")


def _unquoted(quoted: str, number: int) -> str:
    if len(quoted) < 2 or quoted[0] != '"' or quoted[-1] != '"':
        raise _BrokenError(number, "a text is not closed by a quote", 'end the line with "')
    inner = quoted[1:-1]
    if "\\" not in inner:
        if '"' in inner:
            raise _stray(number)
        return inner
    # What is left without all pairs of a backslash and a letter has neither a quote nor a backslash.
    if not {'"', "\\"}.isdisjoint(_ESCAPE.sub("", inner)):
        raise _stray(number)
    return _ESCAPE.sub(lambda match: _unescaped(match[1], number), inner)


def _stray(number: int) -> _BrokenError:
    return _BrokenError(number, "a quote stands inside the text", 'write it as \\"')


def _unescaped(letter: str, number: int) -> str:
    if letter not in _ESCAPES:
        raise _BrokenError(number, f"\\{letter} means nothing in a PO file", "write a backslash as \\\\")
    return _ESCAPES[letter]
