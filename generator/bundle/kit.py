"""A kit: part of a built site in one zip, in which no link leads to what it lacks."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from generator.bundle.archive import ALREADY_PACKED, write_entries
from generator.bundle.kit_page import KitPages, leads_to, links
from generator.bundle.manifest import SHARED, ManifestEntry, read_manifest
from generator.cache.fingerprint import sha256_of
from generator.cache.writing import write_whole
from generator.diagnostics import ToolkitError
from generator.files import Refused, read

SUMS = "SHA256SUMS"
INDEX = "index.html"
SCRIPT = "kit.js"
LARGEST = 100_000_000
"""How many bytes a file of a site may have to be in a kit; the largest of ours has 3 million."""
_OF_ONE_PAPER = ("papers", "fill")
"""The folders whose files begin with the name of the paper that they are of."""
_ENTRY = 76
"""What a zip says of each file beside its name, which stands there twice."""


@dataclass(frozen=True, slots=True)
class KitPlan:
    """What belongs into a kit.

    `part_of` tells the part of a file, and `parts` are those that the kit wants, the most needed first. `papers` are
    the names of the only papers that it has, where it is for one role. `absent` is said of what it lacks, in HTML.
    """

    language: str
    parts: tuple[str, ...]
    part_of: Callable[[str], str]
    absent: str
    papers: frozenset[str] | None = None
    limit: int | None = None
    frame_once: bool = False


@dataclass(frozen=True, slots=True)
class KitMade:
    """The kit as it is: its file, its size in bytes, and the parts that fitted."""

    file: Path
    size: int
    parts: tuple[str, ...]


@dataclass(slots=True)
class BuiltSite:
    """The files of a built site, and those that were `made` for a kit beside them; its pages are read once.

    A kit is handed on: what is not in the manifest, or not as it is there, is in none.
    """

    folder: Path
    made: Mapping[str, bytes] = field(default_factory=dict)
    files: frozenset[str] = field(init=False)
    _built: dict[str, ManifestEntry] = field(init=False)
    _pages: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._built = {entry.path: entry for entry in read_manifest(self.folder)}
        self.files = frozenset(self.made) | frozenset(self._built)

    def page(self, path: str) -> str:
        """The HTML of a page."""
        if path not in self._pages:
            self._pages[path] = self.held(path).decode()
        return self._pages[path]

    def held(self, path: str) -> bytes:
        """What is in a file; Refused where that is not what was built."""
        if path in self.made:
            return self.made[path]
        built, file = self._built[path], self.folder / path
        content = read(file, self.folder, LARGEST)
        if hashlib.sha256(content).hexdigest() != built.sha256:
            raise Refused(file, "it is not as it was built", "run `citizen-data build`, then this again")
        return content

    def size(self, path: str) -> int:
        """How large a file is."""
        return len(self.made[path]) if path in self.made else self._built[path].size


Index = Callable[[Sequence[str]], bytes]
"""Makes the page that says what the kit is, of the parts that it has."""


def write_kit(site: BuiltSite, plan: KitPlan, index: Index, script: str, target: Path) -> KitMade:
    """The kit stands in `target`; of its parts, the last that do not fit are left out. ToolkitError if none is left."""
    wanted = _wanted(site, plan)
    parts = _fitting(site, plan, wanted)
    while parts:
        files = [path for path, part in wanted.items() if part in parts]
        size = write_entries(target, _entries(site, plan, files, index(parts), script)).stat().st_size
        if plan.limit is None or size <= plan.limit:
            return KitMade(target, size, tuple(parts))
        target.unlink()
        parts.pop()
    raise ToolkitError(f"{target.name} can't be made: what it needs most is larger than its limit in content/kits.yaml")


def kit_files(site: BuiltSite, plan: KitPlan, script: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a kit that has all its parts, by its path, without what only a folder on a disk needs."""
    return _held(site, plan, list(_wanted(site, plan)), script)


def _wanted(site: BuiltSite, plan: KitPlan) -> dict[str, str]:
    """Each file that the kit may hold, with its part: of its language or of all, or named by its pages."""
    own = sorted(path for path in site.files if path.startswith((f"{plan.language}/", SHARED)))
    named = {target for path in own if path.endswith(".html") for target in _named(site, path)}
    others = sorted(path for path in named - set(own) if path in site.files and not path.endswith(".html"))
    parts = {path: plan.part_of(path) for path in (*own, *others)}
    return {path: part for path, part in parts.items() if part in plan.parts and _fits_role(path, plan.papers)}


def _named(site: BuiltSite, path: str) -> Iterator[str]:
    return (target for link in links(site.page(path)) if (target := leads_to(path, link)) is not None)


def _fits_role(path: str, papers: frozenset[str] | None) -> bool:
    """True for what is of no paper, and for the files of a paper of the role."""
    *folders, name = PurePosixPath(path).parts
    return papers is None or name.partition(".")[0] in papers or set(_OF_ONE_PAPER).isdisjoint(folders)


def _fitting(site: BuiltSite, plan: KitPlan, wanted: Mapping[str, str]) -> list[str]:
    """The first part, and each following one for which there is still room; what the language lacks is no part."""
    there = [part for part in plan.parts if part in wanted.values()]
    if plan.limit is None:
        return there
    pages = KitPages(plan.language, plan.absent, frozenset(wanted), plan.frame_once)
    room = plan.limit
    taken: list[str] = []
    for part in there:
        needs = sum(_cost(site, pages, path) for path, own in wanted.items() if own == part)
        if needs <= room or not taken:
            taken.append(part)
            room -= needs
    return taken


def _cost(site: BuiltSite, pages: KitPages, path: str) -> int:
    """About how many bytes of a zip the file takes."""
    around = _ENTRY + 2 * len(path.encode())
    if path.lower().endswith(ALREADY_PACKED):
        return around + site.size(path)
    return around + len(zlib.compress(_content(site, pages, path), 9))


def _content(site: BuiltSite, pages: KitPages, path: str) -> bytes:
    if path.endswith(".html"):
        return pages.page(path, site.page(path)).encode()
    return site.held(path)


def _entries(
    site: BuiltSite, plan: KitPlan, files: Sequence[str], index: bytes, script: str
) -> Iterator[tuple[str, bytes]]:
    """What the kit is, and every file of it by its path; the sums of all of them last."""
    sums = []
    for path, content in chain([(INDEX, index)], _held(site, plan, files, script)):
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {path}\n")
        yield path, content
    yield SUMS, "".join(sorted(sums, key=lambda line: line[66:])).encode()


def _held(site: BuiltSite, plan: KitPlan, files: Sequence[str], script: str) -> Iterator[tuple[str, bytes]]:
    """The files by their paths, read when they are asked for, and the script that they share."""
    pages = KitPages(plan.language, plan.absent, frozenset(files), plan.frame_once)
    for path in sorted(files):
        yield path, _content(site, pages, path)
    # Only now is known which frames the pages have.
    yield SCRIPT, _script(pages, plan, files, script)


def _script(pages: KitPages, plan: KitPlan, files: Iterable[str], script: str) -> bytes:
    """What the kit holds, as data before the script that reads it."""
    around = {"frames": pages.frames, "sheets": pages.sheets, "contents": pages.contents}
    data = {"absent": plan.absent, "files": sorted(files), **around}
    held = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.CitizenDataKit={held};\n{script}".encode()


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """The sums of finished kits stand beside them, so that whoever gets one can check it."""
    target = folder / SUMS
    write_whole(target, "".join(f"{sha256_of(path)}  {path.name}\n" for path in sorted(files)))
    return target
