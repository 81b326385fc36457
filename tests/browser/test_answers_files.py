"""Files of answers come from anywhere: what does not fit is refused with its reason, and nothing in the form moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_fill_in import answer_everything, visit

PAPER = "adult-consent"
SHEET = "sign-in-sheet"
LIST = "enabling-environment"
PASSWORD = "correct horse"  # noqa: S105  it locks nothing but the files of these tests

STATE = """() => JSON.stringify([
  Array.from(document.querySelectorAll('#fill input, #fill textarea'), input => [input.name,
    input.type === 'checkbox' || input.type === 'radio' ? input.checked : input.value]),
  document.querySelector('#fill-paper').textContent, document.title, location.href, history.length,
  sessionStorage.length + localStorage.length, document.querySelectorAll('main *').length])"""
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
LOCK = "([file, password]) => window.CitizenData.answers.locked(file, password).then(made => JSON.stringify(made))"
NAMES = """control => Array.from(document.querySelectorAll('#fill [data-ask]'))
  .filter(root => root.dataset.control === control).map(root => root.dataset.ask)
  .filter(name => !name.startsWith('condition:'))"""

EVIL_KEYS = ("__proto__", "constructor", "prototype", "toString")
NOTHING_ELSE_FITS: list[Any] = [None, {}, [], [[]], [{}], [None], {"0": "x"}, {"length": 1}, 1.5, {"toString": "x"}]
UNFIT: dict[str, list[Any]] = {
    "text": [True, False, ["x"], "x" * 100_001],
    "long": [True, False, ["x"], "x" * 100_001],
    "number": [True, ["1"], 1.25, "1", "", 1e300],
    "date": [True, 20270131, "31.1.2027", "2027-02-30", "2027-1-1", "0000-00-00", "", "2027-01-31T00:00"],
    "tick": ["yes", "true", 1, 0, "", [True]],
    "one": [True, 1, "", "nothing like it", ["yes"]],
    "some": [True, 1, "", "photo", ["nothing like it"], ["photo", 1], ["photo", ["photo"]], ["photo"] * 1000],
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
        "wrong",
        lambda file: as_json(file).replace(
            '"answers": {}', '"answers": {"organisation": ' + "[" * 100_000 + "]" * 100_000 + "}"
        ),
    ),
    "nested-version": (
        "version",
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
    "other-version": ("version", lambda file: as_json(file, version="0.9.0")),
    "version-number": ("version", lambda file: as_json(file, version=1)),
    "version-null": ("version", lambda file: as_json(file, version=None)),
    "version-object": ("version", lambda file: as_json(file, version={"toString": 1, "valueOf": 1})),
    "version-markup": ("version", lambda file: as_json(file, version="<img src=x onerror=window.ran=1>")),
    "other-edition": ("version", lambda file: as_json(file, edition="2.0")),
    "edition-number": ("version", lambda file: as_json(file, edition=1.0)),
    "conditions-null": ("unreadable", lambda file: as_json(file, conditions=None)),
    "conditions-list": ("unreadable", lambda file: as_json(file, conditions=["recording"])),
    "conditions-text": ("unreadable", lambda file: as_json(file, conditions="recording")),
    "answers-null": ("unreadable", lambda file: as_json(file, answers=None)),
    "answers-list": ("unreadable", lambda file: as_json(file, answers=["River Watch"])),
    "answers-text": ("unreadable", lambda file: as_json(file, answers="River Watch")),
    "answers-number": ("unreadable", lambda file: as_json(file, answers=0)),
    "condition-unknown": ("wrong", lambda file: as_json(file, conditions={"recrding": True})),
    "condition-text": ("wrong", lambda file: as_json(file, conditions={"recording": "true"})),
    "condition-null": ("wrong", lambda file: as_json(file, conditions={"recording": None})),
    "condition-number": ("wrong", lambda file: as_json(file, conditions={"recording": 1})),
    "condition-as-answer": ("wrong", lambda file: as_json(file, answers={"condition:recording": True})),
    "answer-as-condition": ("wrong", lambda file: as_json(file, conditions={"organisation": True})),
    "unknown": ("wrong", lambda file: as_json(file, answers={"organization": "River Watch"})),
    "no-name": ("wrong", lambda file: as_json(file, answers={"": "x"})),
    "selector": ("wrong", lambda file: as_json(file, answers={'x"],[name="organisation': "x"})),
    "name-markup": ("wrong", lambda file: as_json(file, answers={"<img src=x onerror=window.ran=1>": "x"})),
    "name-endless": ("wrong", lambda file: as_json(file, answers={"x" * 100_000: "x"})),
    "last-of-many": ("wrong", lambda file: as_json(file, answers={"organisation": "River", "zzz": "x"})),
    "fixed-row": ("wrong", lambda file: as_json(file, answers={"understanding.61.x": "x"})),
    "all-inherited": ("unreadable", lambda file: f'{{"__proto__": {as_json(file)}}}'),
    "all-twice": ("other", lambda file: as_json(file)[:-1] + ', "document": "oral-consent"}'),
    "locked-bare": ("locked", lambda _: json.dumps({"schema": "citizen-data-locked/1"})),
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
    page.locator("#fill-tools .button--main").click()
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


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_what_is_no_file_of_answers_for_this_paper_is_refused(form: Page, name: str) -> None:
    """Broken, deep, foreign, old: each gets its own reason."""
    why, make = NO_ANSWERS[name]
    refused(form, why, make(header(form)))


def test_a_huge_file_is_refused_unread(form: Page, tmp_path: Path) -> None:
    """Fifty megabytes of answers."""
    before = form.evaluate(STATE)
    file = tmp_path / "huge.json"
    file.write_text(json.dumps(header(form) | {"answers": {"organisation": "x" * 50_000_000}}), encoding="utf-8")
    form.evaluate("() => { document.querySelector('.status').textContent = ''; }")
    form.set_input_files("#fill-file", file)
    expect(form.locator(".status")).to_have_text(form.evaluate("window.CitizenData.words('open-big')"))
    assert form.evaluate(STATE) == before


@pytest.mark.parametrize(("encoding", "why"), [("utf-16", "wrong"), ("utf-32", "unreadable"), ("latin-1", "wrong")])
def test_other_encodings_are_refused(form: Page, encoding: str, why: str) -> None:
    """A name in other letters is a name that nobody knows, and what cannot be read is no file of answers."""
    before = form.evaluate(STATE)
    content = json.dumps(header(form) | {"answers": {"organisatión": "x"}}, ensure_ascii=False)
    assert opened_with(form, content.encode(encoding)).startswith(form.evaluate(SAID, f"open-{why}"))
    assert form.evaluate(STATE) == before


@pytest.mark.parametrize("control", UNFIT)
def test_a_value_of_the_wrong_kind_is_refused(form: Page, control: str) -> None:
    """Every kind of value in every kind of field that it is not for, after an answer that would fit."""
    names: list[str] = form.evaluate(NAMES, control)
    values = [value for value in NOTHING_ELSE_FITS + UNFIT[control] if not (value == [] and control == "some")]
    file = header(form)
    refused(form, "wrong", *(as_json(file, answers={"purpose": "Fits", names[-1]: value}) for value in values))


def test_a_wrong_value_in_a_checklist_is_refused(checklist: Page) -> None:
    """Levels of a scale are among those of the list; remarks are words."""
    item: str = checklist.evaluate("document.querySelector('.item').dataset.item")
    file, levels = header(checklist), [*NOTHING_ELSE_FITS, *UNFIT["one"]]
    refused(checklist, "wrong", *(as_json(file, answers={item: value}) for value in levels))
    remarks = [*NOTHING_ELSE_FITS, *UNFIT["text"]]
    refused(checklist, "wrong", *(as_json(file, answers={f"{item}.note": value}) for value in remarks))
    refused(checklist, "wrong", *(as_json(file, answers={f"{item}.date": value}) for value in UNFIT["date"]))


@pytest.mark.parametrize("key", EVIL_KEYS)
def test_names_of_prototypes_are_names_that_nobody_knows(form: Page, key: str) -> None:
    """At every level of the file; nothing that other scripts inherit is touched."""
    file = header(form)
    polluted = {"polluted": 1, "organisation": "x", "schema": file["schema"]}
    for value in ("x", True, polluted, [polluted]):
        refused(
            form,
            "wrong",
            as_json(file, answers={key: value}),
            as_json(file, conditions={key: value}),
            as_json(file, answers={"organisation": {key: value}}),
            as_json(file, answers={"recording-kind": [{key: value}]}),
            as_json(file, answers={"location-detail": key}),
            as_json(file, answers={"recording-kind": [key]}),
        )
    refused(form, "unreadable", json.dumps({key: file | polluted}), as_json(file, document={key: PAPER}))
    refused(form, "unreadable", json.dumps({"schema": LOCKED["schema"], key: LOCKED}), password=PASSWORD)
    refused(form, "other", as_json(file, document=key))
    refused(form, "version", as_json(file, version={key: file["version"]}))


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_cannot_be_are_refused(sheet: Page, name: str) -> None:
    """Rows are counted from one to the most that there may be, and are written in one way."""
    refused(sheet, "wrong", as_json(header(sheet), answers={ROWS[name]: "x"}))


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


@pytest.mark.parametrize("inside", ["other", "wrong", "version", "locked", "list", "proto"])
def test_what_was_locked_is_trusted_no_more(form: Page, inside: str) -> None:
    """The right password opens the file; what is in it has to fit as any other."""
    file = header(form)
    contents: dict[str, tuple[str, Any]] = {
        "other": ("other", file | {"document": "oral-consent"}),
        "wrong": ("wrong", file | {"answers": {"organization": "x"}}),
        "version": ("version", file | {"version": "0.0.1"}),
        "locked": ("unreadable", LOCKED),
        "list": ("unreadable", [file]),
        "proto": ("wrong", file | {"answers": {"constructor": {"prototype": {"polluted": 1}}}}),
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


@pytest.mark.parametrize("name", PAYLOADS)
def test_payloads_are_words_wherever_they_are_shown(browser: Browser, host: str, name: str) -> None:
    """In fields, in a row that is added, the preview beside another language, the check list and error messages."""
    context, payload = browser.new_context(), PAYLOADS[name]
    page, asked = context.new_page(), list[str]()
    visit(page, f"{host}fr/fill/{SHEET}.html")
    page.on("request", lambda request: asked.append(request.url))
    texts = [each for each in page.evaluate(NAMES, "text") if not each.startswith("people.")]
    answers = dict.fromkeys([*texts, "people.60.first-name"], payload)
    assert len(texts) > 2
    made = json.dumps(header(page) | {"answers": answers})
    page.set_input_files("#fill-file", {"name": "x.json", "mimeType": "application/json", "buffer": made.encode()})
    for field in [*texts, "people.60.first-name"]:
        expect(page.locator(f"[name='{field}']")).to_have_value(payload)
        assert page.locator(f"#fill-paper [data-field='{field}']").first.text_content() == payload
    page.locator("#fill-tools .button--main").click()
    assert page.locator("main :is(img, svg, script, iframe, link, style, base, object, form form)").count() == 0
    assert page.locator("main [onerror], main [onload], main [onfocus], main [autofocus]").count() == 0
    assert page.locator("main a[href^='javascript']").count() == 0
    assert page.evaluate(CLEAN)
    assert asked == []
    context.close()


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
    assert page.locator("main :is(img, svg, script)").count() == 0
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
