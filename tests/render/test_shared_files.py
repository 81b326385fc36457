"""What stands beside the languages for others than readers: the feed, the cards and the manifest."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from generator.blocks.feed import Feed, FeedEntry
from generator.blocks.nodes import Drawing, Page, Phrase, Plain, Subject
from generator.compose.cards import cards
from generator.compose.site import compose_frame
from generator.order import THEME
from generator.render.cards import SIZE, card_png
from generator.render.feed import feed_xml
from generator.render.markdown import page_markdown
from generator.render.place import PagePlace
from generator.render.root import MANIFEST, root_files
from tests import attacks
from tests.conftest import ROOT, loaded

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(words: str) -> Feed:
    return Feed(words, "https://example.org/", "2026-01-31", (FeedEntry("one", words, "2026-02-01", (words, "b")),))


def test_a_feed_has_an_entry_for_each_version() -> None:
    read = etree.fromstring(feed_xml(feed("a")))
    assert read.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"
    (entry,) = read.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "https://example.org/feed.xml#one"
    assert entry.findtext(f"{ATOM}content") == "<ul><li>a</li><li>b</li></ul>"


def test_words_of_a_feed_stay_words() -> None:
    plain = [each.tag for each in etree.fromstring(feed_xml(feed("a"))).iter()]
    for word in attacks.texts():
        read = etree.fromstring(feed_xml(feed(word)))
        assert [each.tag for each in read.iter()] == plain, word
        held = etree.HTML(read.findtext(f"{ATOM}entry/{ATOM}content") or "")
        assert [each.tag for each in held.iter()] == ["html", "body", "ul", "li", "li"], word


def test_each_door_has_a_card_without_words() -> None:
    library = loaded(ROOT)
    drawn = cards(library)
    assert list(drawn) == [door.id for door in library.menu.doors]
    content = card_png(drawn["papers"])
    assert content == card_png(drawn["papers"])
    assert len(content) < 30_000
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == SIZE
        assert len(picture.convert("RGB").getcolors(100_000) or ()) > 1
    assert card_png(Drawing("M5 5h38")) != content


def test_the_manifest_names_what_stands_beside_it() -> None:
    library = loaded(ROOT)
    frame = compose_frame(library, (library.language,), library.language, "https://example.org/")
    files = dict(root_files([frame], ROOT / THEME))
    held = json.loads(files[MANIFEST])
    assert held["name"] == library.publication.title.value
    for address in (held["start_url"], *(icon["src"] for icon in held["icons"])):
        assert not Path(address).is_absolute() and "://" not in address
    assert (ROOT / THEME / held["icons"][0]["src"]).is_file()  # as the theme has it: it stands above the languages
    assert b'rel="manifest"' in files["index.html"]


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://example.org/", True),
        ("http://192.0.2.1:8000/test/", True),
        ("https://test.org/example/", True),
        ("https://toolkit.example/", False),
        ("https://Toolkit.INVALID./a/", False),
        ("https://a.test:8443/", False),
        ("http://localhost:8000/", False),
    ],
)
def test_a_printed_sheet_bears_no_address_that_leads_nowhere(url: str, printed: bool) -> None:
    library = loaded(ROOT)
    frame = compose_frame(library, (library.language,), library.language, url)
    files = dict(root_files([frame], ROOT / THEME))
    for name, address in (("index.html", url), ("404.html", f"{url}404.html")):
        foot = files[name].decode().partition('id="__sheet"')[2]
        assert library.publication.title.value in foot and library.publication.released in foot
        assert (f">{address}<" in foot) == printed and ("://" in foot) == printed


def test_no_title_ends_the_script_that_says_what_a_page_is() -> None:
    language = loaded(ROOT).language
    place = PagePlace("principles/a", language, {language.tag: language})
    for word in attacks.texts():
        title = Phrase((Plain(word),), "en")
        page = Page("principles/a", title, "", (), language, subject=Subject("HowTo", (word,), "data/v1/a.ttl#b"))
        (line,) = [each for each in page_markdown(page, place).split("\n") if each.startswith("subject: ")]
        said = json.loads(line.removeprefix("subject: "))
        assert "<" not in said and ">" not in said and "&" not in said
        held = json.loads(said)
        assert (held["name"], held["step"], held["sameAs"]) == (title.plain, [word], "../../data/v1/a.ttl#b")
