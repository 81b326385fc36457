"""Papers as they were released: their English texts by fingerprint, so that old papers can be read and compared.

`templates/released/fingerprints.json` names for each fingerprint the paper, its version and its file; the files beside
it are the sources as they were. Nothing of this is on the site.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.blocks.nodes import Paper
from generator.blocks.walk import fingerprint_of
from generator.cache.writing import write_whole
from generator.compose.papers import unfilled, without_conditions
from generator.diagnostics import ToolkitError
from generator.editions import Editions
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
    if not known and (root / FOLDER / INDEX).exists():
        raise ToolkitError(f"{FOLDER}/{INDEX} can't be read: take it back from git, or what was kept before is lost")
    new: list[str] = []
    for document in source.documents:
        if not document.handed_out:
            continue
        content = (root / f"templates/documents/{document.id}.yaml").read_bytes()
        name = f"{document.id}.{digest(content)}.yaml"
        for fingerprint in dict.fromkeys(_fingerprints(unfilled(source, document.id))):
            if fingerprint not in known:
                known[fingerprint] = {"paper": document.id, "version": document.version, "file": name}
                new.append(fingerprint)
                (root / FOLDER).mkdir(parents=True, exist_ok=True)
                write_whole(root / FOLDER / name, content)
    if new:
        lines = [f"  {json.dumps(key)}: {json.dumps(known[key])}" for key in sorted(known)]
        write_whole(root / FOLDER / INDEX, ("{\n" + ",\n".join(lines) + "\n}\n").encode())
    return new


def _fingerprints(paper: Paper) -> tuple[str, str]:
    """That of the paper, and that of its print without conditions, as packs have it."""
    return fingerprint_of(paper), fingerprint_of(without_conditions(paper))


def digest(content: bytes) -> str:
    """Names what a file holds."""
    return hashlib.sha256(content).hexdigest()[:12]


def index(root: Path) -> Mapping[str, Mapping[str, str]]:
    """Fingerprint → paper, version, file; empty where nothing was kept or the list is damaged."""
    text, _ = read_text(root / FOLDER / INDEX, root) if (root / FOLDER / INDEX).exists() else (None, [])
    source, _ = parse_json(root / FOLDER / INDEX, text) if text else (None, [])
    data: Any = source.data if source else {}
    if not isinstance(data, dict):
        return {}
    return {
        key: {name: value.text for name, value in entry.items()}
        for key, entry in data.items()
        if isinstance(entry, dict)
    }


def released(root: Path, paper: str, fingerprint: str, version: str) -> DocumentTemplate | None:
    """The paper as it was under this fingerprint, else as this version was last kept; None where neither was."""
    known = index(root)
    entry = known.get(fingerprint, {})
    if entry.get("paper") != paper:
        entry = next(
            (each for each in known.values() if (each.get("paper"), each.get("version")) == (paper, version)), {}
        )
    name = entry.get("file", "")
    if not name or "/" in name or "\\" in name:
        return None
    file, _ = load_model(root / FOLDER / name, DocumentTemplate, f"documents/{paper}", root)
    return file.model if file else None
