"""The sentences of a phrase, in any language that the toolkit speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from generator.blocks.nodes import Inline, Phrase, Plain, joined, words_of

_END = re.compile(r"[.!?؟۔…][”’»)]*(?= (?![a-zß-öø-ÿа-яё]))|[。！？][”’」』）]*")
"""What ends a sentence: after an abbreviation, a small letter goes on."""


def first_sentence(words: Phrase) -> Phrase:
    """The words up to the end of their first sentence."""
    return next(sentences(words), words)


def sentence_with(words: Phrase, part: str) -> Phrase | None:
    """The first sentence in which `part` stands; None where none has it."""
    return next((each for each in sentences(words) if part in each.plain), None)


def sentences(words: Phrase) -> Iterator[Phrase]:
    """The sentences in order, with their marks; one that ends within a mark goes on to the end of that mark."""
    ends = [match.end() for match in _END.finditer(words.plain)]
    begun: list[Inline] = []
    start = 0
    for node in words.children:
        stop = start + len(words_of((node,)))
        inside = [end for end in ends if start < end <= stop]
        rest = node
        if isinstance(node, Plain):
            for at, cut in pairwise((start, *inside)):
                yield from _whole(words, [*begun, Plain(node.text[at - start : cut - start])])
                begun = []
            rest = Plain(node.text[inside[-1] - start :]) if inside else node
        begun.append(rest)
        if stop in inside:
            yield from _whole(words, begun)
            begun = []
        start = stop
    yield from _whole(words, begun)


def _whole(words: Phrase, nodes: list[Inline]) -> Iterator[Phrase]:
    """A phrase of these nodes, without the space before it; none where there are no words."""
    if nodes and isinstance(nodes[0], Plain):
        nodes = [Plain(nodes[0].text.lstrip()), *nodes[1:]]
    kept = joined(node for node in nodes if node != Plain(""))
    if kept:
        yield replace(words, children=kept)
