"""What changed in a returned paper, as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.blocks.changes import Change, ChangeKind, Changes, Need, Word
from generator.blocks.nodes import Block, Heading, Labels, Paper, Paragraph, Phrase, Plain, Strong
from generator.compose.usual import listed
from generator.compose.writer import Writer, writer_for
from generator.library.library import Library


def changes_page(library: Library, found: Changes) -> Paper:
    """The clauses that differ with both wordings, then requirements and blanks."""
    writer = writer_for(library)
    return Paper(
        id=found.paper,
        title=writer.words("changed-title", title=found.title),
        language=library.language,
        beside=None,
        version=found.version,
        labels=Labels("", "", "", f"{found.title} · {found.version} · {found.fingerprint}".rstrip(" ·"), ""),
        blocks=tuple(_blocks(writer, found)),
        languages=(library.language,),
    )


def _blocks(writer: Writer, found: Changes) -> Iterator[Block]:
    yield Paragraph(writer.words("changed-none" if found.same else "changed-some"), "lead")
    yield from _named(writer, "changed-missing", found.missing)
    for clause in dict.fromkeys(each.clause for each in found.changes):
        own = [each for each in found.changes if each.clause == clause]
        yield Heading(2, _plain(writer, own[0].title or own[0].clause or found.title), f"clause-{clause}")
        for each in own:
            yield from _change(writer, each)
    yield from _named(writer, "changed-lost", [_said(each) for each in found.lost])
    yield from _named(writer, "changed-touched", [_said(each) for each in found.touched])
    yield from _named(writer, "changed-open", found.open)


def _change(writer: Writer, change: Change) -> Iterator[Block]:
    if change.how is not ChangeKind.ADDED:
        yield writer.labelled("changed-printed", _words(writer, change.printed))
    if change.how is ChangeKind.MISSING:
        yield Paragraph(writer.words("changed-gone"), "note")
    else:
        label = "changed-added" if change.how is ChangeKind.ADDED else "changed-returned"
        yield writer.labelled(label, _words(writer, change.returned))


def _words(writer: Writer, words: Sequence[Word]) -> Phrase:
    """What only this side says is strong."""
    return Phrase(
        tuple(Strong((Plain(each.words),)) if each.own else Plain(each.words) for each in words) or (Plain("…"),),
        writer.lang,
    )


def _said(need: Need) -> str:
    return f"{need.asks} ({need.standard})"


def _plain(writer: Writer, words: str) -> Phrase:
    return Phrase((Plain(words),), writer.lang)


def _named(writer: Writer, heading: str, names: Sequence[str]) -> Iterator[Block]:
    if names:
        yield writer.heading(2, heading)
        yield listed(_plain(writer, name) for name in names)
