"""After any edit the pages are those of a build from nothing: nothing kept is out of date."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.render.site.conftest import Plainly, Trees, build, contents
from tests.render.site.sample import SampleTree


def change_body(tree: SampleTree, uri: str) -> None:
    tree.set_page(uri, tree.pages[uri][0], tree.body())


def change_title(tree: SampleTree, uri: str) -> None:
    tree.set_page(uri, tree.sentence(5), tree.pages[uri][1])


def rename(tree: SampleTree, uri: str) -> None:
    title, body = tree.pages[uri]
    tree.remove(uri)
    tree.set_page(uri.replace(".md", "-b.md"), title, body)
    tree.write_config()


def delete(tree: SampleTree, uri: str) -> None:
    tree.remove(uri)
    tree.write_config()


def add(tree: SampleTree, uri: str) -> None:
    tree.add(uri.replace(".md", "-c.md"))
    tree.write_config()


def add_outside_navigation(tree: SampleTree, uri: str) -> None:
    tree.add(uri.replace(".md", "-d.md"))


def change_word(tree: SampleTree, _: str) -> None:
    tree.strings["site-footer"] = tree.sentence(3)
    tree.write_config()


def change_template(tree: SampleTree, _: str) -> None:
    ends = tree.theme / "partials" / "ends.html"
    ends.write_text(ends.read_text(encoding="utf-8") + f"<!-- {tree.sentence(2)} -->", encoding="utf-8")


def change_style(tree: SampleTree, _: str) -> None:
    (tree.theme / "assets" / "site.css").write_text(f"/* {tree.sentence(2)} */", encoding="utf-8")


def put_static_file(tree: SampleTree, _: str) -> None:
    papers = tree.folder / "docs" / "papers"
    papers.mkdir(exist_ok=True)
    (papers / "form.pdf").write_bytes(tree.sentence(50).encode())


EDITS = (
    change_body,
    change_title,
    rename,
    delete,
    add,
    add_outside_navigation,
    change_word,
    change_template,
    change_style,
    put_static_file,
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_after_random_edits_equals_plain_mkdocs(trees: Trees, plainly: Plainly, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    some = {tag: trees[tag] for tag in ("en", "ar")}
    build(some, tmp_path)
    edits = dice.sample(EDITS, len(EDITS))
    for step in range(0, len(edits), 2):
        tag = dice.choice(sorted(some))
        for edit in edits[step : step + 2]:
            edit(some[tag], dice.choice(sorted(uri for uri in some[tag].pages if uri != "index.md")))
        report, out = build(some, tmp_path)
        assert tag in report.built
        for name, tree in some.items():
            assert contents(out / name) == plainly(tree), [edit.__name__ for edit in edits[: step + 2]]


def test_every_edit_is_seen(trees: Trees, tmp_path: Path) -> None:
    """No edit leaves the pages as they were: the comparison above compares something."""
    some = {"fr": trees["fr"]}
    _, out = build(some, tmp_path)
    before = contents(out)
    for edit in EDITS:
        edit(trees["fr"], max(trees["fr"].pages))
        _, out = build(some, tmp_path)
        after = contents(out)
        assert after != before, edit.__name__
        before = after
