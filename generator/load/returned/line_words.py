"""The words of a line as they are compared: which signs are the same, and what stands around the places to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.load.returned.base import MARKS, Line
from generator.load.returned.ticks import unboxed

_ENDED = re.compile(r"(?<=[^\n])(?:\u200e{4}|\u200f{4}|\u200e\u200f{2}\u200e|\u200f\u200e{2}\u200f)(?=[^\n])")
"""Marks of direction between two lines of what was typed: the end of one, the beginning of the next.

Where their ends are still there, such marks are an empty line.
"""
_AT_ENDS = re.compile(rf"^[\s{MARKS}]+|[\s{MARKS}]+$")
_LIKE = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u2032`", "'"), **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "), **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
})  # fmt: skip
"""What word processors change by themselves, one sign for one."""


def like(words: str) -> str:
    """The words as they are compared: what word processors change by themselves is the same."""
    return " ".join(_AT_ENDS.sub("", words.translate(_LIKE)).split())


def flat(words: str) -> str:
    """As `like`, but a part of a line: a space at its ends stays."""
    return re.sub(r"\s+", " ", re.sub(f"[{MARKS}]", "", words.translate(_LIKE)))


def clean(words: str) -> str:
    """What was typed, without the marks of direction around each line; between two of our marks a line has ended."""
    words = _ENDED.sub("\n", words)
    return "\n".join(_AT_ENDS.sub("", line) for line in words.split("\n")).strip("\n")


def around(line: Line) -> tuple[str, ...]:
    """What stands before, between and after the places to write in a line; a box to tick is no such place."""
    return _split(line)[0]


def labels_in(line: Line) -> list[str]:
    """The names in brackets behind the places, which only empty ones need."""
    return _split(line)[1]


def blanked(line: Line, labels: Iterable[str] = ()) -> str:
    """What a line says with three dots for each place to write, and without the names of empty ones."""
    parts, own = _split(line)
    words = "…".join(parts)
    for label in (*labels, *own):
        words = words.replace(label, "")
    return like(unboxed(words))


def _split(line: Line) -> tuple[tuple[str, ...], list[str]]:
    parts, labels, before = [""], list[str](), ""
    for piece in line.pieces:
        if piece.control is None:
            words = piece.words
            if before and words.startswith(f" ({before}"):
                end = words.find(")", 2 + len(before)) + 1
                labels.append(words[:end])
                words = words[end:]
            parts[-1] += words.translate(_LIKE)
            before = ""
        elif not piece.control.tick:
            parts.append("")
            before = piece.control.label
    parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    return tuple(parts), labels


def between(parts: Sequence[str], line: Line, labels: Iterable[str]) -> list[str] | None:
    """What stands between the parts, each found as early as it can be; None where one of them is not there."""
    found = (_parted(parts, each) for each in _without(labels, unboxed(line.words).strip()))
    return next((each for each in found if each is not None), None)


def first_between(printed: Line, line: Line) -> list[str] | None:
    """What stands in each place of a printed line, if each ends where it first can."""
    return between(around(printed), line, labels_in(printed))


def typed_between(printed: Line, line: Line) -> list[str] | None:
    """What stands in each place of a printed line; None where its words are not there, or nobody knows where one ends.

    Of “A and B and C” in two places either *and* may be the printed one, unless controls still tell.
    """
    parts, labels = _split(printed)
    pieces = [piece for piece in printed.pieces if piece.control]
    bare = unboxed if any(piece.control and piece.control.tick for piece in pieces) else str
    blanks = [piece.words for piece in line.pieces if piece.control and not piece.control.tick]
    own = [flat(part) for part in around(line)]
    if len(own) == len(parts) and [bare(own[0]), *own[1:]] == [flat(part) for part in parts]:
        return blanks
    prompts = [piece.words for piece in pieces if piece.control and piece.control.empty and piece.words]
    turned = [part[::-1] for part in reversed(parts)]
    for words in _without(labels, bare(line.words).strip()):
        # What an empty place says is no part of the sentence.
        seen = words.translate(_LIKE)
        for prompt in prompts:
            seen = seen.replace(prompt, "\0" * len(prompt))
        early, late = _parted(parts, words, seen), _parted(turned, words[::-1], seen[::-1])
        if early is not None and late is not None:
            return early if early == [each[::-1] for each in reversed(late)] else None
    return None


def _without(labels: Iterable[str], words: str) -> Iterable[str]:
    """The words without the names behind empty places.

    A sentence may itself say what such a name says: then only the last of both is that name.
    """
    bare = last = words
    for label in labels:
        bare, last = bare.replace(label, ""), "".join(last.rsplit(label, 1))
    return dict.fromkeys((bare, last, words))


def _parted(parts: Sequence[str], words: str, seen: str = "") -> list[str] | None:
    seen = seen or words.translate(_LIKE)
    if not seen.startswith(parts[0]) or not seen.endswith(parts[-1]):
        return None
    found, at, end = [], len(parts[0]), len(seen) - len(parts[-1])
    for part in parts[1:-1]:
        place = seen.find(part, at, end) if part else -1
        if place < 0:
            return None
        found.append(words[at:place])
        at = place + len(part)
    return [*found, words[at:end]] if at <= end else None
