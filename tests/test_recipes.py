"""Each recipe of CONTRIBUTING.md, done as it is written, in a copy of the project."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import build
from generator.cache.fingerprint import sha256_of
from generator.checking import check, lock_quotes
from generator.order import Order
from generator.translating import sync
from tests.conftest import ROOT
from tests.copied import copied, insert, project, run, write

pytestmark = pytest.mark.slow

RECIPES: dict[str, Callable[..., None]] = {}
"""The tests of this file by the heading of the recipe that they do."""

Test = Callable[..., None]


def recipe(heading: str) -> Callable[[Test], Test]:
    """Marks the test that does a recipe."""

    def mark(test: Test) -> Test:
        RECIPES[heading] = test
        return test

    return mark


def pages_of(root: Path) -> Path:
    """The English pages of a project in which `check` finds nothing."""
    assert check(root) == []
    outcome = build(Order(root, root / "site", ("en",), ("pages",), 1))
    assert not outcome.failed and outcome.diagnostics == ()
    return root / "site/en"


def test_every_recipe_is_done_by_a_test() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## (Add .*)$", contributing, re.MULTILINE)) == set(RECIPES)


# -- with files alone -------------------------------------------------------------------------------


@recipe("Add a page or a guide")
def test_a_page_and_a_guide(tmp_path: Path) -> None:
    root = project(tmp_path)
    for path in ("content/news.md", "content/guides/examples/openness.md"):
        write(
            root / path,
            "---\ntitle: An open door\ndescription: How to let people in.\n---\n\nPeople may come in.\n\n"
            "## What to do next { #next }\n\n- [Ask for consent](document:small-consent)\n",
        )
    assert [each.code for each in check(root)] == ["GUID001"]
    insert(root / "content/guides.yaml", "river]", "openness, ")
    insert(root / "content/menu.yaml", "page:start/translator]", "page:news, ")
    pages = pages_of(root)
    for path, where in (("news.html", "index.html"), ("guides/examples/openness.html", "all-pages.html")):
        assert "People may come in." in (pages / path).read_text(encoding="utf-8")
        assert f'href="{path}"' in (pages / where).read_text(encoding="utf-8")


@recipe("Add a workshop session")
def test_a_session(tmp_path: Path) -> None:
    root = project(tmp_path)
    held = (root / "content/sessions/small-session.yaml").read_text(encoding="utf-8")
    write(root / "content/sessions/listen.yaml", held.replace("small-session", "listen").replace("Ask well", "Listen"))
    assert [each.code for each in check(root)] == ["SESS004"]
    insert(root / "content/programmes.yaml", "          - {id: tea", "          - {id: listen}\n")
    pages = pages_of(root)
    assert "Listen" in (pages / "workshops.html").read_text(encoding="utf-8")
    assert (pages / "workshops/listen.html").is_file()


@recipe("Add a diagram")
def test_a_diagram(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = root / "content/diagrams.yaml"
    steps = "      - {id: walk, text: Walk slowly.}\n      - {id: rest, kind: end, text: Sit down.}\n"
    about = (
        "  - id: rest\n    shape: flow\n    title: A rest\n    summary: Two steps.\n    pages: [roadmap]\n    steps:\n"
    )
    write(file, file.read_text(encoding="utf-8") + about + steps)
    page = (pages_of(root) / "roadmap.html").read_text(encoding="utf-8")
    assert "<svg" in page and "Walk slowly." in page


@recipe("Add a question")
def test_a_question(tmp_path: Path) -> None:
    root = project(tmp_path)
    file = root / "content/questions/small.yaml"
    added = (
        "  - id: come-late\n    question: May I come late?\n    answer: Yes. We wait for you until noon.\n"
        "    links: [page:guides/principles/privacy]\n"
    )
    write(file, file.read_text(encoding="utf-8") + added)
    insert(root / "content/search/en.yaml", "say-no: refuse", "come-late: overslept the bus, ")
    site = pages_of(root)
    assert "We wait for you until noon." in (site / "questions/small.html").read_text(encoding="utf-8")
    assert "overslept" in (site / "assets/search/vocabulary.js").read_text(encoding="utf-8")


@recipe("Add a worked example")
def test_an_example(tmp_path: Path) -> None:
    root = project(tmp_path)
    page = (root / "content/guides/examples/river.md").read_text(encoding="utf-8")
    write(root / "content/guides/examples/well.md", page.replace("A river", "A well"))
    insert(root / "content/guides.yaml", "river]", "well, ")
    shutil.copytree(root / "content/examples/river", root / "content/examples/well")
    assert "papers/example-well-small-consent" in _built(root, "guides/examples/well.html", formats=("pdf",))


def _built(root: Path, page: str, formats: tuple[str, ...]) -> str:
    assert check(root) == []
    assert not build(Order(root, root / "site", ("en",), formats, 1)).failed
    return (root / "site/en" / page).read_text(encoding="utf-8")


USE = "      - {{paper: '{}', by: [team], at: [design]}}\n"


@recipe("Add a checklist")
def test_a_checklist(tmp_path: Path) -> None:
    root = project(tmp_path)
    held = (root / "content/checklists/small-check.yaml").read_text(encoding="utf-8")
    held = re.sub(r"action: (\w+)", r"action: Then again \1", held.replace("id: small-check", "id: late-check"))
    write(root / "content/checklists/late-check.yaml", held)
    assert {each.code for each in check(root)} == {"GUID003", "USE003"}
    insert(root / "content/guides/examples/river.md", "- [Ask", "- [Check late](checklist:late-check)\n")
    insert(root / "content/purposes.yaml", "      - {paper", USE.format("checklist:late-check"))
    page = _built(root, "checklists/late-check.html", formats=("docx",))
    assert "late-check.en.docx" in page
    assert (root / "site/en/papers/late-check.en.docx").is_file()


@recipe("Add a form or agreement")
def test_a_form(tmp_path: Path) -> None:
    root = project(tmp_path)
    held = (root / "templates/documents/small-consent.yaml").read_text(encoding="utf-8")
    write(root / "templates/documents/late-consent.yaml", held.replace("id: small-consent", "id: late-consent"))
    assert {each.code for each in check(root)} == {"GUID003", "USE003"}
    insert(root / "content/guides/examples/river.md", "- [Ask", "- [Ask late](document:late-consent)\n")
    insert(root / "content/purposes.yaml", "      - {paper", USE.format("document:late-consent"))
    insert(root / "content/packs.yaml", "document:small-consent]", "document:late-consent, ")
    _built(root, "documents/late-consent.html", formats=("docx",))
    assert (root / "site/en/papers/late-consent.en.docx").is_file()


@recipe("Add a language")
def test_a_language(tmp_path: Path) -> None:
    root = copied(tmp_path)
    list(sync(root, ()))  # as a project is before somebody adds a language
    assert "es: " in run(root, "generator", "languages", "add", "es")
    assert "name: Español" in (root / "translations/languages.yml").read_text(encoding="utf-8")
    assert (root / "translations/es/documents/small-consent.po").is_file()
    run(root, "generator", "check")
    run(root, "generator", "build", "--lang", "es", "--format", "pages", "--jobs", "1")
    page = (root / "site/es/index.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in page and 'lang="en"' in page
    termbase = root / "translations/termbase.yml"
    insert(termbase, "      ar:", "      es: {preferred: datos ciudadanos}\n")
    run(root, "generator", "sync", "--lang", "es")
    run(root, "generator", "check")


@recipe("Add an edition of the framework")
def test_an_edition(tmp_path: Path) -> None:
    root = project(tmp_path)
    editions = root / "framework/editions"
    shutil.copytree(editions / "1.0", editions / "1.1")
    edition = editions / "1.1/edition.yaml"
    write(edition, edition.read_text(encoding="utf-8").replace("id: '1.0'", "id: '1.1'"))
    insert(edition, "  - id: annex", "  - id: '7'\n    chapter: practice\n")
    assert "COV001" in {each.code for each in check(root)}
    insert(root / "framework/editions/1.1/consultations.yaml", "annex]", "'7', ")
    assert lock_quotes(root, root / "source.txt") == []
    assert {each.code for each in check(root)} == {"ANS002"}
    example = root / "content/examples/river/small-consent.json"
    write(example, example.read_text(encoding="utf-8").replace('"1.0"', '"1.1"'))
    assert check(root) == []


# -- with a module and a line in a table ------------------------------------------------------------

FORMAT = '''"""A paper as bare words."""

from __future__ import annotations

from generator.blocks.nodes import Booklet, Paper
from generator.blocks.walk import phrases_in


class TextFormat:
    """One phrase on a line."""

    name = "txt"
    suffixes = ("txt",)
    pack_suffixes = ("txt.txt",)
    sheet_suffixes = ()

    def render(self, document: Paper, suffix: str) -> bytes:
        """The whole file."""
        return "\\n".join(phrase.plain for phrase in phrases_in(document.blocks)).encode()

    def bind(self, booklet: Booklet, suffix: str) -> bytes:
        """The papers one after the other."""
        return b"\\n".join(self.render(paper, suffix) for paper in booklet.papers)
'''


@recipe("Add an output format")
def test_a_format(tmp_path: Path) -> None:
    root = copied(tmp_path)
    formats = root / "generator/render/formats"
    write(formats / "text.py", FORMAT)
    insert(formats / "__init__.py", "\nFORMATS:", "from generator.render.formats.text import TextFormat\n")
    insert(formats / "__init__.py", "DocxFormat())", "TextFormat(), ")
    words = root / "content/wording.yaml"
    insert(
        words,
        "  - {id: download-docx,",
        "".join(f"  - {{id: download-{each}, text: Bare words}}\n" for each in ("txt", "txt-txt")),
    )
    run(root, "generator", "check")
    run(root, "generator", "build", "--lang", "en", "--format", "txt", "--jobs", "1")
    page = (root / "site/en/documents/small-consent.html").read_text(encoding="utf-8")
    assert "small-consent.en.txt" in page and "Bare words" in page
    assert (root / "site/en/papers/small-consent.en.txt").read_bytes()
    answers = root / "answers.json"
    write(
        answers,
        json.dumps(
            {
                "schema": "citizen-data-answers/1",
                "document": "small-consent",
                "answers": {"organisation": "River Watch"},
            }
        ),
    )
    run(root, "generator", "fill", "small-consent", "--answers", "answers.json", "--out", "filled.txt")
    assert "River Watch" in (root / "filled.txt").read_text(encoding="utf-8")


RULE = '''"""No text shouts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library, library_texts
from generator.library.sources import Sources


class Quiet:
    """No text holds an exclamation mark.

    Fails in framework/editions/1.0/definition.yaml:

        title: The definition!

    Passes:

        title: The definition
    """

    code = "LOUD"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """LOUD001 for a text that shouts."""
        for text in library_texts(library):
            if "!" in text.value:
                yield Diagnostic("LOUD001", "this text shouts", sources.of(text.key), "end it with a full stop")
'''
BREAK = """    Break(
        "LOUD001", f"{FRAMEWORK}/definition.yaml", "title: The", "title: The!", "title: The! definition", "shouts"
    ),
"""


@recipe("Add a rule")
def test_a_rule(tmp_path: Path) -> None:
    root = copied(tmp_path)
    rules = root / "generator/validate/rules"
    write(rules / "quiet.py", RULE)
    insert(rules / "__init__.py", "\nRULES:", "from generator.validate.rules.quiet import Quiet\n")
    insert(rules / "__init__.py", "    Characters(),\n", "    Quiet(),\n")
    insert(root / "tests/validate/test_rules.py", "    # messages\n", BREAK)
    tried = run(
        root,
        "pytest",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        "tests/validate/test_rules.py",
        "-k",
        "LOUD or Quiet or every_code",
    )
    assert "3 passed" in tried
    run(root, "generator", "check")


# -- a kind of content ------------------------------------------------------------------------------

MODEL = '''"""What people say."""

from __future__ import annotations

from generator.library.framework import Reference
from generator.library.text import Node, Slug, Text


class Proverb(Node):
    """`content/proverbs/<id>.yaml`."""

    id: Slug
    title: Text
    saying: Text
    paragraphs: tuple[Reference, ...] = ()
'''
ROW = """    Kind(
        "proverbs",
        Proverb,
        "content/proverbs/*.yaml",
        schema="proverb",
        page=PageRow("proverbs"),
        linked=(Linked("proverb", "proverbs/", name="title", rests_on=("paragraphs",)),),
    ),
"""
PAGE = '''"""What people say: a list, and a page for each."""

from __future__ import annotations

from generator.blocks.nodes import Page
from generator.compose.writer import Writer


def proverb_pages(writer: Writer) -> list[Page]:
    """The list of proverbs, then a page for each."""
    proverbs = writer.library.proverbs
    title, summary = writer.wording["proverbs-title"], writer.wording["proverbs-summary"]
    listed = [writer.text(summary, "lead"), *writer.links((f"proverb:{each.id}", each.title) for each in proverbs)]
    return [
        writer.page("proverbs", title, summary, listed),
        *(writer.page(f"proverbs/{each.id}", each.title, each.saying, [writer.text(each.saying)]) for each in proverbs),
    ]
'''
PROVERB = "id: slow\ntitle: Slow and sure\nsaying: Who goes slowly goes far.\nparagraphs: ['4']\n"


@recipe("Add a kind of content")
def test_a_kind(tmp_path: Path) -> None:
    """Its page, schema, texts to translate and link target are there, and no more than four modules were touched."""
    root = copied(tmp_path)
    before = _modules(root)
    write(root / "generator/library/proverbs.py", MODEL)
    kinds = root / "generator/library/kinds.py"
    insert(kinds, "from generator.library.publication", "from generator.library.proverbs import Proverb\n")
    insert(kinds, '    Kind("matters"', ROW)
    insert(kinds, "    matters: Matters\n", "    proverbs: tuple[Proverb, ...]\n")
    write(root / "generator/compose/pages/proverbs.py", PAGE)
    site = root / "generator/compose/site.py"
    insert(site, "from generator.compose.pages.stages", "from generator.compose.pages.proverbs import proverb_pages\n")
    insert(site, '        SitePiece("coverage",', '        SitePiece("proverbs", lambda: proverb_pages(writer)),\n')
    touched = {name for name, digest in _modules(root).items() if before.get(name) != digest}
    assert len(touched) <= 4

    write(root / "content/proverbs/slow.yaml", PROVERB)
    words = "".join(f"  - {{id: proverbs-{each}, text: What people say}}\n" for each in ("title", "summary"))
    insert(root / "content/wording.yaml", "  - {id: downloads,", words)
    insert(root / "content/menu.yaml", "page:start/translator]", "page:proverbs, ")
    insert(root / "content/guides/examples/river.md", "- [Ask", "- [Go slowly](proverb:slow)\n")
    written = run(root, "generator", "schemas")
    assert "proverb.schema.json" in written and ".vscode/settings.json" in written
    schema = json.loads((root / "framework/schemas/proverb.schema.json").read_text(encoding="utf-8"))
    assert set(schema["required"]) == {"id", "title", "saying"}
    run(root, "generator", "check")

    run(root, "generator", "build", "--lang", "en", "--format", "pages", "--jobs", "1")
    page = (root / "site/en/proverbs/slow.html").read_text(encoding="utf-8")
    assert "Who goes slowly goes far." in page
    menu = (root / "site/en/index.html").read_text(encoding="utf-8")
    assert 'href="proverbs.html"' in menu, "the menu does not lead to the list"
    assert "../../proverbs/slow.html" in (root / "site/en/guides/examples/river.html").read_text(encoding="utf-8")
    assert "Slow and sure" in (root / "site/en/coverage.html").read_text(encoding="utf-8")

    run(root, "generator", "send", "ar", "--missing", "--to", "texts.json")
    assert "content/proverbs/slow#saying" in json.loads((root / "texts.json").read_text(encoding="utf-8"))
    run(root, "generator", "sync", "--lang", "ar")
    assert "content/proverbs/slow.yaml" in (root / "translations/ar/content/proverbs/slow.po").read_text(
        encoding="utf-8"
    )


def _modules(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): sha256_of(path) for path in sorted((root / "generator").rglob("*.py"))}
