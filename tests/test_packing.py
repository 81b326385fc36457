"""Kits of the tiny framework, from its own site."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from babel.core import get_global
from lxml import etree

from generator import packing
from generator.build import build
from generator.bundle.xhtml import xhtml
from generator.bundle.zim import Zim, write_zim
from generator.diagnostics import ToolkitError, UsageError
from generator.order import THEME, Order
from generator.packing import make_books, make_kits, make_zims, three_letters
from tests.conftest import ROOT, loaded, opened, said_in
from tests.copied import edit
from tests.links import broken_links


def site_of(tiny: Path, tmp_path: Path) -> Path:
    for name in (THEME, "templates/kit", "templates/epub"):
        shutil.copytree(ROOT / name, tiny / name)
    assert not build(Order(tiny, tmp_path / "site", formats=("pages",))).failed
    return tmp_path / "site"


@pytest.mark.slow
def test_each_language_has_its_kits_and_no_link_leaves_them(tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    with pytest.raises(ToolkitError, match="no site yet"):
        make_kits(tiny, tmp_path, (), (), out)
    site = site_of(tiny, tmp_path)
    made = make_kits(tiny, site, (), (), out)
    kits = [kit.id for kit in loaded(tiny).kits.kits]
    assert [each.file.name for each in made] == [
        f"citizen-data-toolkit-{tag}-{kit}.zip" for tag in ("en", "ar") for kit in kits
    ]
    for each in made:
        folder = tmp_path / each.file.stem
        with zipfile.ZipFile(each.file) as archive:
            archive.extractall(folder)
        assert broken_links(folder) == []
        own = {"SHA256SUMS", "assets", "index.html", "kit.js", each.file.stem.split("-")[3]}
        assert {path.name for path in folder.iterdir()} - {"data"} == own
    whole = (tmp_path / "citizen-data-toolkit-en-everything/index.html").read_text(encoding="utf-8")
    for file in ("en/citizen-data-toolkit-en.epub", "en/booklets/small-pack.en.a4-booklet.pdf"):
        assert f'href="{file}"' in whole and (tmp_path / "citizen-data-toolkit-en-everything" / file).is_file()
    assert not list((tmp_path / "citizen-data-toolkit-en-small").rglob("*.epub"))
    assert "Papers" not in whole.partition("Not in this kit:")[0]  # this site has none
    front = (tmp_path / "citizen-data-toolkit-ar-role/index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in front
    assert 'href="ar/documents/small-consent.html"' in front
    assert loaded(tiny).publication.version in front
    assert "(not in this kit)" in (tmp_path / "citizen-data-toolkit-ar-small/kit.js").read_text(encoding="utf-8")
    assert len((out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == len(made)
    before = {each.file: each.file.read_bytes() for each in made}
    assert {
        each.file: each.file.read_bytes() for each in make_kits(tiny, site, ("ar",), ("role",), out)
    }.items() <= before.items()
    with pytest.raises(UsageError, match="there is no kit 'big'"):
        make_kits(tiny, site, (), ("big",), out)


def test_real_kits_name_every_paper_that_they_promise() -> None:
    """The limits are those that people were told, and a role's list is not empty."""
    kits = {kit.id: kit for kit in loaded(ROOT).kits.kits}
    assert kits["pages"].limit == 1_474_560
    assert kits["papers"].limit == 10_000_000
    assert all({"book", "booklets"} <= set(kits[name].parts) for name in ("papers", "everything"))
    assert all(kits[role].ids for role in ("trainer", "organiser", "office"))


@pytest.mark.slow
def test_a_broken_template_is_named_with_its_place(tiny: Path, tmp_path: Path) -> None:
    site = site_of(tiny, tmp_path)
    out = tmp_path / "dist"

    def said(name: str, old: str, new: str, made: Callable[[], object]) -> str:
        whole = (tiny / "templates" / name).read_text(encoding="utf-8")
        edit(tiny / "templates" / name, old, new)
        with pytest.raises(ToolkitError) as refused:
            made()
        (tiny / "templates" / name).write_text(whole, encoding="utf-8")
        return str(refused.value)

    def books() -> object:
        return make_books(tiny, site, (), out)

    assert said("epub/page.xhtml", "$body", "$bdoy", books).startswith("templates/epub/page.xhtml:9:")
    assert said("epub/package.opf", "$title", "50 $ $title", books).startswith("templates/epub/package.opf:")
    assert "no place for $spine" in said("epub/package.opf", "$spine", "", books)
    assert said("epub/page.xhtml", "</title>", "", books).startswith("templates/epub/page.xhtml:8:3: it is not well")
    assert said("epub/container.xml", "/>", ">", books).startswith("templates/epub/container.xml:")
    broken = said("kit/kit.html", "{{ body", "{{ bdoy", lambda: make_kits(tiny, site, ("en",), ("small",), out))
    assert re.search(r"kit.html:\d+: 'bdoy' is undefined: mend", broken)
    for wrong, how in (
        ("{% if %}", "Expected an expression"),
        ("{{ 1 + 'a' }}", "unsupported operand"),
        ("{{ pgae }}", "'pgae' is undefined"),
        ("{% if pgae %}{% endif %}", "'pgae' is undefined"),
        ("{{ page.titel }}", "'.*' has no attribute 'titel'"),
    ):
        new = f"<html{wrong} "
        broken = said("theme/main.html", "<html ", new, lambda: build(Order(tiny, site, formats=("pages",))))
        assert re.match(rf"the pages in ar, en were not built: \S+main.html:\d+: {how}[^;]*: mend", broken)


@pytest.mark.slow
def test_the_guides_of_each_language_are_a_whole_book(tiny: Path, tmp_path: Path) -> None:
    site = site_of(tiny, tmp_path)
    english, arabic = make_books(tiny, site, (), tmp_path / "dist")
    for book in (english, arabic):
        with zipfile.ZipFile(book) as archive:
            first = archive.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert archive.read(first) == b"application/epub+zip"
            files = {name: archive.read(name) for name in archive.namelist()}
        check_book(files)
    with zipfile.ZipFile(arabic) as archive:
        assert b'page-progression-direction="rtl"' in archive.read("book/package.opf")
        assert b'lang="ar" xml:lang="ar" dir="rtl"' in archive.read("book/glossary.xhtml")
    before = english.read_bytes()
    # As people call it: in a process of its own, in which nothing else was loaded before.
    command = [sys.executable, "-m", "generator", "epub", "--lang", "en", "--site", str(site), "--out", str(tmp_path)]
    subprocess.run(command, cwd=tiny, check=True, capture_output=True)
    assert (tmp_path / english.name).read_bytes() == before


def test_in_a_drawing_only_the_short_name_of_a_language_stands() -> None:
    """EPUB's schema refuses `xml:lang` there; English words stand in the drawings of languages that have a part."""
    html = '<p lang="en">A<svg viewBox="0 0 1 1"><text lang="en">B</text></svg></p>'
    made = etree.fromstring(xhtml(html, lambda _: None))
    assert [(key, each.tag.rpartition("}")[2]) for each in made.iter() for key in each.keys() if "lang" in key] == [  # noqa: SIM118
        ("lang", "p"),
        ("{http://www.w3.org/XML/1998/namespace}lang", "p"),
        ("lang", "text"),
    ]


def check_book(files: dict[str, bytes]) -> None:
    """Every file is named in the package and every chapter in its order; every link and id leads to one place."""
    trees = {name: etree.fromstring(held) for name, held in files.items() if name.endswith(("xhtml", "opf", "xml"))}
    package = trees["book/package.opf"]
    items = {each.get("id"): each for each in package.iter("{*}item")}
    assert {f"book/{each.get('href')}" for each in items.values()} | {"book/package.opf"} == {
        name for name in files if name.startswith("book/")
    }
    spine = [items[each.get("idref")].get("href") for each in package.iter("{*}itemref")]
    assert len(spine) == len(set(spine)) == sum(name.endswith(".xhtml") for name in files) - 1
    contents = [each.get("href") for each in trees["book/nav.xhtml"].iter("{*}a")]
    assert contents == spine
    ids = {
        name: Counter(each.get("id") for each in tree.iter("{*}*") if each.get("id")) for name, tree in trees.items()
    }
    ids.pop("book/definition.xhtml")  # two chapters of the tiny framework have entries of one name on one page
    assert all(number == 1 for counted in ids.values() for number in counted.values())
    for name, tree in trees.items():
        for link in tree.iter("{http://www.w3.org/1999/xhtml}a"):
            file, _, anchor = link.get("href", "").partition("#")
            target = posixpath.join(posixpath.dirname(name), file) if file else name
            assert ":" in file or (target in files and (not anchor or anchor in ids.get(target, (anchor,)))), link.get(
                "href"
            )
        drawn = next(tree.iter("{http://www.w3.org/2000/svg}svg"), None) is not None
        held = next((each for each in items.values() if f"book/{each.get('href')}" == name), None)
        assert held is None or (held.get("properties") == "svg") == drawn or held.get("id") == "nav"


def test_without_libzim_the_command_says_what_to_do(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "libzim.writer", None)
    with pytest.raises(ToolkitError, match="pip install --upgrade libzim"):
        make_zims(tiny, tmp_path, (), "role", tmp_path / "dist")


def test_a_libzim_that_fails_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old one, and one whose disk is full: both say `RuntimeError` and no more."""
    creator = MagicMock()
    creator.config_indexing.return_value.config_nbworkers.return_value = creator
    creator.__exit__.side_effect = RuntimeError("Unknown exception")
    writer = MagicMock(Creator=lambda path: path.write_bytes(b"half") and creator)
    monkeypatch.setitem(sys.modules, "libzim.writer", writer)
    with pytest.raises(ToolkitError, match="make room on the disk"):
        write_zim([("a.html", b"")], Zim("eng", "a.html", {}, b""), tmp_path / "a.zim")
    assert list(tmp_path.iterdir()) == []


def test_languages_have_three_letters() -> None:
    named = {tag: three_letters(tag) for tag in ("en", "fr", "ar", "sw", "pt-BR", "de", "kmr")}
    assert three_letters("zh") == "zho"
    # One code is left for every language of two letters, so that no order decides.
    others = packing._FOR_LIBRARIES | packing._OF_A_PART | packing._RETIRED
    known = {code: short for code, short in get_global("language_aliases").items() if (len(code), len(short)) == (3, 2)}
    assert set(Counter(short for code, short in known.items() if code not in others).values()) == {1}
    assert named == {"en": "eng", "fr": "fra", "ar": "ara", "sw": "swa", "pt-BR": "por", "de": "deu", "kmr": "kmr"}


def test_a_draft_says_so_in_the_list_of_kiwix() -> None:
    editions = opened(ROOT)
    for language in editions.languages():
        told = packing._told(editions.edition(language).library)
        assert 1 < len(told["Title"]) <= 30 and len(told["Description"]) <= 80
        stamp = said_in(language.tag, "draft-stamp")
        assert (told["Description"][:20] == stamp[:20]) == (language.tag != "en"), told


def test_a_zim_file_holds_a_language_and_leads_nowhere_else(tiny: Path, tmp_path: Path) -> None:
    reader = pytest.importorskip("libzim.reader", reason="libzim is not installed (it is under the GPL)")
    site = site_of(tiny, tmp_path)
    for made in make_zims(tiny, site, (), "role", tmp_path / "dist"):
        archive = reader.Archive(made)
        tag = made.stem.rpartition("-")[2]
        assert archive.check()
        assert archive.main_entry.get_item().path == f"{tag}/index.html"
        shown = bytes(archive.get_metadata("Description")).decode()
        assert 0 < len(shown) <= 80
        assert archive.has_fulltext_index and archive.has_illustration(48)
        assert bytes(archive.get_metadata("Language")).decode() == three_letters(tag)
        folder = tmp_path / tag
        for number in range(archive.all_entry_count):
            entry = archive._get_entry_by_id(number)
            if entry.path.startswith((f"{tag}/", "kit.js", "assets/", "data/")):
                (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
                (folder / entry.path).write_bytes(bytes(entry.get_item().content))
        assert broken_links(folder) == []
        (again,) = make_zims(tiny, site, (tag,), "role", tmp_path / "again")
        assert again.read_bytes() == made.read_bytes()


def test_epubcheck_finds_nothing(site: Path, tmp_path: Path) -> None:
    checker, java = shutil.which("epubcheck"), shutil.which("java")
    if not checker or not java:
        pytest.skip("epubcheck is not installed")
    # Debian's command is the archive itself, which not every system starts by its name.
    command = [java, "-jar", checker] if zipfile.is_zipfile(checker) else [checker]
    for book in make_books(ROOT, site, (), tmp_path):
        subprocess.run([*command, "--failonwarnings", str(book)], check=True, capture_output=True)
