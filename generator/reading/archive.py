"""Papers as they were released: their English texts by fingerprint, so that old papers can be read and compared.

`templates/released/fingerprints.json` names for each fingerprint the paper, its version and its file; the files beside
it are the sources as they were. Nothing of this is on the site.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.blocks.nodes import Paper
from generator.blocks.walk import fingerprint_of
from generator.cache.writing import write_whole
from generator.compose.papers import unfilled, without_conditions
from generator.diagnostics import Diagnostic, ToolkitError
from generator.editions import Editions
from generator.library.answers import Said
from generator.library.template import DocumentTemplate
from generator.load.json_file import parse_json
from generator.load.model_file import load_model
from generator.load.text_file import read_text

FOLDER = "templates/released"
INDEX = "fingerprints.json"


def keep(root: Path) -> list[str]:
    """The wording of every paper that people or partners receive is kept as it is printed in English now.

    What was kept before stays. Returns the fingerprints that are new; ToolkitError where the list of them is damaged.
    """
    source = Editions(root).source.usable
    known = {fingerprint: dict(entry) for fingerprint, entry in index(root).items()}
    new: list[str] = []
    for document in source.documents:
        if not document.handed_out:
            continue
        content = (root / f"templates/documents/{document.id}.yaml").read_bytes()
        name = f"{document.id}.{digest(content)}.yaml"
        for fingerprint in dict.fromkeys(fingerprints_of(unfilled(source, document.id))):
            if fingerprint not in known:
                known[fingerprint] = {"paper": document.id, "version": document.version, "file": name}
                new.append(fingerprint)
                (root / FOLDER).mkdir(parents=True, exist_ok=True)
                write_whole(root / FOLDER / name, content)
    if new:
        lines = [f"  {json.dumps(key)}: {json.dumps(known[key])}" for key in sorted(known)]
        write_whole(root / FOLDER / INDEX, ("{\n" + ",\n".join(lines) + "\n}\n").encode())
    return new


def fingerprints_of(paper: Paper) -> tuple[str, str]:
    """That of the paper, and that of its print without conditions, as packs have it."""
    return fingerprint_of(paper), fingerprint_of(without_conditions(paper))


def digest(content: bytes) -> str:
    """Names what a file holds."""
    return hashlib.sha256(content).hexdigest()[:12]


def index(root: Path) -> Mapping[str, Mapping[str, str]]:
    """Fingerprint → paper, version, file; empty where nothing was kept yet. ToolkitError where the list is damaged."""
    path = root / FOLDER / INDEX
    if not os.path.lexists(path):
        return {}
    text, found = read_text(path, root)
    source, found = (None, found) if text is None else parse_json(path, text)
    data: Any = source.data if source else None
    entries = data.values() if isinstance(data, dict) else [None]
    if not all(isinstance(entry, dict) and all(isinstance(each, Said) for each in entry.values()) for entry in entries):
        raise _damaged(path.relative_to(root), found)
    return {key: {name: value.text for name, value in entry.items()} for key, entry in data.items()}


def _damaged(path: Path, found: Sequence[Diagnostic]) -> ToolkitError:
    """A paper whose wording can't be read must not look like one of which none was kept."""
    why = found[0].message if found else "it is not what `citizen-data keep` writes"
    return ToolkitError(f"{path.as_posix()}: {why}: take it back from git, or what was kept before is lost")


def released(root: Path, paper: str, fingerprint: str, version: str) -> DocumentTemplate | None:
    """The paper as it was under this fingerprint, else as this version was kept; None where neither was."""
    return next(iter(wordings(root, paper, fingerprint, version)), None)


def wordings(root: Path, paper: str, fingerprint: str, version: str) -> list[DocumentTemplate]:
    """The paper as it was under this fingerprint; of one that nobody kept, each wording of the version.

    ToolkitError where one was kept and can't be read.
    """
    known = index(root)
    exact = known.get(fingerprint, {})
    entries = [exact] if exact.get("paper") == paper else known.values()
    names = [each.get("file", "") for each in entries if each is exact or _is_of(each, paper, version)]
    return [_kept(root, paper, name) for name in dict.fromkeys(names) if name]


def _is_of(entry: Mapping[str, str], paper: str, version: str) -> bool:
    return (entry.get("paper"), entry.get("version")) == (paper, version)


def _kept(root: Path, paper: str, name: str) -> DocumentTemplate:
    if "/" in name or "\\" in name:
        raise _damaged(Path(FOLDER, INDEX), ())
    file, found = load_model(root / FOLDER / name, DocumentTemplate, f"documents/{paper}", root)
    if file is None:
        raise _damaged(Path(FOLDER, name), found)
    return file.model
