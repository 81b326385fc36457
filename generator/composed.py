"""What was composed before, kept as long as the texts that it reads and the structure around them are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import TypeVar

from generator.cache.fingerprint import digest_of_lines
from generator.cache.store import Store, key_of
from generator.library.library import Library, library_texts
from generator.library.reads import IN_BODY, Reads, reading
from generator.library.text import Text

T = TypeVar("T")

Names = dict[tuple[str, str], list[str]]
"""The keys of the texts that were read, by the library's name and the field."""


class Composed:
    """Pieces of one language's site; `structure` names everything that they depend on but what texts hold.

    Use it while texts are `watched`. `libraries` are those that the pieces read, by a name, and `bodies`
    the digests of their pages' bodies, by catalogue.
    """

    def __init__(
        self, store: Store, structure: str, libraries: Mapping[str, Library], bodies: Mapping[str, str]
    ) -> None:
        self._store, self._structure = store, structure
        self._states: dict[str, str] = {}
        self._texts = {name: dict(_by_key(library_texts(library))) for name, library in libraries.items()}
        self._names = {id(text): (name, key) for name, texts in self._texts.items() for key, text in texts.items()}
        for name, library in libraries.items():
            self._names |= {id(page): (name, f"content/{page.path}") for page in library.pages}
        self._bodies = bodies

    def piece(self, name: str, about: str, make: Callable[[], T]) -> T:
        """What `make` gives, or what it gave when it read the same; `about` names what else it depends on."""
        key = key_of("piece", self._structure, name, about)
        kept = self._store.value(key)
        if kept is not None:
            names, said, value = kept
            if said == self._said(names):
                self._states[name] = said
                return value  # type: ignore[no-any-return]
        with reading() as found:
            made = make()
        names = self._named(found)
        self._states[name] = self._said(names)
        self._store.keep(key, (names, self._states[name], made))
        return made

    def state(self) -> str:
        """Changes with any of the pieces so far: a piece that shows others depends on it."""
        return digest_of_lines([self._structure, *map(str, sorted(self._states.items()))])

    def _named(self, found: Reads) -> Names:
        """What was read, by names that hold in the next run. Texts made on the way come from others that are named."""
        names: Names = {}
        for field, text in found:
            if text in self._names:
                library, key = self._names[text]
                names.setdefault((library, field), []).append(key)
        return {place: sorted(names[place]) for place in sorted(names)}

    def _said(self, names: Names) -> str:
        """A digest of what these texts say now."""
        said = [[self._says(library, field, key) for key in keys] for (library, field), keys in names.items()]
        return sha256(repr(said).encode()).hexdigest()

    def _says(self, library: str, field: str, key: str) -> str | None:
        if field == IN_BODY:
            return self._bodies.get(key)
        text = self._texts[library].get(key)
        return None if text is None else getattr(text, field)


def _by_key(texts: tuple[Text, ...]) -> Iterator[tuple[str, Text]]:
    """Each text with its key; where a key stands twice, with a number."""
    seen: dict[str, int] = {}
    for text in texts:
        number = seen[text.key] = seen.get(text.key, 0) + 1
        yield (text.key if number == 1 else f"{text.key} {number}"), text
