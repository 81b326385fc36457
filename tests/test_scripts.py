"""What our scripts are made of: ES2015, small, and with no way by which something typed could leave the page.

A content policy stops requests, but not navigation, new windows, clicked links or speculation rules. So what could do
that is looked for in the scripts themselves.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from generator.render.site.hook import lean

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "templates/theme/assets/javascripts"
WORKER = ROOT / "templates/theme/sw.js"
DESK = ROOT / "templates/desk"
OWN = [*sorted(SCRIPTS.glob("*.js")), *sorted(DESK.glob("*.js")), WORKER]
AT_ONCE = ("site", "answers", "errors", "draft", "steps", "fill")
WHEN_NEEDED = ("checklist", "language", "paper", "word", "reader", "unpack")
NAMED = AT_ONCE + WHEN_NEEDED
AT_ONCE_BYTES, FORM_BYTES = 14 * 1024, 30 * 1024
PARSER = Parser(Language(tree_sitter_javascript.language()))

NEWER = {
    "async", "await_expression", "optional_chain", "field_definition", "class_static_block",
    "private_property_identifier", "import_statement", "export_statement", "import", "regex_flags_s",
}  # fmt: skip
"""Nodes of the grammar that came after ES2015, or that only modules know."""
NEWER_OPERATORS = {"**", "??", "??=", "||=", "&&=", "**="}
NEWER_METHODS = {
    "includes", "padStart", "padEnd", "entries", "values", "flat", "flatMap", "fromEntries", "matchAll", "replaceAll",
    "at", "finally", "allSettled", "any", "trimStart", "trimEnd", "getOwnPropertyDescriptors", "replaceChildren",
}  # fmt: skip

WAYS_OUT = {
    "fetch", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "WebTransport", "RTCPeerConnection", "Worker",
    "SharedWorker", "serviceWorker", "importScripts", "eval", "Function", "assign", "reload", "pushState",
    "replaceState", "postMessage", "BroadcastChannel", "cookie", "localStorage", "indexedDB", "caches", "submit",
    "requestSubmit", "writeln", "insertAdjacentHTML", "outerHTML", "action", "formAction", "srcdoc", "ping",
    "clipboard", "share", "credentials", "execCommand", "setAttributeNode", "referrer", "Notification",
    "RTCDataChannel", "createDataChannel", "MediaStream", "mediaDevices", "navigation", "opener", "showSaveFilePicker",
}  # fmt: skip
ALLOWED = {
    # app.load: a script of the site, beside this one; save: a link to what was made in the page's own memory.
    "answers.js": {"src": 2, "click": 1, "href": 1},
    # Where it came from; links to fields; the language of entries of the history.
    "fill.js": {"src": 1, "href": 2, "history": 4, "replaceState": 1},
    "errors.js": {"href": 1},  # links to fields
    "draft.js": {"sessionStorage": 5, "location": 2},  # the draft of a tab, over http only
    "steps.js": {"href": 2, "location": 2},  # links to sections of the form, which are read from the address again
    # Scripts of the site, before app.load is there; the question, and no answer, of entries of the history.
    "classify.js": {"src": 2, "history": 2, "pushState": 1, "replaceState": 1},
    "pack.js": {"href": 2},
    "page.js": {"click": 1, "href": 2},  # a translator's page: the file that it saves, made in its own memory
    "narrow.js": {"location": 1},  # the stage that a link into the list names
    # The same section of the page in another language; where a sheet was printed.
    "site.js": {"src": 1, "location": 3, "href": 1},
    # An entry of the history for a form that changed its language; the entry holds the language and nothing else.
    # Where it came from, beside which its fellows are.
    "language.js": {"src": 1, "href": 1, "history": 2, "pushState": 2},
    "paper.js": {"src": 1},
    "word.js": {"src": 1},
    # Enter opens the first page that was found; links to places, to a question and to where its answer leads; the parts
    # of the index, whose names stand in the index itself.
    "search.js": {"click": 1, "href": 3, "src": 1},
    # The list of what there is to keep; only over https; the worker, after a press or to ask what is kept.
    "keep.js": {"src": 1, "location": 1, "serviceWorker": 4, "postMessage": 1},
    # Files of this site, answers to our own pages; test_the_worker_asks_only_for_files_of_this_site says more.
    "sw.js": {"fetch": 5, "caches": 13, "postMessage": 2, "href": 1},
    "moved.js": {"location": 3},  # leads on to the address that the page itself names
}
"""How often a script uses what is else forbidden; each use was read by a person."""
READERS = {"fill.js", "narrow.js", "numbers.js", "site.js", "steps.js"}
"""Scripts that may read the address; that none changes it is looked at by itself."""
WATCHED = {"src", "click", "href", "sessionStorage", "location", "history"}


def nodes(path: Path) -> Iterator[Node]:
    """Every node of a script's tree."""
    tree = PARSER.parse(path.read_bytes())
    waiting = [tree.root_node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.children


def words(node: Node) -> str:
    """The source of a node."""
    return node.text.decode() if node.text else ""


def names(path: Path) -> Counter[str]:
    """How often each identifier and property is named, also as a string inside brackets."""
    kinds = {"identifier", "property_identifier", "shorthand_property_identifier"}
    return Counter(words(node) for node in nodes(path) if node.type in kinds)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_script_is_es2015(path: Path) -> None:
    """Old phones run it: no syntax and no method that came later."""
    found = [
        f"{node.start_point.row + 1}: {node.type} {words(node)[:40]}"
        for node in nodes(path)
        if node.type in NEWER or node.type == "ERROR" or node.is_missing
    ]
    operators = [words(node) for node in nodes(path) if node.type in NEWER_OPERATORS]
    spread = [words(node) for node in nodes(path) if node.type == "spread_element" and _in_object(node)]
    methods = [
        words(node)
        for node in nodes(path)
        if node.type == "property_identifier" and words(node) in NEWER_METHODS and _is_called(node)
    ]
    assert found + operators + spread + methods == []


def _in_object(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "object"


def _is_called(node: Node) -> bool:
    member = node.parent
    return member is not None and member.parent is not None and member.parent.type == "call_expression"


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_script_has_no_way_out(path: Path) -> None:
    """Nothing that sends, navigates, keeps or runs words; what a few places need is counted."""
    found = names(path)
    allowed = ALLOWED.get(path.name, {})
    assert {name: found[name] for name in WAYS_OUT if found[name]} == {
        name: count for name, count in allowed.items() if name in WAYS_OUT
    }
    watched = {name: found[name] for name in sorted(WATCHED) if found[name]}
    reads = {name for name in watched if name == "location" and path.name in READERS}
    assert {name: count for name, count in watched.items() if name not in reads} == {
        name: count for name, count in allowed.items() if name in WATCHED - reads
    }


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_script_runs_no_words(path: Path) -> None:
    """Timers get functions, no attribute is a handler, and what loads something is made only to load the site."""
    made = [words(node) for node in nodes(path) if node.type == "call_expression" and _makes_a_loader(node)]
    assert made == (
        ["document.createElement('script')"]
        if path.name in ("answers.js", "classify.js", "site.js", "search.js", "keep.js")
        else []
    )
    for node in nodes(path):
        if node.type == "string" and words(node).strip("'\"").startswith("on"):
            assert words(node).strip("'\"") in {"on", "one"}, words(node)


def _makes_a_loader(node: Node) -> bool:
    loaders = ("script", "iframe", "link", "meta", "img", "object", "embed", "form", "base", "portal", "frame")
    return words(node) in {f"document.createElement('{name}')" for name in loaders}


def test_nothing_is_opened_or_written() -> None:
    """No new window and no written document; a property of the same name is another thing."""
    for path in OWN:
        for node in nodes(path):
            if node.type == "call_expression":
                called = node.child_by_field_name("function")
                assert called is not None
                assert words(called) not in {"open", "window.open", "document.open", "document.write"}, path.name


def test_no_window_gets_a_name() -> None:
    """What stands in `window.name` stays when the address changes, so the next site could read it."""
    windows = {"window", "self", "top", "parent", "globalThis", "frames"}
    for path in OWN:
        for node in nodes(path):
            assert _window_named(node) not in windows, f"{path.name}: {words(node)}"
            if node.type == "string":
                assert words(node).strip("'\"") != "name" or not _is_key_of_window(node, windows), path.name


def _window_named(node: Node) -> str:
    """The object whose property `name` this is, if it is one."""
    if node.type != "member_expression" or words(node).rpartition(".")[2] != "name":
        return ""
    return words(node).rpartition(".")[0]


def _is_key_of_window(node: Node, windows: set[str]) -> bool:
    above = node.parent
    if above is None or above.type != "subscript_expression":
        return False
    held = above.child_by_field_name("object")
    return held is not None and words(held) in windows


def test_what_we_say_of_ways_out_is_said_in_the_same_words() -> None:
    """In the security policy, on the site and where it was decided: and it names what this file looks for."""
    begin, end = "Each page carries a policy", "A test shows it."
    said = []
    for name in ("SECURITY.md", "content/about.md", "docs/adr/0013-filling-in-on-the-device.md"):
        text = " ".join((ROOT / name).read_text(encoding="utf-8").split())
        assert text.count(begin) == 1, name
        said.append(text[text.index(begin) : text.index(end) + len(end)])
    assert len(set(said)) == 1
    assert all(way in said[0] for way in ("navigation", "new window", "download", "name of a window", "WebRTC"))


def test_assigned_location_is_nowhere() -> None:
    """No script changes the address: `location` is only ever read."""
    for path in OWN:
        for node in nodes(path):
            if node.type in ("assignment_expression", "augmented_assignment_expression"):
                left = node.child_by_field_name("left")
                assert left is not None
                assert "location" not in words(left).split("."), path.name


def test_the_worker_asks_only_for_files_of_this_site() -> None:
    """It passes on what a page below its own folder asks for, or fetches what is named after that folder."""
    script = WORKER.read_text(encoding="utf-8")
    calls = [node for node in nodes(WORKER) if node.type == "call_expression"]
    asked = {words(node) for node in calls if words(node).startswith("fetch(")}
    assert asked == {"fetch(event.request)", "fetch(address, {cache: 'no-store'})"}
    assert "root = worker.registration.scope" in script
    assert "const address = root + file[0]" in script
    assert "address.indexOf(root) !== 0 ||" in script


def test_a_form_page_is_light() -> None:
    """The own scripts of a page on which people fill something in, and those that it fetches for what they do there."""
    served = {name: lean(f"assets/javascripts/{name}.js", (SCRIPTS / f"{name}.js").read_bytes()) for name in NAMED}
    weights = {name: len(gzip.compress(script, 9)) for name, script in served.items()}
    assert sum(weights[name] for name in AT_ONCE) <= AT_ONCE_BYTES
    assert sum(weights.values()) <= FORM_BYTES


def test_the_checks_can_fail(tmp_path: Path) -> None:
    """What is looked for would be found."""
    bad = tmp_path / "bad.js"
    bad.write_text("const a = async () => { await fetch('x?' + b ?? 1); location.href = a?.b; };", encoding="utf-8")
    assert {node.type for node in nodes(bad)} & NEWER == {"async", "await_expression", "optional_chain"}
    assert names(bad)["fetch"] == 1
    assert names(bad)["location"] == 1
