"""Style sheets without what only people read."""

from __future__ import annotations

import pytest

from generator.render.site.hook import lean


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
