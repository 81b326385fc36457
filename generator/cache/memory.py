"""What was made of single files, kept under everything that it was made from: an unchanged file is not read again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.cache.fingerprint import Fingerprints
from generator.cache.store import Store, key_of

T = TypeVar("T")


class Memory:
    """Work on single files; `code` stands for the program that does it. Without a store nothing is kept."""

    def __init__(self, store: Store | None = None, known: Fingerprints | None = None, code: str = "") -> None:
        self._store, self._known, self._code = store, known or Fingerprints(), code

    def made(self, path: Path, about: str, make: Callable[[], T]) -> tuple[T, str]:
        """What `make` gives of the file, now or before, and the key that names all that it was made from.

        `about` names what is made, and what else it is made from. What is never kept has a key that never comes again.
        """
        before = self._key(path, about)
        if self._store is None or before is None:
            return make(), secrets.token_hex()
        value: T | None = self._store.value(before)
        if value is None:
            value = make()
            if self._key(path, about) != before:  # it was saved while it was read
                return value, secrets.token_hex()
            self._store.keep(before, value)
        return value, before

    def _key(self, path: Path, about: str) -> str | None:
        """None for a file that must be looked at each time: it can't be read, or may be a link to somewhere else."""
        try:
            digest = "" if os.path.islink(path) else self._known.digest(path)
        except FileNotFoundError:
            digest = "none"
        except OSError:
            digest = ""
        return key_of("file", self._code, os.fspath(path), digest, about) if digest else None
