"""What a part of the program does, as a digest: it changes with the code that the part uses, and with nothing else.

The modules that a part imports, directly or not, are found by reading them, never by running them. Comments, docstrings
and layout do nothing, so they do not count.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.cache.fingerprint import Fingerprints, digest_of_lines, installed_packages
from generator.cache.writing import read_record, write_record

PROGRAM = Path(__file__).resolve().parents[1]
_ROOT = PROGRAM.name
_Read = tuple[list[str], str]
"""Which names of the program a file imports, and the digest of its code."""


class CodeDigests:
    """Digests of parts of the program; what was read of a file is kept in `store` under the file's own digest."""

    def __init__(self, known: Fingerprints, store: Path, program: Path = PROGRAM) -> None:
        self._known, self._store, self._program = known, store, program
        kept = read_record(store)
        self._before: dict[str, _Read] = kept if isinstance(kept, dict) else {}
        self._read: dict[str, _Read] = {}
        self._digests: dict[tuple[str, ...], str] = {}
        self._places: dict[str, list[tuple[str, str]]] = {}

    def digest(self, *modules: str) -> str:
        """Changes with the code of these modules and of all that they import, and with the packages around them.

        A name with a `/` is a folder beside the program, with all that is in it.

        It is that of the first asking: the code that runs stays as it was loaded.
        """
        if modules not in self._digests:
            names = [name for name in modules if "/" not in name]
            lines = [f"{name} {self._of(path)[1]}" for name, path in sorted(self.closure(*names).items())]
            for folder in sorted(set(modules) - set(names)):
                lines += [f"{name} {digest}" for name, digest in self._beside(folder)]
            self._digests[modules] = digest_of_lines([sys.version, *_site_packages(self._program), *lines])
        return self._digests[modules]

    def closure(self, *modules: str) -> dict[str, str]:
        """The files of the modules and of everything in the program that they import, by the modules' names."""
        found: dict[str, str] = {}
        waiting = list(modules)
        while waiting:
            name = waiting.pop()
            for each, path in self._files(name):
                if each not in found:
                    found[each] = path
                    waiting += self._of(path)[0]
        return found

    def save(self) -> None:
        """Keep what was read of the files of now."""
        if self._read != self._before:
            write_record(self._store, self._read)

    def _beside(self, folder: str) -> Iterator[tuple[str, str]]:
        for name, digest in self._known.digests_below(self._program.parent / folder).items():
            yield f"{folder}/{name}", digest

    def _files(self, name: str) -> list[tuple[str, str]]:
        """The module of that name and the packages around it, which run first; the name may also be one inside it."""
        if name not in self._places:
            package = name.rpartition(".")[0]
            around = self._files(package) if package else []  # each package is looked for once
            self._places[name] = [*around, *self._looked_for(name)]
        return self._places[name]

    def _looked_for(self, name: str) -> Iterator[tuple[str, str]]:
        base = os.path.join(self._program.parent, *name.split("."))
        for path in (os.path.join(base, "__init__.py"), f"{base}.py"):
            if os.path.isfile(path):
                yield name, path

    def _of(self, path: str) -> _Read:
        digest = self._known.digest(path)
        if digest not in self._read:
            self._read[digest] = self._before.get(digest) or _once(digest, path)
        return self._read[digest]


_SEEN: dict[str, _Read] = {}
"""What this process has read, by the digest of the file: many projects may be built in it, all by the same program."""


def _once(digest: str, path: str) -> _Read:
    if digest not in _SEEN:
        _SEEN[digest] = _read(Path(path))
    return _SEEN[digest]


def _read(path: Path) -> _Read:
    tree = ast.parse(path.read_bytes())
    names = sorted(set(_run(tree, reached=True)))
    return names, digest_of_lines([ast.dump(tree)])


def _run(node: ast.AST, *, reached: bool) -> Iterator[str]:
    """What the statements below import, if they are ever reached; they lose the words that stand about them.

    Expressions are passed over: they are most of a file, and hold neither.
    """
    for name in _BLOCKS:
        block = getattr(node, name, None)
        if isinstance(block, list):
            block[:] = [each for each in block if not _is_comment(each)]
            for each in block:
                if reached and isinstance(each, ast.Import):
                    yield from (alias.name for alias in each.names if alias.name.partition(".")[0] == _ROOT)
                elif reached and isinstance(each, ast.ImportFrom) and (each.module or "").partition(".")[0] == _ROOT:
                    yield from (f"{each.module}.{alias.name}" for alias in each.names)
                else:
                    yield from _run(each, reached=reached and not _only_for_types(each))


_BLOCKS = ("body", "orelse", "handlers", "cases", "finalbody")
"""Where a statement holds others."""


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _is_comment(node: ast.AST) -> bool:
    """True for a string that stands alone: a docstring, or words about the line above it."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _site_packages(program: Path) -> list[str]:
    """Names and versions of the installed packages that a site needs; those for tests change no site."""
    pinned = program.parent / "requirements/site.txt"
    installed = installed_packages()
    if not pinned.is_file():
        return installed
    names = {_plain(line.partition("==")[0]) for line in pinned.read_text("utf-8").splitlines() if "==" in line}
    return [each for each in installed if _plain(each.partition("-")[0]) in names]


def _plain(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(".", "_")
