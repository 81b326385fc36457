"""Which texts go to a translator, in which order, and all that is said beside each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from generator.blocks.marks import Refusal
from generator.catalog.entries import Catalog, Entry, PoFile, Termbase, digest
from generator.catalog.sent import SENT, SentText, TranslatorNote
from generator.library.kinds import KINDS
from generator.library.library import Library
from generator.library.text import State, catalogue_of
from generator.translate.extract import Unit, units, units_for
from generator.translate.inline import safe_value
from generator.translate.notes import Notes
from generator.translate.po import Annotated, po_text
from generator.translate.review import to_review
from generator.translate.state import state_of
from generator.translate.sync import merge
from generator.translate.waiting import untranslated
from generator.translate.wording import longest

FIRST = "first"
"""The part that is no part: what matters first."""
_NAMING = ("title", "name", "label", "question", "term", "heading")
"""How the text is called that says what the texts beside it are about."""
_SEEN_FIRST = ("interface", "content/index", "content/start/", "content/levels", "wording")


@dataclass(frozen=True, slots=True)
class TextSelection:
    """Which texts: of these parts, or all; only those without a translation, or those that people translated."""

    parts: tuple[str, ...] = ()
    missing: bool = False
    for_review: bool = False
    words: int = 0
    """How many English words at most; 0 for no end."""


def chosen(library: Library, catalog: Catalog, choice: TextSelection) -> list[Unit]:
    """The texts of the choice in the order in which to take them; none where a part is unknown."""
    keys = _waiting(library, catalog, choice)
    found = [unit for unit in units_for(library, catalog) if unit.key in keys]
    if FIRST in choice.parts:
        ranked = [(rank, unit) for unit in found if (rank := _rank(unit, library)) is not None]
        found = [unit for _, unit in sorted(ranked, key=lambda pair: pair[0])]
    elif choice.parts:
        is_in = [_part(part) for part in choice.parts]
        found = [unit for unit in found if any(test(unit.key) for test in is_in)]
    return list(_within(found, choice.words)) if choice.words else found


def _waiting(library: Library, catalog: Catalog, choice: TextSelection) -> Collection[str]:
    if choice.for_review:
        return to_review(library, catalog).keys()
    return frozenset(untranslated(library, catalog, unchecked=not choice.missing))


def known_parts(library: Library, catalog: Catalog) -> list[str]:
    """Every catalogue, for who names a part that is none."""
    return list(dict.fromkeys(unit.catalogue for unit in units_for(library, catalog)))


def is_part(part: str, library: Library, catalog: Catalog) -> bool:
    """True for a catalogue, a folder of them, the beginning of a key, or the address of a page."""
    return part == FIRST or any(map(_part(part), (unit.key for unit in units_for(library, catalog))))


def _part(part: str) -> Callable[[str], bool]:
    """Whether a key belongs to the part: a page is often written in more than one file."""
    name = part.strip("/")
    patterns = tuple(_of_page(name))

    def is_in(key: str) -> bool:
        if "#" in name:
            return key == name or key.startswith(f"{name}.")
        return f"/{name}/" in f"/{catalogue_of(key)}/" or any(fnmatchcase(key, each) for each in patterns)

    return is_in


def _of_page(path: str) -> Iterator[str]:
    """Patterns of the keys that the page shows, by the table of kinds; a form is asked for by its paper."""
    folder, _, entry = path.rpartition("/")
    if folder:
        yield from (f"*/{folder}#{entry}.*", f"{folder}#{entry}.*")
    paper = path.removeprefix("fill/")
    for kind in KINDS:
        if kind.page is not None and kind.page.path.partition("#")[0] == path:
            yield f"{kind.catalogues}#*"
        for linked in kind.linked:
            id = path.removeprefix(linked.at) if path.startswith(linked.at) else paper
            if id != path and linked.entries:
                yield f"{kind.catalogues}#{id}.*"
            elif id != path and "*" in kind.catalogues:
                yield f"{kind.catalogues.replace('**/*', '*').replace('*', id)}#*"


def _rank(unit: Unit, library: Library) -> tuple[int, int] | None:
    """What people consent to, then what most readers see, then the papers from the lowest level on."""
    if unit.critical:
        return 0, 0
    for number, name in enumerate(_SEEN_FIRST):
        if unit.catalogue == name or (name.endswith("/") and unit.catalogue.startswith(name)):
            return 1, number
    levels = {f"documents/{each.id}": min(each.levels) for each in library.documents}
    return (2, levels[unit.catalogue]) if unit.catalogue in levels else None


def _within(found: Sequence[Unit], most: int) -> Iterator[Unit]:
    """As many as the words allow, and one at least."""
    said = 0
    for number, unit in enumerate(found):
        said += len(unit.text.split())
        if said > most and number:
            return
        yield unit


def items(
    library: Library, catalog: Catalog, termbase: Termbase, found: Sequence[Unit], *, missing: bool
) -> list[SentText]:
    """The texts with their state, place, room and notes; without the drafts where only what is `missing` goes out."""
    places, notes = _places(library), Notes(library, catalog, termbase, catalog.active)
    return [_item(unit, catalog, notes, places[unit.key], missing=missing) for unit in found]


def _item(unit: Unit, catalog: Catalog, notes: Notes, place: str, *, missing: bool) -> SentText:
    entry = catalog.active.get(unit.key)
    state, said = _state(unit, entry, catalog, notes)
    told = (*said, *notes.of(unit))
    text = "" if missing or entry is None else entry.text
    fingerprint = digest(unit.key, unit.text, text)
    return SentText(unit.key, unit.text, text, state, place, longest(unit.text), told, fingerprint)


def _state(unit: Unit, entry: Entry | None, catalog: Catalog, notes: Notes) -> tuple[State, list[TranslatorNote]]:
    """The state, and what to tell of it: the English as it was, or why a translation is refused."""
    state = state_of(entry, unit.text, catalog, critical=unit.critical)
    if entry is None or not entry.text:
        return state, []
    if state is State.STALE:
        return state, [notes.say("was", words=entry.previous or entry.source)]
    try:
        safe_value(unit.text, entry.text, rtl=catalog.language.direction == "rtl")
    except Refusal as refusal:
        return State.BLOCKED, [notes.labelled("refused", f"{refusal.reason}; {refusal.help}")]
    return state, []


def _places(library: Library) -> Mapping[str, str]:
    """For each key the names of what it stands in, from the file inwards; on a page, the heading above it."""
    texts = {unit.key: unit.text for unit in units(library)}
    heads = {}
    for page in library.pages:
        head = ""
        for block in page.blocks:
            heads[block.text.key] = head
            head = block.text.value if block.kind == "heading" else head
    return {key: " › ".join(filter(None, (*_names(key, texts), heads.get(key, "")))) for key in texts}


def _names(key: str, texts: Mapping[str, str]) -> Iterator[str]:
    catalogue, _, path = key.partition("#")
    steps = path.split(".")
    for depth in range(len(steps)):
        before = "".join(f"{step}." for step in steps[:depth])
        named = (f"{catalogue}#{before}{name}" for name in _NAMING)
        name = next((texts[each] for each in named if each in texts and each != key), "")
        yield name or (catalogue if not depth else "")


def parcel_po(library: Library, catalog: Catalog, termbase: Termbase, title: str, found: Sequence[SentText]) -> bytes:
    """The texts as one PO file, in their order, with the notes that the files in `translations/` have."""
    by_key = {each.entry.key: each for merged in merge(library, catalog, termbase) for each in merged.annotated}
    notes = Notes(library, catalog, termbase, catalog.active)
    told = [_told(by_key[item.key], item, notes) for item in found]
    return po_text(catalog.language, PoFile(title), told, notes.say("po-how").words).encode()


def _told(annotated: Annotated, item: SentText, notes: Notes) -> Annotated:
    entry = replace(annotated.entry, text=item.translation)
    if not item.translation:
        entry = replace(entry, flags=(), previous="", comments=())
    entry = replace(entry, comments=(*entry.comments, f"{SENT}{item.fingerprint}"))
    place, longest = notes.labelled("place", item.place), notes.labelled("longest", str(item.longest))
    return replace(annotated, entry=entry, notes=(place.words, *annotated.notes, longest.words))
