"""No test punishes success: the suite holds once a paper is reviewed, and once there is one language more."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.compose.papers import may_stand_alone
from generator.desk.receiving import ReceiveOrder, receive
from generator.desk.sending import Sending, send
from generator.editions import Editions
from generator.library.text import SOURCE_LANGUAGE
from generator.translate.extract import critical_keys
from generator.translate.send import TextSelection
from generator.translating import record_reviews, sync, texts_to_review
from tests.conftest import ROOT
from tests.copied import insert, run, write

pytestmark = [pytest.mark.slow, pytest.mark.long]

PAPER = "adult-consent"
ITALIAN = (
    "\n  - tag: it\n    name: Italiano\n    direction: ltr\n    region: it-IT\n    fonts: [Noto Sans]\n"
    '    plural: "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"\n'
)
TESTS = (
    "tests/translate/test_project_files.py",
    "tests/compose/test_papers.py",
    "tests/test_papers.py::test_only_checked_papers_stand_alone",
)
"""Those that read the project's own translations and need neither a browser nor a finished site."""
KEPT = ("en", "fr", "ar")
"""The languages that these tests name; of the others each test has asked all there is to ask without this one."""


def test_a_reviewed_paper_and_a_fourth_language_are_welcome(tmp_path: Path) -> None:
    root = tmp_path
    for name in ("generator", "tests", "content", "framework", "templates", "translations"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "pyproject.toml", root)
    tag = next(language.tag for language in Editions(root).languages() if language.tag != SOURCE_LANGUAGE)
    languages = root / "translations/languages.yml"
    insert(languages, f"  - tag: {tag}\n", "")
    text = without_others(languages.read_text(encoding="utf-8")).replace(
        f"  - tag: {tag}\n",
        f"  - tag: {tag}\n    translators: [A Person]\n    reviewers: [First Reader, Second Reader]\n",
    )
    write(languages, text.rstrip("\n") + ITALIAN)
    list(sync(root, ("it",)))
    review_paper(root, tag)
    (root / "site").mkdir()
    done = run(root, "pytest", "-q", "-n0", "-p", "no:cacheprovider", *TESTS)
    assert "passed" in done and "skipped" not in done


def without_others(text: str) -> str:
    """The list of languages without those that these tests do not need."""
    head, *each = re.split(r"(?m)^(?=  - tag: )", text)
    return "".join([head, *(one for one in each if one.startswith(tuple(f"  - tag: {tag}\n" for tag in KEPT)))])


def in_other_words(text: str, translation: str) -> str:
    """The translation, changed by a sign, so that it is of its language; where there is none, the English backwards.

    Nobody takes that for the English. What has marks stays as it is.
    """
    if translation:
        return f"{translation} »"
    return f"{text} »" if set(text) & set("[*`{") else re.sub(r"[^\W\d_]+", lambda word: word[0][::-1], text)


def review_paper(root: Path, tag: str) -> None:
    """A person translated the paper, and two others vouch for every text of it."""
    send(root, Sending(tag, TextSelection(), "json"), root / "all.json")
    texts = json.loads((root / "all.json").read_text(encoding="utf-8"))
    # Some texts may be new in English: whatever the language has of them, this person writes each anew.
    own = {
        key: said | {"translation": in_other_words(said["text"], said["translation"]), "checked": "x"}
        for key, said in texts.items()
        if key.startswith((f"documents/{PAPER}#", "wording#"))
    }
    write(root / "own.json", json.dumps(own))
    receive(root, ReceiveOrder((root / "own.json",), tag, "A Person", replace=True))
    keys = list(own)
    shown = texts_to_review(root, tag)
    read = {key: shown[key].fingerprint for key in keys}
    assert record_reviews(root, tag, "First Reader", "2026-01-31", read) == (len(keys), [])
    twice = critical_keys(Editions(root).source.usable)
    critical = [key for key in keys if key in twice]
    again = {key: read[key] for key in critical}
    assert record_reviews(root, tag, "Second Reader", "2026-01-31", again) == (len(critical), [])
    editions = Editions(root)
    (language,) = editions.languages((tag,))
    assert may_stand_alone(editions.edition(language).library, PAPER)
