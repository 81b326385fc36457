"""Put earlier releases beside the newest site: `python3 scripts/with_releases.py SITE RELEASE.zip …`.

`v1.0.zip`, the site of the release v1.0, then stands in SITE/v1.0/ as it was published, and stays at that address.
It uses the standard library alone, and takes nothing but plain files out of a zip.
"""

from __future__ import annotations

import re
import shutil
import stat
import sys
import zipfile
from pathlib import Path, PurePosixPath

RELEASE = re.compile(r"v[0-9]+(\.[0-9]+)*(-[0-9a-z.]+)?")
LARGEST = 400_000_000
"""How many bytes the files of a release may have together: several times as many as our site has."""


def main(arguments: list[str]) -> int:
    """Each release stands in its folder; or the reason why it can't is printed."""
    if not arguments or not Path(arguments[0], "index.html").is_file():
        return _fail("usage: with_releases.py SITE RELEASE.zip …, where SITE is a built site")
    site = Path(arguments[0])
    for file in map(Path, arguments[1:]):
        wrong = _refusal(site, file)
        if wrong:
            return _fail(f"{file}: {wrong}")
        _unpack(file, site / file.stem)
        print(f"{site / file.stem}")
    return 0


def _refusal(site: Path, file: Path) -> str:
    if not RELEASE.fullmatch(file.stem):
        return "a release is named like v1.0.zip"
    if (site / file.stem).exists():
        return f"{site / file.stem} is there already"
    if not zipfile.is_zipfile(file):
        return "it is no zip file"
    with zipfile.ZipFile(file) as archive:
        held = archive.infolist()
    if sum(entry.file_size for entry in held) > LARGEST:
        return "it is too large"
    return next((f"it holds {entry.filename!r}" for entry in held if not _is_plain(entry)), "")


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """True for a file or folder below the release's own: no link, no device, no way out."""
    path = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    inside = (
        not path.is_absolute() and ".." not in path.parts and "\\" not in entry.filename and ":" not in path.parts[0]
    )
    return inside and kind in (0, stat.S_IFREG, stat.S_IFDIR)


def _unpack(file: Path, folder: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            target = folder / entry.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as reading, target.open("wb") as writing:
                shutil.copyfileobj(reading, writing)


def _fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
