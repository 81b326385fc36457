"""The list of everything in the site, with digests, so that a copy can be checked without us."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache.fingerprint import Stamp, digest_of, stamps_below
from generator.cache.writing import write_whole
from generator.diagnostics import ToolkitError
from generator.files import read

NAME = "manifest.json"
SHARED = "assets/"
"""What pages of all languages load, beside the folders of the languages."""
LARGEST = 50_000_000


@dataclass(frozen=True, slots=True, order=True)
class ManifestEntry:
    """One file of the site: its path with `/`, its size in bytes, its SHA-256, and its stamp when it was listed."""

    path: str
    size: int
    sha256: str
    stamp: Stamp | None = field(default=None, compare=False)


def list_files(site: Path, digests: Mapping[str, str] | None = None) -> list[ManifestEntry]:
    """Every file of the site but the manifest itself, sorted by path; those with known digests are not read again."""
    return list(_listed(os.fspath(site), digests or {}))


def _listed(site: str, digests: Mapping[str, str]) -> Iterator[ManifestEntry]:
    for path, stamp in sorted(stamps_below(site)):
        if path != NAME:
            yield ManifestEntry(path, stamp[0], digests.get(path) or digest_of(f"{site}/{path}", stamp), stamp)


def write_manifest(site: Path, digests: Mapping[str, str] | None = None) -> list[ManifestEntry]:
    """Write `manifest.json` into the site; the same files always give the same bytes."""
    entries = list_files(site, digests)
    rows = [
        json.dumps({"path": entry.path, "sha256": entry.sha256, "size": entry.size}, ensure_ascii=False)
        for entry in entries
    ]
    write_whole(site / NAME, '{"files": [\n' + ",\n".join(rows) + "\n]}\n", flush=False)
    return entries


def read_manifest(site: Path) -> list[ManifestEntry]:
    """The entries that a site's manifest names; ToolkitError for one that no build has written."""
    held = read(site / NAME, site, LARGEST)
    try:
        return [
            ManifestEntry(str(row["path"]), int(row["size"]), str(row["sha256"])) for row in json.loads(held)["files"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise ToolkitError(f"{site / NAME}: it is damaged: run `citizen-data build`, then this again") from error
