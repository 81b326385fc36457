"""Pages are cut into blocks that can be put back, keep their ids, and keep to the dialect."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.blocks.marks import Refusal, parse, targets_in
from generator.catalog.source_lock import SourceLock, locked_block
from generator.library.markdown import MarkdownBlock, MarkdownPage, Part
from generator.load.block_ids import assign_ids
from generator.load.markdown_page import load_page, parse_page
from tests.conftest import examples

FILE = Path("content/index.md")
FRONT = "---\ntitle: Start\ndescription: A start.\n---\n"


def read(body: str, lock: SourceLock | None = None) -> MarkdownPage:
    page, found = parse_page(FRONT + body, FILE, "index", lock or SourceLock())
    assert page is not None, found
    return page


def refusals(body: str) -> list[tuple[int, int, str]]:
    page, found = parse_page(FRONT + body, FILE, "index", SourceLock())
    assert page is None
    assert all(each.help for each in found)
    return [(each.position.line - 4, each.position.column, each.message) for each in found]


def blocks(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text.value) for block in read(body).blocks]


def begins_there(page: MarkdownPage, block: MarkdownBlock) -> bool:
    first = block.text.value.split("](")[0].split()[0]
    return page.source[block.start :].replace("\\|", "|").startswith(first)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One\ntwo *three*.\n", [("paragraph", "One two *three*.")]),
        ("## A head { #a }\n", [("heading", "A head")]),
        ("### A head {#a}\n", [("heading", "A head")]),
        ("- one\n- two\n  more\n", [("item", "one"), ("item", "two more")]),
        ("1. one\n\n   again\n2. two\n", [("item", "one"), ("item", "again"), ("item", "two")]),
        ("- [ ] open\n- [x] done\n", [("item", "open"), ("item", "done")]),
        ("- one\n    - inner\n", [("item", "one"), ("item", "inner")]),
        ("> said\n> here\n", [("paragraph", "said here")]),
        ("> - said\n>   here\n", [("item", "said here")]),
        ("| a | b |\n|:--|---|\n| c \\| d |  |\n", [("cell", "a"), ("cell", "b"), ("cell", "c | d")]),
        ("a | b\n--|--\nc | `d`\n", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "`d`")]),
        ("> | a |\n> |---|\n> | b |\n", [("cell", "a"), ("cell", "b")]),
        ("```text\n<b> ![x](y)\n!!! note\n```\n", []),
        ("See [a](x.md#b) and [c](page:d).\n", [("paragraph", "See [a](1) and [c](2).")]),
        ("Code `[a](b)` and \\[c\\](d)\n", [("paragraph", "Code `[a](b)` and \\[c\\](d)")]),
        ("---\n\nafter\n", [("paragraph", "after")]),
    ],
)
def test_segments(body: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(body) == expected
    page = read(body)
    for block in page.blocks:
        assert block.text.key == f"content/index#{block.id}"
        assert begins_there(page, block)


@pytest.mark.parametrize(
    ("body", "line", "column", "message"),
    [
        ("One\n\n<div>x</div>\n", 3, 1, "raw HTML is not part of the dialect"),
        ("One <b>two</b>.\n", 1, 5, "raw HTML is not part of the dialect"),
        ("One\ntwo <br>.\n", 2, 5, "raw HTML is not part of the dialect"),
        ("<!-- hidden -->\n", 1, 1, "raw HTML is not part of the dialect"),
        ("One ![alt](x.png).\n", 1, 5, "images are not part of the dialect"),
        ("See [a][b].\n\n[b]: https://example.org\n", 3, 1, "reference links are not part of the dialect"),
        ("See [a](b 'title').\n", 1, 7, "link titles are not part of the dialect"),
        ("See [a](<b c>).\n", 1, 7, "a link is not written plainly"),
        ("\\``a](b)` [x](y:z)\n", 1, 5, "a link is not written plainly"),
        ("See <https://example.org>.\n", 1, 5, "bare addresses are not part of the dialect"),
        ("# Title { #title }\n", 1, 1, "the title stands in the front matter, not in a heading"),
        ("## Head\n", 1, 1, "the heading has no id"),
        ("Head\n----\n", 1, 1, "headings are not underlined here"),
        ("## A { #a }\n\n## B { #a }\n", 3, 1, "the id 'a' stands twice on this page"),
        ("One  \ntwo\n", 1, 1, "line breaks inside a paragraph are not part of the dialect"),
        ("One\\\ntwo\n", 1, 1, "line breaks inside a paragraph are not part of the dialect"),
        ("One\n\n    code\n", 3, 1, "code by indent is not part of the dialect"),
        ("One\n\n!!! note\n", 3, 1, "'!!!' is not part of the dialect"),
        ("??? note\n", 1, 1, "'???' is not part of the dialect"),
        ("::: box\n", 1, 1, "':::' is not part of the dialect"),
    ],
)
def test_the_dialect(body: str, line: int, column: int, message: str) -> None:
    assert (line, column, message) in refusals(body)


def test_a_heading_without_id_is_offered_one() -> None:
    _, found = parse_page(FRONT + "## What to do, now?\n", FILE, "index", SourceLock())
    assert found[0].help == "add one at its end: 'What to do, now? { #what-to-do-now }'"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("No front matter\n", 1),
        ("---\ntitle: A\n---\n", 1),
        ("---\ntitle: A\ndescription: B\nauthor: C\n---\n", 4),
        ("---\ntitle: A\ndescription: B\n", 1),
        ("---\ntitle: [a]\ndescription: B\n---\n", 1),
        ("---\ntitle: A\ntitle: B\n---\n", 3),
    ],
)
def test_front_matter(text: str, line: int) -> None:
    page, found = parse_page(text, FILE, "index", SourceLock())
    assert page is None
    assert found[0].position.line == line


def test_files_that_are_not_utf8_or_unix_are_explained(tmp_path: Path) -> None:
    for held, message in [(b"---\n\xff\n", "the file is not UTF-8"), (b"---\r\n", "the lines end as on Windows")]:
        (tmp_path / "a.md").write_bytes(held)
        page, found = load_page(tmp_path, tmp_path / "a.md", SourceLock())
        assert page is None
        assert found[0].message == message


def test_the_path_of_a_page_is_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/a.md").write_text(FRONT + "One.\n", encoding="utf-8")
    page, _ = load_page(tmp_path, tmp_path / "guide/a.md", SourceLock())
    assert page is not None
    assert (page.path, page.title.key, page.blocks[0].text.key.partition("#")[0]) == (
        "guide/a", "content/guide/a#title", "content/guide/a",
    )  # fmt: skip


# -- ids --------------------------------------------------------------------------------------------

TEXTS = [
    "Citizens decide together what the data is for.",
    "Write down who may see the answers and for how long.",
    "Ask the statistical office early which standards it needs.",
    "Test the questions with people like those who will answer.",
    "Keep the consent forms apart from the answers.",
    "Tell everybody who took part what was found.",
]


def locked(texts: list[str]) -> SourceLock:
    page = read("\n\n".join(texts) + "\n")
    return SourceLock({"index": tuple(locked_block(b.id, b.kind, b.text.value) for b in page.blocks)})


def ids(texts: list[str], lock: SourceLock | None = None) -> dict[str, str]:
    page = read("\n\n".join(texts) + "\n", lock)
    return {block.text.value: block.id for block in page.blocks}


def test_ids_last_through_inserting_deleting_and_moving() -> None:
    lock, before = locked(TEXTS), ids(TEXTS)
    shuffled = ["Something new.", *TEXTS[3:5], TEXTS[0], "Something else again, at length.", TEXTS[5]]
    after = ids(shuffled, lock)
    for text in shuffled:
        assert (after[text] == before.get(text)) is (text in TEXTS)
    assert len(set(after.values())) == len(shuffled)


def test_ids_last_through_any_shuffle() -> None:
    lock, before = locked(TEXTS), ids(TEXTS)
    for seed in range(20):
        texts = TEXTS[:]
        random.Random(seed).shuffle(texts)
        assert ids(texts, lock) == before


def test_a_changed_paragraph_keeps_its_id() -> None:
    lock, before = locked(TEXTS), ids(TEXTS)
    changed = "Ask the statistical office early which of its standards you need to know."
    after = ids([*TEXTS[:2], changed, *TEXTS[3:]], lock)
    assert after[changed] == before[TEXTS[2]]


def test_two_changed_neighbours_are_told_apart() -> None:
    lock, before = locked(TEXTS), ids(TEXTS)
    one, two = TEXTS[1].replace("how long", "how many years"), TEXTS[2].replace("early", "in good time")
    after = ids([TEXTS[0], "A new one between other new things.", one, two, *TEXTS[3:]], lock)
    assert (after[one], after[two]) == (before[TEXTS[1]], before[TEXTS[2]])


def test_a_paragraph_that_moved_and_changed_keeps_its_id() -> None:
    lock, before = locked(TEXTS), ids(TEXTS)
    changed = TEXTS[0].replace("for.", "really for.")
    after = ids([*TEXTS[1:], changed], lock)
    assert after[changed] == before[TEXTS[0]]


def test_an_unrelated_paragraph_in_the_same_place_gets_a_new_id() -> None:
    lock, before = locked(TEXTS), ids(TEXTS)
    fresh = "Umbrellas were handed out near platform nine yesterday evening."
    assert ids([*TEXTS[:2], fresh, *TEXTS[3:]], lock)[fresh] not in before.values()


def test_equal_paragraphs_have_ids_of_their_own_that_last() -> None:
    texts = ["Same.", TEXTS[0], "Same.", "Same."]
    page = read("\n\n".join(texts) + "\n")
    first = [block.id for block in page.blocks]
    assert len(set(first)) == 4
    lock = SourceLock({"index": tuple(locked_block(b.id, b.kind, b.text.value) for b in page.blocks)})
    assert [block.id for block in read("\n\n".join(texts) + "\n", lock).blocks] == first


@settings(max_examples=examples(150))
@given(
    st.lists(st.sampled_from([*TEXTS, "New.", "Other."]), max_size=9),
    st.lists(st.sampled_from([*TEXTS, "Old."]), max_size=9),
)
def test_ids_are_unique_and_settle(new: list[str], old: list[str]) -> None:
    before = assign_ids("p", (), [("paragraph", text) for text in old])
    held = tuple(locked_block(id, "paragraph", text) for id, text in zip(before, old, strict=True))
    after = assign_ids("p", held, [("paragraph", text) for text in new])
    assert len(set(after)) == len(after)
    again = tuple(locked_block(id, "paragraph", text) for id, text in zip(after, new, strict=True))
    assert assign_ids("p", again, [("paragraph", text) for text in new]) == after
    if new == old:
        assert after == before


PIECES = st.sampled_from(["word ", "*em* ", "`a](b)` ", "[x](y:z) ", "\\[", "\\`", "](", "[q](r#s) ", "``c`d`` "])


@settings(max_examples=examples(200))
@given(st.lists(PIECES, max_size=8).map("".join))
def test_links_of_a_page_that_is_let_in_are_numbered_in_their_order(text: str) -> None:
    try:
        tree = parse(text.strip())
    except Refusal:
        return
    page, _ = parse_page(f"{FRONT}{text}\n", FILE, "index", SourceLock())
    for block in page.blocks if page else ():
        assert targets_in(parse(block.text.value)) == [str(number) for number, _ in enumerate(block.targets, 1)]
        assert list(block.targets) == targets_in(tree)


BODY = st.lists(
    st.sampled_from([
        "One *two* [three](page:x).\n\n", "- a\n- b\n  c\n\n", "> q\n> r\n\n", "## H { #ID }\n\n",
        "| a | b |\n|---|---|\n| c | \\| |\n\n",
        "```\ncode\n```\n\n", "1. one\n\n   two\n\n", "- [ ] task\n\n", "***\n\n",
    ]),
    max_size=10,
)  # fmt: skip


@settings(max_examples=examples(150))
@given(BODY)
def test_the_outline_says_each_text_once_and_in_order(parts: list[str]) -> None:
    page = read("".join(part.replace("ID", f"id-{number}") for number, part in enumerate(parts)))
    assert [part.block for part in every(page.outline) if part.block >= 0] == list(range(len(page.blocks)))
    assert all(begins_there(page, block) for block in page.blocks)


def every(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from every(part.parts)


def test_a_heading_without_words_takes_none_from_the_next_block() -> None:
    page = read("## { #a }\n\nWords.\n")
    assert [(part.kind, page.blocks[part.block].text.value) for part in page.outline] == [("paragraph", "Words.")]


def test_the_outline_of_a_page() -> None:
    page = read(
        "## A { #a }\n\n1. one\n\n   two\n2. [ ] three\n\n> | b | |\n> |---|---|\n> | c | d |\n\n```\nx\n\ny\n```\n"
    )
    assert page.blocks[0].anchor == "a"
    assert page.outline == (
        Part("heading", block=0, level=2),
        Part("numbered", (
            Part("item", (Part("paragraph", block=1), Part("paragraph", block=2))),
            Part("item", (Part("task", block=3),)),
        )),
        Part("quote", (Part("table", (
            Part("row", (Part("head", block=4), Part("head"))),
            Part("row", (Part("cell", block=5), Part("cell", block=6))),
        )),)),
        Part("code", lines=("x", "y")),
    )  # fmt: skip
