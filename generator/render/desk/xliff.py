"""Texts for translators as XLIFF 2.0, which translation programs read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.sent import Parcel, SentText
from generator.library.text import SOURCE_LANGUAGE, State
from generator.render.xml import escaped

_STATES = {State.HUMAN: ' state="translated"', State.REVIEWED: ' state="final"'}
"""In the words of XLIFF. Of the rest nothing is said: not every program takes "initial" away when somebody writes."""


def parcel_xliff(parcel: Parcel) -> bytes:
    """One file with a unit for each text; its key is the unit's name."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
        f'srcLang="{SOURCE_LANGUAGE}" trgLang="{parcel.language.tag}">\n'
        f'<file id="texts" original="{escaped(parcel.title)}">\n'
    )
    units = (line for number, each in enumerate(parcel.items, 1) for line in _unit(number, each))
    return f"{head}{''.join(units)}</file>\n</xliff>\n".encode()


def _unit(number: int, item: SentText) -> Iterator[str]:
    yield f'<unit id="u{number}" name="{escaped(item.key)}">\n<notes>\n'
    notes = {"fingerprint": item.fingerprint, "state": item.state.value, "place": item.place}
    for category, said in (notes | {"longest": str(item.longest), "note": item.note}).items():
        if said:
            yield f'<note category="{category}">{escaped(said)}</note>\n'
    state = _STATES.get(item.state, "")
    target = f"<target>{escaped(item.translation)}</target>" if item.translation else ""
    yield f"</notes>\n<segment{state}><source>{escaped(item.text)}</source>{target}</segment>\n</unit>\n"
