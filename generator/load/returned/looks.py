"""How words of a Word document look, as far as that says whether they still stand: hidden, crossed out, or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from generator.load.returned.xml import name_of, value_of

HIDDEN, CROSSED_OUT = frozenset({"vanish", "webHidden"}), frozenset({"strike", "dstrike"})
"""How a run is marked whose words no reader sees, or that somebody has taken back."""
OFF = ("0", "false", "off")
"""What a mark says that is switched off."""
_MOST_STEPS = 20
"""How many styles may build on each other."""


def is_on(mark: Element) -> bool:
    """Whether a property is there, and not switched off."""
    return value_of(mark) not in OFF


def looks(run: Element, marked: frozenset[str]) -> bool:
    """Whether the run has one of these properties; of its styles, `with_styles` has told it."""
    found = child(run, "rPr") if name_of(run) == "r" else None
    return found is not None and any(is_on(each) for each in found if name_of(each) in marked)


def child(element: Element, name: str) -> Element | None:
    """The first element of this name in it."""
    return next((each for each in element if name_of(each) == name), None)


def with_styles(body: Element, styles: Element) -> None:
    """Each run has in itself what the styles of its words and of its paragraph say, unless it says otherwise."""
    marks = _marks(styles)
    if not marks:
        return
    for paragraph in (each for each in body.iter() if name_of(each) == "p"):
        around = marks.get(_style(paragraph, "pPr", "pStyle"), {})
        for run in (each for each in paragraph.iter() if name_of(each) == "r"):
            if wanted := {**around, **marks.get(_style(run, "rPr", "rStyle"), {})}:
                own = child(run, "rPr")
                if own is None:
                    own = Element("}rPr")
                    run.insert(0, own)
                said = {name_of(each) for each in own}
                own.extend(Element(f"}}{name}") for name in wanted if wanted[name] and name not in said)


def _style(element: Element, properties: str, name: str) -> str:
    held = child(element, properties)
    named = None if held is None else child(held, name)
    return "" if named is None else value_of(named)


def _marks(styles: Element) -> dict[str, dict[str, bool]]:
    """What each style says of such marks, with what it builds on; only styles that say something."""
    own: dict[str, dict[str, bool]] = {}
    basis: dict[str, str] = {}
    for style in (each for each in styles.iter() if name_of(each) == "style"):
        id, said, based = value_of(style, "styleId"), child(style, "rPr"), child(style, "basedOn")
        held = (each for each in (said if said is not None else ()) if name_of(each) in HIDDEN | CROSSED_OUT)
        own[id] = {name_of(each): is_on(each) for each in held}
        basis[id] = "" if based is None else value_of(based)
    found = {}
    for id in own:
        whole: dict[str, bool] = {}
        at = id
        for _ in range(_MOST_STEPS):
            whole = own.get(at, {}) | whole
            at = basis.get(at, "")
        if whole:
            found[id] = whole
    return found


def taken_back(body: Element) -> Iterator[str]:
    """What is crossed out in each paragraph, and what a tracked change has deleted."""
    for paragraph in (each for each in body.iter() if name_of(each) == "p"):
        runs = [each for each in paragraph.iter() if name_of(each) == "r"]
        crossed = _words((run for run in runs if looks(run, CROSSED_OUT)), "t")
        yield from (words for words in (crossed, _words(runs, "delText")) if words)


def _words(runs: Iterable[Element], name: str) -> str:
    return "".join(each.text or "" for run in runs for each in run if name_of(each) == name).strip()
