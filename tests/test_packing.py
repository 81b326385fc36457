"""Kits of the tiny framework, from its own site."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from generator.build import THEME, Order, build
from generator.diagnostics import ToolkitError, UsageError
from generator.packing import make_kits
from tests.conftest import ROOT, loaded
from tests.links import broken_links


def test_each_language_has_its_kits_and_no_link_leaves_them(tiny: Path, tmp_path: Path) -> None:
    for name in (THEME, "templates/kit"):
        shutil.copytree(ROOT / name, tiny / name)
    site, out = tmp_path / "site", tmp_path / "dist"
    with pytest.raises(ToolkitError, match="no site yet"):
        make_kits(tiny, site, (), (), out)
    assert not build(Order(tiny, site, formats=("pages",))).failed
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
        own = {"SHA256SUMS", "index.html", "kit.js", each.file.stem.split("-")[3]}
        assert {path.name for path in folder.iterdir()} - {"data"} == own
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
    assert all(kits[role].ids for role in ("trainer", "organiser", "office"))
