"""Pictures: every box inside, every word in its box by our own count, and mirrored for right-to-left scripts."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from generator.blocks.nodes import Diagram, DiagramBox, Phrase, Plain
from generator.render.svg import WIDTH, diagram_svg

RTL = {"ar"}


def said(words: str, lang: str = "en") -> Phrase:
    return Phrase((Plain(words),), lang)


def flow() -> Diagram:
    rows = (
        (DiagramBox("step", said("Say who you are & what <you> ask")),),
        (DiagramBox("question", said("Does the person say yes?"), (), said("Accept the no. Do not ask why.")),),
        (DiagramBox("end", said("Thanks")),),
    )
    answers = (said("Yes"), said("No"), said("In words"))
    return Diagram("flow", said("Flow"), said("About it"), rows, (), answers=answers)


def grid() -> Diagram:
    boxes = tuple(DiagramBox(f"level-{level}", said("Citizens decide, the office helps")) for level in (1, 2, 3))
    heads = tuple(said(each) for each in ("Civic action", "Started together", "Led by an institution"))
    return Diagram(
        "grid", said("Grid"), said("About"), (boxes, boxes), (), "grid", heads, (said("Design"), said("Review"))
    )


def talk() -> Diagram:
    rows = ((DiagramBox("ask", said("May I begin?")),), (DiagramBox("reply", said("Yes. But no photo.")),))
    heads = (said("Data collector"), said("The person at the door"))
    return Diagram("talk", said("Talk"), said("About"), rows, (), "talk", heads)


def change() -> Diagram:
    rows = ((DiagramBox("cell", said("Rosa M.")), DiagramBox("gone", said("Left out"))),)
    heads = (said("As written down"), said("As it may be shared"))
    return Diagram("change", said("Change"), said("About"), rows, (), "change", heads, (said("Name"),))


def drawn(diagram: Diagram, lang: str) -> ElementTree.Element:
    picture = diagram_svg(diagram, lambda tag: "rtl" if tag in RTL else "ltr", lang)
    return ElementTree.fromstring(picture)  # noqa: S314  our own output


@pytest.mark.parametrize("diagram", [flow(), grid(), talk(), change()], ids=["flow", "grid", "talk", "change"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_everything_stands_inside_the_picture(diagram: Diagram, lang: str) -> None:
    picture = drawn(diagram, lang)
    bottom = float(picture.attrib["viewBox"].split()[3])
    for rect in picture.iter("rect"):
        x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH
        assert 0 <= y <= y + height <= bottom
    for text in picture.iter("text"):
        assert 0 < float(text.attrib["x"]) < WIDTH
        assert 0 < float(text.attrib["y"]) < bottom


@pytest.mark.parametrize("diagram", [flow(), grid(), talk(), change()], ids=["flow", "grid", "talk", "change"])
def test_a_right_to_left_picture_is_the_mirror_image(diagram: Diagram) -> None:
    left, right = drawn(diagram, "en"), drawn(diagram, "ar")
    for one, other in zip(left.iter("rect"), right.iter("rect"), strict=True):
        mirrored = WIDTH - float(one.attrib["x"]) - float(one.attrib["width"])
        assert float(other.attrib["x"]) == pytest.approx(mirrored, abs=0.11)
    assert right.attrib["direction"] == "rtl"


def test_the_words_are_all_there_and_literal() -> None:
    words = " ".join(text.text or "" for text in drawn(flow(), "en").iter("text"))
    assert "Say who you are & what <you> ask" in re.sub(r"\s+", " ", words)
    assert "Accept the no. Do not ask why." in words
    assert {"Yes", "No"} <= set(words.split())


def test_words_of_another_language_say_so() -> None:
    texts = [text for text in drawn(flow(), "ar").iter("text") if text.text == "Thanks"]
    assert texts[0].attrib["lang"] == "en"
    assert texts[0].attrib["direction"] == "ltr"


def test_what_it_shows_is_read_out_under_the_names_of_the_page() -> None:
    assert drawn(flow(), "en").attrib["aria-labelledby"] == "diagram-flow diagram-flow-about"


def test_an_answer_stands_opposite_what_it_answers_below_its_speaker() -> None:
    picture = drawn(talk(), "en")
    ask, reply = (float(rect.attrib["x"]) for rect in picture.iter("rect"))
    assert ask < reply
    assert [text.text for text in picture.iter("text")][:2] == ["Data collector", "May I begin?"]


def test_an_arrow_leads_from_before_to_after() -> None:
    for lang, forward in (("en", 1), ("ar", -1)):
        picture = drawn(change(), lang)
        (line,) = (path.attrib["d"] for path in picture.iter("path") if path.attrib["class"] == "diagram__arrow")
        start, end = (float(each) for each in re.findall(r"[MH]([0-9.]+)", line))
        assert (end - start) * forward > 0
