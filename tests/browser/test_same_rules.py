"""Rules that stand in Python and in a script: both follow the same cases, on the tiny framework and a blank page.

How a file is taken in is held in tests/test_answers.py and test_answers_files.py; here is what becomes of the answers.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Conditional, FieldKind, Heading, Items, Paper, Typed
from generator.blocks.walk import blocks_in, fields_of, phrases_in
from generator.cells.report import checked, checked_rounded
from generator.cells.table import read_table
from generator.compose.fill_in import fill_in_pages, screen_words
from generator.compose.pages.classify import screen
from generator.compose.papers import alone, is_translated, papers, side_by_side
from generator.compose.writer import writer_for
from generator.diagnostics import ToolkitError
from generator.editions import Editions
from generator.library.answers import Answers
from generator.library.asked import asked
from generator.library.library import Library
from generator.library.slots import TABLE
from generator.library.worksheet import MOST_CELLS, reckoned, said
from generator.render.fill_in import form_html
from generator.render.formats import maker_of
from generator.render.html import HtmlWriter
from generator.render.place import PagePlace
from generator.render.preview import preview_data
from generator.render.screen import scripts
from generator.render.script import assigned
from generator.render.worksheets import worksheets_script
from tests.compose.previews import previews
from tests.conftest import ROOT, copy_tiny

SCRIPTS = ROOT / "templates/theme/assets/javascripts"
CASES = ROOT / "tests/cases"
FILLING: list[dict[str, Any]] = json.loads((CASES / "filling.json").read_bytes())
CELLS: list[dict[str, Any]] = json.loads((CASES / "cells.json").read_bytes())
CLASSIFIER: list[dict[str, Any]] = json.loads((CASES / "classifier.json").read_bytes())
LEVELS: list[dict[str, Any]] = json.loads((CASES / "levels.json").read_bytes())
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

SIDES = """const stands = part => !part.closest('[hidden]');
  const words = part => {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) { if (stands(walker.currentNode.parentElement)) { found.push(walker.currentNode.data); } }
    return found.join(' ').match(/[\\p{L}\\p{N}]+/gu) || [];
  };
  const sides = root => ({
    all: [].concat(...Array.from(root.children).filter(part => !part.matches('.paper__title')).map(words)),
    first: Array.from(root.querySelectorAll('.pair > :first-child')).filter(stands).map(words),
    second: Array.from(root.querySelectorAll('.pair > :last-child')).filter(stands).map(words)
  });"""
"""What is said on both sides of a paper, as words."""
SHOWN = f"""([paper, days, file, beside]) => {{
  {SIDES}
  const place = document.body.appendChild(document.createElement('div'));
  const view = new window.CitizenData.paper.View(place, paper), fields = {{}};
  days.forEach(day => view.days.add(day));
  view.show(beside ? 'ar' : 'en', beside);
  view.update(file);
  view.fields.forEach((parts, name) => parts.filter(stands).forEach(part => {{
    if (part.classList.contains('is-ticked')) {{ fields[name] = true; }}
    else if (part.classList.contains('written')) {{ fields[name] = part.textContent; }}
  }}));
  const all = (what, use) => Array.from(place.querySelectorAll(what)).filter(stands).map(use);
  const seen = {{
    fields: fields,
    asked: all('.conditional:not(.is-in)', part => part.dataset.condition),
    out: all('[data-left-out]', part => part.textContent),
    said: all('[data-remark] bdi', part => part.textContent),
    sides: sides(place.querySelector('.paper__body'))
  }};
  place.remove();
  return seen;
}}"""
PRINTED = f"""html => {{
  {SIDES}
  const root = document.createElement('div');
  root.innerHTML = html;
  return sides(root);
}}"""
WRITTEN = """([coded, file, paper, tag, days]) => {
  const known = window.CitizenData.paper.known(paper, tag);
  const parts = window.fflate.unzipSync(Uint8Array.from(atob(coded), character => character.charCodeAt(0)));
  const bytes = window.CitizenData.word(parts, file, known, new Set(days));
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Library]:
    """The tiny framework in English and in Arabic."""
    editions = Editions(copy_tiny(tmp_path_factory.mktemp("tiny")))
    source = editions.source.usable
    arabic = next(each for each in editions.languages() if each.tag == "ar")
    return source, editions.edition(arabic).library


@pytest.fixture(scope="module")
def page(browser: Browser, libraries: tuple[Library, Library]) -> Iterator[Page]:
    """A blank page with our scripts, and with the papers of the tiny framework as the site gives them."""
    source, _ = libraries
    words = {id: words.plain for id, words in screen_words(writer_for(source)).items()}
    languages = {library.language.tag: library.language for library in libraries}
    data = [assigned("CitizenDataWords", words), assigned("CitizenDataAnswers", TABLE)]
    papers: list[list[Any]] = []
    for library in libraries:
        for each in previews(library, source):
            shown = json.loads(preview_data(each, library.language, languages))
            papers.append([each.document.id, library.language.tag, shown])
    data.append(assigned("CitizenDataPapers", papers))
    data += [script for _, script in scripts(screen(writer_for(source)), source.language, languages)]
    data.append(worksheets_script(source.worksheets))
    names = ("answers", "reader", "paper", "vendor/fflate", "word", "pack", "classify", "numbers", "cells")
    blank = browser.new_page()
    blank.set_content('<main><h2 id="classify-questions">Q</h2><ol class="classify-asked"></ol></main>')
    for script in (*(each.decode() for each in data), *((SCRIPTS / f"{name}.js").read_text("utf-8") for name in names)):
        blank.add_script_tag(content=script)
    blank.evaluate("window.CitizenData.classifier.join()")
    yield blank
    blank.close()


def answers_of(case: dict[str, Any]) -> Answers:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in case["answers"].items()}
    return Answers(case["conditions"], values)


def file_of(case: dict[str, Any]) -> dict[str, Any]:
    return {"conditions": case["conditions"], "answers": case["answers"]}


def days_of(case: dict[str, Any]) -> list[str]:
    """The answers that are dates: those of the tiny papers are named so."""
    return [name for name in case["answers"] if name == "until" or name.endswith(".date")]


def seen(paper: Paper) -> dict[str, Any]:
    """What stands in a filled paper, as the cases say it."""
    fields = {
        name: True if field.kind is FieldKind.TICK else field.value for name, field in fields_of(paper) if field.value
    }
    out = [
        following
        for block, following in zip(paper.blocks, paper.blocks[2:], strict=False)
        if isinstance(block, Heading) and block.id == "left-out" and isinstance(following, Items)
    ]
    typed = [each for words in phrases_in(paper.blocks) for each in words.children if isinstance(each, Typed)]
    return {
        "fields": fields,
        "asked": [block.condition for block in blocks_in(paper.blocks) if isinstance(block, Conditional)],
        "out": [words.plain for words in phrases_in(out)],
        "said": [each.text for each in typed],
    }


@pytest.mark.parametrize("case", FILLING, ids=lambda case: case["about"])
def test_answers_stand_in_the_paper(page: Page, libraries: tuple[Library, Library], case: dict[str, Any]) -> None:
    """What `fill` prints, and what the preview shows."""
    paper = alone(libraries[0], case["paper"], answers_of(case))
    assert seen(paper) == case["want"]
    shown = page.evaluate(SHOWN, [case["paper"], days_of(case), file_of(case), ""])
    del shown["sides"]
    assert shown == case["want"]


@pytest.mark.parametrize(
    "case", [each for each in FILLING if each["paper"] != "small-check"], ids=lambda case: case["about"]
)
def test_two_languages_stand_side_by_side(page: Page, libraries: tuple[Library, Library], case: dict[str, Any]) -> None:
    """The same words in the same order, the same pairs, and each answer once in each column that names it."""
    source, arabic = libraries
    paper = side_by_side(arabic, source, source, case["paper"], answers_of(case))
    languages = {library.language.tag: library.language for library in libraries}
    html = HtmlWriter(PagePlace("x", arabic.language, languages)).blocks(paper.blocks)
    shown = page.evaluate(SHOWN, [case["paper"], days_of(case), file_of(case), "en"])["sides"]
    assert shown == page.evaluate(PRINTED, html)


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("case", FILLING, ids=lambda case: case["about"])
def test_answers_stand_in_the_word_document(
    page: Page, libraries: tuple[Library, Library], case: dict[str, Any], tag: str
) -> None:
    """Written into the published document by the script, or printed with them by `fill`: with the same marks."""
    source, arabic = libraries

    def paper(answers: Answers | None) -> bytes:
        made = alone(source, id, answers) if speaking is source else side_by_side(arabic, source, source, id, answers)
        return maker_of("docx").render(made, "docx")

    id = case["paper"]
    speaking = arabic if tag == "ar" and is_translated(arabic, id) else source
    given = [base64.b64encode(paper(None)).decode(), file_of(case), id, tag, days_of(case)]
    by_script = controls(base64.b64decode(page.evaluate(WRITTEN, given)))
    printed = controls(paper(answers_of(case)))
    assert {name: by_script.get(name) for name in printed} == printed
    bare = {
        name: said if said is True else re.sub("[\u200e\u200f]", "", str(said))
        for name, said in printed.items()
        if said
    }
    assert tag == "ar" or bare == case["want"]["fields"]


def controls(package: bytes) -> dict[str, str | bool]:
    """Content control → its text, or whether it is ticked; an empty one holds ""."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        root = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314  our own file
    found: dict[str, str | bool] = {}
    for control in root.iter(f"{WORD}sdt"):
        properties = control.find(f"{WORD}sdtPr")
        assert properties is not None
        tag, ticked = properties.find(f"{WORD}tag"), next(properties.iter(f"{WORD_14}checked"), None)
        if tag is None:
            continue
        empty = properties.find(f"{WORD}showingPlcHdr") is not None
        lines = [
            "\n" if part.tag == f"{WORD}br" else part.text or ""
            for part in control.iter()
            if part.tag in (f"{WORD}br", f"{WORD}t")
        ]
        text = "" if empty else "".join(lines)
        found[tag.attrib[f"{WORD}val"]] = text if ticked is None else ticked.attrib[f"{WORD_14}val"] == "1"
    return found


@pytest.mark.parametrize(
    "typed", ["+254 712 (000) 345", "12/3", "١٢/٣", "نهر 12", "River نهر", "(– نهر)", "007", "2027-01-31"]
)
def test_what_was_typed_has_the_direction_that_the_program_finds(page: Page, typed: str) -> None:
    """In the preview of an Arabic paper, in a field of an Arabic page, and in `Typed`."""
    act = """([typed]) => {
      const place = document.body.appendChild(document.createElement('div')), field = document.createElement('input');
      place.dir = 'rtl';
      const view = new window.CitizenData.paper.View(place, 'small-consent');
      view.show('ar', '');
      view.update({conditions: {}, answers: {organisation: typed}});
      field.dir = 'auto';
      field.value = typed;
      place.appendChild(field);
      const found = view.fields.get('organisation').concat(field).map(part => getComputedStyle(part).direction);
      place.remove();
      return found;
    }"""
    assert set(page.evaluate(act, [typed])) == {Typed(typed).direction}


@pytest.mark.parametrize("case", CLASSIFIER, ids=lambda case: case["about"])
def test_answers_lead_to_the_same_findings(
    page: Page, libraries: tuple[Library, Library], case: dict[str, Any]
) -> None:
    """Where the questions lead, in the terminal and on the site."""
    walk = "taken => window.CitizenData.classifier.walk(new Map(Object.entries(taken)))"
    assert page.evaluate(walk, case["taken"]) == case["want"]
    led = asdict(asked(libraries[0]).way(case["taken"]))
    assert json.loads(json.dumps(led)) == {name: case["want"][name] for name in led}


@pytest.mark.parametrize("case", LEVELS, ids=lambda case: case["about"])
def test_answers_lead_to_the_same_level(page: Page, case: dict[str, Any]) -> None:
    """The rule of `level_of`, whose cases tests/library/test_levels.py runs."""
    act = "said => window.CitizenData.classifier.levelOf(new Map(Object.keys(said).map(id => [id, [said[id]]])))"
    assert page.evaluate(act, case["said"]) == case["want"]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: case["about"])
def test_a_table_is_checked_alike(page: Page, case: dict[str, Any]) -> None:
    """What is small, what is hidden with it and what can be worked out: in the terminal, and on the page."""
    look = """([text, limit, most]) => {
      const tools = window.CitizenData.cells;
      try {
        const table = tools.readTable(text, 'Total', most), found = tools.checked(table, limit);
        return {
          rows: table.rows, columns: table.columns, small: found.small, others: found.others,
          weak: found.weak, ranges: found.ranges
        };
      }
      catch (error) {
        if (error instanceof window.CitizenData.answers.Refusal) { return null; }
        throw error;
      }
    }"""
    assert page.evaluate(look, [case["text"], case["limit"], MOST_CELLS]) == case["want"]
    try:
        table = read_table(case["text"], "Total")
    except ToolkitError:
        assert case["want"] is None
        return
    found = checked(table, case["limit"])
    ranges = [[list(cell), [known.least, known.most]] for cell, known in found.ranges.items()]
    said = {
        "rows": table.rows,
        "columns": table.columns,
        "small": found.small,
        "others": found.others,
        "weak": found.weak,
    }
    assert json.loads(json.dumps({**said, "ranges": ranges})) == case["want"]
    if all(None not in line for line in table.grid):
        rounding = checked_rounded(table, case["limit"], case["limit"])
        known = [[list(cell), [each.least, each.most]] for cell, each in rounding.ranges.items()]
        look = "([grid, limit]) => window.CitizenData.cells.roundedRanges(grid, limit, limit)"
        assert page.evaluate(look, [table.grid, case["limit"]]) == known


SUMS = st.dictionaries(
    st.sampled_from(["price", "wells.1", "wells.2", "broken.1", "broken.2"]),
    st.integers(0, 500).map(lambda value: value / 4),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SUMS)
def test_a_worksheet_comes_to_the_same(page: Page, libraries: tuple[Library, Library], given: dict[str, float]) -> None:
    """Every step, every sum and every sentence."""
    sheet = libraries[0].worksheets[0]
    run = """([id, given]) => {
      const sheet = window.CitizenDataWorksheets[id], values = window.CitizenData.numbers.reckoned(sheet, given);
      return [values, window.CitizenData.numbers.said(sheet, values)];
    }"""
    values, sentences = page.evaluate(run, [sheet.id, given])
    assert values == reckoned(sheet, given)
    assert set(sentences) >= {each.id for each in said(sheet, values)}


# -- the form itself: answers.js -------------------------------------------------------------------------


@pytest.fixture
def form(page: Page, libraries: tuple[Library, Library]) -> Callable[[str, Any], Any]:
    """Runs a function on the form of the small consent paper and the tools for it."""
    source = libraries[0]
    made = next(
        each.fill_in
        for each in fill_in_pages(writer_for(source), papers(source, source), Offered((), ()), (source.language,))
        if each.path == "fill/small-consent"
    )
    assert made is not None
    html = form_html(made, PagePlace("fill/small-consent", source.language, {"en": source.language}))
    run = """([html, act, given]) => {
      const place = document.createElement('div');
      place.innerHTML = html;
      document.body.appendChild(place);
      const made = (new Function(`return (${act})`))();
      const result = made(place.querySelector('#fill'), window.CitizenData.answers, given);
      place.remove();
      return result;
    }"""
    return lambda act, given: page.evaluate(run, [html, act, given])


GIVEN: dict[str, Any] = {
    "conditions": {"recording": True},
    "answers": {
        "organisation": " River 007 ",
        "purpose": "Find wells\nTell families",
        "until": "2027-06-30",
        "people": "٠١٢",
        "adult": False,
        "place": "district",
        "recorded": ["photo", "sound"],
        "yes-to.take-part": True,
        "people-table.team.why": "+254 712",
        "log.5.change": "yes",
    },
}


def test_a_form_gives_back_what_was_put_into_it(form: Callable[[str, Any], Any]) -> None:
    """Letter by letter, with the rows that it needs."""
    back = form("(form, tools, file) => { tools.write(form, file); return tools.read(form); }", GIVEN)
    assert back["answers"] == GIVEN["answers"]
    assert back["conditions"] == GIVEN["conditions"]
    assert (back["document"], back["version"], back["edition"]) == ("small-consent", "1.0.0", "1.0")


def test_what_does_not_apply_is_not_saved(form: Callable[[str, Any], Any]) -> None:
    said_no = GIVEN | {"conditions": {"recording": False}}
    back = form("(form, tools, file) => { tools.write(form, file); return tools.read(form); }", said_no)
    assert "recorded" not in back["answers"]


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("12", 12),
        ("007", "007"),
        ("1234567890123456", "1234567890123456"),
        ("many", "many"),
        ("  ", None),
        ("1\x0b2", 12),
    ],
)
def test_a_number_is_saved_as_one_where_nothing_is_lost(
    form: Callable[[str, Any], Any], typed: str, saved: object
) -> None:
    act = """(form, tools, typed) => {
      form.querySelector('[name=people]').value = typed;
      return tools.read(form).answers;
    }"""
    assert form(act, typed).get("people") == saved


def test_rows_can_be_added_up_to_the_most(form: Callable[[str, Any], Any]) -> None:
    act = """(form, tools) => {
      const copies = form.querySelector('[data-copies=log]');
      let rows = 0;
      while (tools.addRow(form, copies)) { rows += 1; }
      const questions = tools.questions(form);
      const names = Array.from(copies.querySelectorAll('[name]'), part => part.name);
      const ids = Array.from(copies.querySelectorAll('[id]'), part => part.id);
      const known = names.filter(name => questions.has(name)).length;
      return [rows, copies.querySelectorAll('[data-row]').length, names, ids, known];
    }"""
    added, rows, names, ids, known = form(act, None)
    assert (added, rows) == (57, 60)
    assert len(names) == len(set(names)) == known >= rows
    assert len(ids) == len(set(ids)) > known


@pytest.mark.parametrize(
    ("words", "whole", "day"),
    [("12", True, False), (" ١٢ ", True, False), ("1.5", False, False), ("-1", False, False), ("", False, False),
     ("2028-02-29", False, True), ("2027-02-29", False, False), ("0000-01-01", False, False), ("𞥐𞥑", True, False)],
)  # fmt: skip
def test_numbers_and_days(page: Page, words: str, whole: bool, day: bool) -> None:
    act = "words => [window.CitizenData.answers.isWhole(words), window.CitizenData.answers.isDay(words)]"
    assert page.evaluate(act, words) == [whole, day]
