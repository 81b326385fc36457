"""A kit has what its plan says, leads nowhere else, and is the same for the same site."""

from __future__ import annotations

import hashlib
import random
import zipfile
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from generator.bundle.kit import BuiltSite, KitPlan, write_kit, write_sums
from generator.bundle.manifest import write_manifest
from generator.diagnostics import ToolkitError
from tests.links import broken_links

PAGE = """<!doctype html>
<html lang="en"><head><meta property="og:title" content="x">
<link rel="canonical" href="https://example.org/en/{name}.html">
<script src="../assets/javascripts/site.js" defer></script>
<script src="../assets/javascripts/keep.js" defer></script>
</head><body>
<header class="md-header"><a class="md-header__title" href="index.html"><svg></svg><span>Site</span></a>
<a class="tool" id="__all-pages" href="all.html">All pages</a>
<details class="md-languages"><a href="../fr/index.html">Fr</a></details></header>
<div class="md-main"><div class="md-menu" id="__menu"><a href="{name}.html" aria-current="page">{name}</a></div>
<main><h2 id="top">{name}</h2>
<p><a href="papers/form.en.pdf" hreflang="en" class="file">A form</a> <a href="../fr/papers/x.fr.pdf">Its French</a>
<a href="papers/other.en.pdf#page=2">Another</a> <a href="all.html#top">All</a> <a href="https://example.org/">Web</a></p>
<img src="papers/form.svg" alt=""></main></div>
<footer class="md-footer"><div class="md-footer__about"><p>Unofficial.</p></div></footer>
<div class="sheet" id="__sheet"><p><span class="sheet__page">{name}</span>
<span class="sheet__address" dir="ltr">https://a.org/{name}</span> · now</p></div>
</body></html>
"""
PARTS = {"papers": "*/papers/*", "web": "*/keep.js", "pages": "*"}


def make_site(folder: Path) -> BuiltSite:
    noise = random.Random(1)
    files = {f"en/{name}.html": PAGE.format(name=name).encode() for name in ("index", "all")}
    files |= {f"en/papers/{name}": noise.randbytes(3000) for name in ("form.en.pdf", "other.en.pdf", "form.svg")}
    files |= {
        "fr/papers/x.fr.pdf": b"x",
        "fr/index.html": b"",
        "assets/javascripts/site.js": b"1;",
        "assets/javascripts/keep.js": b"2;",
        "robots.txt": b"",
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    write_manifest(folder)
    return BuiltSite(folder)


def part_of(path: str) -> str:
    return next(part for part, pattern in PARTS.items() if fnmatchcase(path, pattern))


PLAN = KitPlan("en", ("pages", "papers"), part_of, "<small>(not here)</small>")


def index(parts: object) -> bytes:
    return f'<html><a href="en/index.html">Open</a> {parts}</html>'.encode()


def unpacked(site: BuiltSite, plan: KitPlan, tmp_path: Path) -> Path:
    made = write_kit(site, plan, index, "go();\n", tmp_path / "kit.zip")
    with zipfile.ZipFile(made.file) as archive:
        archive.extractall(tmp_path / "kit")
    return tmp_path / "kit"


def test_a_kit_of_everything_has_the_language_and_what_its_pages_name(tmp_path: Path) -> None:
    kit = unpacked(make_site(tmp_path / "site"), PLAN, tmp_path)
    found = {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    papers = {f"en/papers/{name}" for name in ("form.en.pdf", "other.en.pdf", "form.svg")}
    pages = {"en/index.html", "en/all.html", "assets/javascripts/site.js"}
    assert found == {"index.html", "kit.js", "SHA256SUMS", "fr/papers/x.fr.pdf"} | papers | pages
    page = (kit / "en/index.html").read_text(encoding="utf-8")
    assert "md-languages" not in page
    assert "og:title" not in page
    assert page.index("../kit.js") < page.index("site.js")
    assert "(not here)" not in page
    assert "keep.js" not in page, "a page asks for a script that the kit lacks"
    assert broken_links(kit) == []


def test_what_a_kit_lacks_is_named_and_no_link(tmp_path: Path) -> None:
    kit = unpacked(make_site(tmp_path / "site"), replace(PLAN, parts=("pages",)), tmp_path)
    page = (kit / "en/all.html").read_text(encoding="utf-8")
    assert '<span class="file">A form</span> <small>(not here)</small>' in page
    assert "<img" not in page
    assert '<a href="https://example.org/">Web</a>' in page
    assert '<a href="all.html#top">All</a>' in page
    assert broken_links(kit) == []


def test_a_kit_for_a_role_has_the_papers_of_that_role(tmp_path: Path) -> None:
    kit = unpacked(make_site(tmp_path / "site"), replace(PLAN, papers=frozenset({"form"})), tmp_path)
    assert {path.name for path in (kit / "en/papers").iterdir()} == {"form.en.pdf", "form.svg"}
    assert broken_links(kit) == []


def test_the_frame_stands_once_and_pages_keep_a_way_without_scripts(tmp_path: Path) -> None:
    kit = unpacked(make_site(tmp_path / "site"), replace(PLAN, frame_once=True), tmp_path)
    page, script = ((kit / name).read_text(encoding="utf-8") for name in ("en/index.html", "kit.js"))
    assert 'id="__menu"' not in page
    assert '<a class="tool" id="__all-pages" href="all.html">All pages</a>' in page
    assert '<main><h2 id="top">index</h2>' in page
    assert "Unofficial." in page
    assert 'href=\\"en/all.html\\"' in script
    assert "aria-current" not in script
    assert script.count("· now") == 1, "sheets differ by what is of one page"
    assert "https://a.org/" not in page + script
    assert script.endswith("go();\n")


def test_what_does_not_fit_is_left_out_from_the_end(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    small = write_kit(site, replace(PLAN, limit=6000), index, "", tmp_path / "small.zip")
    assert small.parts == ("pages",)
    assert small.size <= 6000
    assert write_kit(site, replace(PLAN, limit=90_000), index, "", tmp_path / "large.zip").parts == PLAN.parts
    with pytest.raises(ToolkitError, match=r"none\.zip can't be made"):
        write_kit(site, replace(PLAN, limit=500), index, "", tmp_path / "none.zip")
    assert not (tmp_path / "none.zip").exists()


def test_the_sums_are_right_and_the_bytes_the_same(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    kit = unpacked(site, PLAN, tmp_path)
    lines = (kit / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {path: total for total, _, path in (line.partition("  ") for line in lines)}
    found = {path.relative_to(kit).as_posix(): path for path in kit.rglob("*") if path.is_file()}
    assert sums == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items() if name != "SHA256SUMS"
    }
    again = write_kit(make_site(tmp_path / "again"), PLAN, index, "go();\n", tmp_path / "again.zip").file
    assert again.read_bytes() == (tmp_path / "kit.zip").read_bytes()
    held = write_sums(tmp_path, [again]).read_text(encoding="utf-8")
    assert held == f"{hashlib.sha256(again.read_bytes()).hexdigest()}  again.zip\n"
