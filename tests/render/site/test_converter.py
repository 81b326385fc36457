"""A text is searched only for the marks that it may have, and comes out as Python-Markdown makes it."""

from __future__ import annotations

import random

from markdown import Markdown

from generator.render.site.converter import PREPARING, _skip_preparing, _skip_unmarked

PIECES = [
    *"`*_[]()!<>&\\:#{}\n ", "  \n", "words", "![", "](", "&amp;", "&#65;", "<b>", "</b>",
    "<http://a.example>", "<a@b.c>", "[a]: /b", "**", "\\\\", "```",
    "\n```\n", "\n~~~ x\n", "\t", "\r", "\r\n", "\n  \n", "\x02", "\x03",
]  # fmt: skip
ENDS = ["", "", "\n  ", "\n\n    "]


def test_every_text_comes_out_the_same() -> None:
    chance = random.Random(14)
    usual, quick = (Markdown(extensions=["attr_list", "toc", "fenced_code"]) for _ in range(2))
    _skip_unmarked(quick)
    _skip_preparing(quick)
    assert "_InlineProcessor__handleInline" in vars(quick.treeprocessors["inline"]), "Python-Markdown has other marks"
    assert all("run" in vars(quick.preprocessors[name]) for name in PREPARING), "Python-Markdown has other steps"
    for _ in range(1_500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 30))) + chance.choice(ENDS)
        assert quick.reset().convert(text) == usual.reset().convert(text), repr(text)
