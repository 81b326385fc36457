"""What was composed before, kept as long as the texts that it reads and the structure around them are the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar

from generator.cache.fingerprint import digest_of_lines
from generator.cache.store import Store, key_of
from generator.library.library import Held, Library, parts
from generator.library.reads import IN_BODY, UNWATCHED, Reads, reading
from generator.library.text import Text, all_texts, catalogue_of

T = TypeVar("T")
C = TypeVar("C")

Names = dict[tuple[str, str], list[str]]
"""The keys of the texts that were read, by the library's name and the field."""
Places = dict[tuple[str, str], str]
"""The files of a library by its name and their catalogues, each with what names all that it was made from."""
Entry = tuple[str, Places, str, Any]
"""A piece in the record: its key, the files that it read, what it read in them (a digest), and its card."""


class Piece(Generic[C, T]):
    """A piece of a site: its `card` says what others must know of it, so that most are never read themselves."""

    def __init__(self, card: C, state: str, read: Callable[[], T]) -> None:
        self.card, self.state, self._read = card, state, read

    @cached_property
    def value(self) -> T:
        """The piece itself."""
        return self._read()


class Composed:
    """Pieces of one language's site; `structure` names everything that they depend on but what texts hold.

    Use it while texts are `watched`, and `save` it at the end. `libraries` are those that the pieces read, by a name,
    and `held` are their files. `purpose` names the site: what each of its pieces read the last time is found at once.
    """

    def __init__(
        self,
        store: Store,
        purpose: str,
        structure: str,
        libraries: Mapping[str, Library],
        held: Mapping[str, Sequence[Held]],
    ) -> None:
        self._store, self._structure, self._libraries = store, structure, libraries
        self._places = {(name, each.catalogue): each.key for name, files in held.items() for each in files}
        self._bodies = {each.catalogue: each.body for files in held.values() for each in files if each.body}
        self._states: dict[str, str] = {}
        self._record = key_of("pieces", purpose)
        self._before: dict[str, Entry] = store.value(self._record) or {}
        self._now: dict[str, Entry] = {}

    def piece(self, name: str, about: str, make: Callable[[], T], told: Callable[[T], C]) -> Piece[C, T]:
        """What `make` gives, or gave when it read the same; `told` makes its card, `about` names what else it reads."""
        whole = key_of("piece", self._structure, name, about)
        before = self._before.get(name)
        if before is not None and before[0] == whole and self._are_same(before[1]):
            return self._kept(name, before, lambda: self._read(before, make, told))
        names: Names | None = self._store.value(whole)
        if names is not None:
            said = self._said(names)
            found = self._store.value(key_of(whole, said))
            if found is not None:
                return self._kept(name, (whole, self._read_in(names), said, found[0]), lambda: found[1])
        value, entry = self._made(whole, make, told)
        return self._kept(name, entry, lambda: value)

    def state(self) -> str:
        """Changes with any of the pieces so far: a piece that shows others depends on it."""
        return digest_of_lines([self._structure, *map(str, sorted(self._states.items()))])

    def save(self) -> None:
        """What each piece has read is found at once the next time."""
        if self._now != self._before:
            self._store.keep(self._record, self._now)

    def _kept(self, name: str, entry: Entry, read: Callable[[], T]) -> Piece[C, T]:
        whole, _, said, card = entry
        self._now[name] = entry
        self._states[name] = f"{whole} {said}"
        self._store.note_use([whole, key_of(whole, said)])
        return Piece(card, self._states[name], read)

    def _read(self, entry: Entry, make: Callable[[], T], told: Callable[[T], C]) -> T:
        """The piece as it is kept; made once more where somebody has damaged it."""
        whole, _, said, _ = entry
        found = self._store.value(key_of(whole, said))
        value: T = self._made(whole, make, told)[0] if found is None else found[1]
        return value

    def _made(self, whole: str, make: Callable[[], T], told: Callable[[T], C]) -> tuple[T, Entry]:
        with reading() as found:
            value = make()
        names, card = self._named(found), told(value)
        said = self._said(names)
        self._store.keep(whole, names)
        self._store.keep(key_of(whole, said), (card, value))
        return value, (whole, self._read_in(names), said, card)

    # -- what was read

    def _read_in(self, names: Names) -> Places:
        """The files whose texts these are."""
        places = {(library, catalogue_of(key)) for (library, _), keys in names.items() for key in keys}
        return {place: self._places.get(place, "") for place in sorted(places)}

    def _are_same(self, places: Places) -> bool:
        """True when nothing can have changed in these files, so that nobody need look at their texts."""
        return all(key and self._places.get(place) == key for place, key in places.items())

    @cached_property
    def _texts(self) -> dict[str, dict[str, Text]]:
        # Not by `library_texts`: what is being made around this piece would have read every page.
        return {
            name: dict(_by_key(text for part in parts(library) for text in all_texts(part)))
            for name, library in self._libraries.items()
        }

    @cached_property
    def _keys(self) -> dict[int, tuple[str, str]]:
        """The library and the key of each text and page, by its identity."""
        keys = {id(text): (name, key) for name, texts in self._texts.items() for key, text in texts.items()}
        for name, library in self._libraries.items():
            keys |= {id(page): (name, f"content/{page.path}") for page in library.pages}
        return keys

    def _named(self, found: Reads) -> Names:
        """What was read, by names that hold in the next run. Texts made on the way come from others that are named."""
        names: Names = {}
        for field, text in found:
            if text in self._keys:
                library, key = self._keys[text]
                names.setdefault((library, field), []).append(key)
        return {place: sorted(names[place]) for place in sorted(names)}

    def _said(self, names: Names) -> str:
        """A digest of which texts these are, and what they say now."""
        said = [[library, field, keys, self._values(library, field, keys)] for (library, field), keys in names.items()]
        return sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()

    def _values(self, library: str, field: str, keys: list[str]) -> list[str | None]:
        if field == IN_BODY:
            return [self._bodies.get(key) for key in keys]
        texts, value_of = self._texts[library], UNWATCHED[field]
        return [value_of(texts[key]) if key in texts else None for key in keys]


def _by_key(texts: Iterable[Text]) -> Iterator[tuple[str, Text]]:
    """Each text with its key; where a key stands twice, with a number."""
    seen: dict[str, int] = {}
    for text in texts:
        number = seen[text.key] = seen.get(text.key, 0) + 1
        yield (text.key if number == 1 else f"{text.key} {number}"), text
