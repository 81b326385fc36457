"""What the forms of a language fetch when somebody wants a paper of the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.blocks.artifact import PageCard
from generator.cache.store import Store
from generator.render.packed import FRAME, frame_script, packed_script, word_frame
from generator.render.packed import Parts as PackedParts
from generator.render.tree import Content, contents, digests, packed_file
from generator.trees.pages import Pages
from generator.trees.parts import Parts, Scripts, value_of


def pack_forms(parts: Parts, pieces: Sequence[Pages], printed: Mapping[str, Path]) -> dict[str, Content]:
    """What each form fetches only when it is needed, and what the Word documents of the language have in common."""
    tag = parts.library.language.tag
    forms = [(card, piece, number) for piece in pieces for number, card in enumerate(piece.card) if card.form]
    words = [printed[card.word] for card, _, _ in forms if card.word in printed]
    frame = word_frame(words[0]) if words else {}
    shared = {f"docs/{FRAME}": frame_script(tag, frame)} if words else {}
    files = contents(digests(shared), lambda: shared)
    shown = {id: (script, digest) for script in parts.previews for id, digest in script.card.items()}
    for card, piece, number in forms:
        script, digest = shown[card.path.rpartition("/")[2]]
        word = printed.get(card.word)
        make = partial(_pack, tag, card, script, piece, number, word, frame)
        of = repr((card.form, digest, word and Store.digest_in(word), digests(frame)))
        packed = parts.composed.piece(f"packed {card.path}", of, make, digests)
        files |= contents(packed.card, partial(value_of, packed))
    return files


def _pack(
    tag: str, card: PageCard, script: Scripts, piece: Pages, number: int, word: Path | None, frame: PackedParts
) -> dict[str, bytes]:
    (paper, shown), *_ = script.value.items()
    return {packed_file(card): packed_script(tag, paper, shown, piece.value[number].form, word, frame)}
