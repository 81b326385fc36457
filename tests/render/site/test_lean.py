"""Style sheets and scripts without what only people read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Parser

from generator.render.site.hook import lean
from tests.conftest import ROOT

SCRIPTS = sorted((ROOT / "templates/theme/assets/javascripts").glob("*.js"))
PARSER = Parser(Language(tree_sitter_javascript.language()))


def tokens(script: bytes) -> Iterator[tuple[str, bytes]]:
    """Every word and sign of a script in order, but for comments; words between backticks as they are."""
    waiting = [PARSER.parse(script).root_node]
    while waiting:
        node = waiting.pop()
        if node.type in ("template_string", "string", "regex") or not node.children:
            if node.type != "comment":
                yield node.type, node.text or b""
        else:
            waiting += reversed(node.children)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_does_the_same(path: Path) -> None:
    """Word by word, and lines end where a line that ends may end a sentence."""
    written = path.read_bytes()
    served = lean(f"assets/javascripts/{path.name}", written)
    assert list(tokens(served)) == list(tokens(written))
    assert b"\n/*" not in served
    assert len(served) < 0.95 * len(written)


@pytest.mark.parametrize(("written", "served"), [
    ("a { color: red; }\n\n/* why */\nb , i { margin: calc(1px + 2px) }", "a{color: red;}b,i{margin: calc(1px + 2px)}"),
    ('p::before { content: "; /* kept */  {  "; }', 'p::before{content: "; /* kept */  {  ";}'),
    ("a /* one */ b { x: y }", "a b{x: y}"),
    ("@media (x) and (y) {\n  a:not(.b) > c { d: e }\n}", "@media (x) and (y){a:not(.b) > c{d: e}}"),
])  # fmt: skip
def test_the_rules_stay_the_same(written: str, served: str) -> None:
    assert lean("x/theme.css", written.encode()) == served.encode()


def test_other_files_stay_as_they_are() -> None:
    assert lean("site.js", b"a  /* b */") == b"a  /* b */"
