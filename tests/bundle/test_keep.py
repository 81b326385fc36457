"""The list of what a device keeps of a language."""

from __future__ import annotations

import json
from pathlib import Path

from generator.bundle.keep import NAME, keep_lists
from generator.bundle.manifest import list_files

NAMES = "index.html assets/b.js en/a.html en/assets/b.js en/papers/c.pdf en/d.docx fr/e.html en.html"


def listed(site: Path) -> bytes:
    ((name, content),) = keep_lists(list_files(site), ("en",), "1.2.3")
    assert name == f"en/{NAME}"
    return content


def test_a_list_has_pages_and_what_they_load_of_one_language(tmp_path: Path) -> None:
    for name in NAMES.split():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    first = listed(tmp_path)
    held = json.loads(first.decode().removeprefix("window.CitizenDataKeep=").removesuffix(";\n"))
    assert [path for path, _ in held["files"]] == ["assets/b.js", "en/a.html", "en/assets/b.js"]
    assert held["bytes"] == len("assets/b.js") + len("en/a.html") + len("en/assets/b.js")
    assert (held["tag"], held["version"]) == ("en", "1.2.3")
    (tmp_path / "en" / NAME).write_bytes(first)
    assert listed(tmp_path) == first, "a list names itself"
    (tmp_path / "en/a.html").write_text("another", encoding="utf-8")
    assert (
        json.loads(listed(tmp_path).decode().removeprefix("window.CitizenDataKeep=").removesuffix(";\n"))["fingerprint"]
        != held["fingerprint"]
    )
