"""The list of what a phone keeps of a language when a person asks for it (templates/theme/sw.js)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from generator.bundle.manifest import SHARED, ManifestEntry

NAME = "assets/keep-list.js"
"""Below the folder of a language."""
_KEPT = (".html", ".js", ".css", ".svg")
"""Pages and what they load. The worker answers for files with these endings only."""


def keep_lists(entries: Sequence[ManifestEntry], tags: Iterable[str], version: str) -> Iterator[tuple[str, bytes]]:
    """For each language the path and the bytes of a script with its files, their digests, and how large they are."""
    for tag in tags:
        yield f"{tag}/{NAME}", _script(_kept(entries, tag), tag, version)


def _kept(entries: Iterable[ManifestEntry], tag: str) -> list[ManifestEntry]:
    # A list can't name itself.
    return [
        each
        for each in entries
        if each.path.startswith((f"{tag}/", SHARED)) and each.path.endswith(_KEPT) and each.path != f"{tag}/{NAME}"
    ]


def _script(kept: Sequence[ManifestEntry], tag: str, version: str) -> bytes:
    files = [[each.path, base64.b64encode(bytes.fromhex(each.sha256)).decode()] for each in kept]
    held = {
        "tag": tag,
        "version": version,
        "bytes": sum(each.size for each in kept),
        # What was built from other bytes has another one, also where nobody changed the number of the version.
        "fingerprint": hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16],
        "files": files,
    }
    return f"window.CitizenDataKeep={json.dumps(held, ensure_ascii=False, separators=(',', ':'))};\n".encode()
