"""How far a language is, as a small picture for a page of a forge."""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalog.counts import STATES
from generator.library.language import Language
from generator.library.text import State
from generator.render.xml import escaped

_COLOURS = {State.REVIEWED: "#1a7f37", State.HUMAN: "#4c9aff", State.MACHINE: "#bf8700", State.STALE: "#8250df"}
_NOTHING = "#8c959f"
_NAME, _BAR, _HEIGHT = 110, 120, 20


def badge(language: Language, words: Mapping[State, int], names: Mapping[State, str]) -> bytes:
    """A bar of the words in each state, with the language's name; for who can't see it the shares are said."""
    total = sum(words.values()) or 1
    shares = {state: words.get(state, 0) / total for state in STATES}
    told = ", ".join(f"{names[state]} {share:.0%}" for state, share in shares.items() if share)
    label = escaped(f"{language.name}: {told}")
    bars, at = [], float(_NAME)
    for state, share in shares.items():
        if share:
            width = share * _BAR
            fill = _COLOURS.get(state, _NOTHING)
            bars.append(f'<rect x="{at:.1f}" width="{width:.1f}" height="{_HEIGHT}" fill="{fill}"/>')
            at += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_NAME + _BAR}" height="{_HEIGHT}" role="img" '
        f'aria-label="{label}">\n<title>{label}</title>\n'
        f'<rect width="{_NAME}" height="{_HEIGHT}" fill="#24292f"/>\n'
        f'<text x="{_NAME / 2:.0f}" y="14" fill="#fff" font-family="sans-serif" font-size="12" text-anchor="middle" '
        f'direction="{language.direction}">{escaped(language.name)}</text>\n' + "\n".join(bars) + "\n</svg>\n"
    ).encode()
