"""Word files that went through other programs and other hands: each answer once, and no words of anybody lost."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from generator.filling import FillOrder, fill
from generator.library.answers import Said
from generator.load.returned.base import Line, LinePiece, Unreadable, WordControl
from generator.load.returned.fields import Fields, Steps, once
from generator.load.returned.line_words import between, typed_between
from generator.load.returned.match import MatchedLine
from generator.load.returned.printed import Printed, under
from generator.load.returned.typed_in import Repeated
from generator.load.returned.word import read_word
from generator.reading.changes import changed
from generator.reading.returned import held
from generator.render.zipped import zipped
from tests.returned import word
from tests.test_filling import filled, with_answers
from tests.test_reading import OFFICE, read, without_controls, without_names
from tests.test_reading import changed as with_other
from tests.timing import least, seconds_of

SECONDS = 2.0

MIXED = {"organisation": "நதி River காவல் Watch", "purpose": "Find safe wells", "log.2.change": "نموذج New form"}
"""Words in two scripts: LibreOffice writes the field that holds them once for each."""


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def asks(answer: str) -> str:
    """A field that asks, as LibreOffice writes it."""
    says = '<w:instrText xml:space="preserve"> FILLIN ""</w:instrText>'
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    return f"{begin}</w:r><w:r>{says}</w:r><w:r>{separate}</w:r><w:r>{text(answer)}</w:r><w:r>{end}"


def text(words: str) -> str:
    return f'<w:t xml:space="preserve">{words}</w:t>'


def often(answer: str, *parts: str) -> str:
    """The field before, between and behind the parts of its answer."""
    runs = [asks(answer), *(f"{text(part)}{asks(answer)}" for part in parts)]
    return "".join(f"<w:r>{run}</w:r>" for run in runs)


LRM, RLM = "\u200e", "\u200f"
ONCE = {
    "one script": ("120", often("120")),
    "two scripts": ("நதி Watch", often("நதி Watch", "நதி ", "Watch")),
    "marks of direction": (
        "30 يونيو 2027",
        often(f"{RLM}{LRM}30 يونيو 2027{LRM}{RLM}", LRM, "30", " ", "يونيو ", f"2027{LRM}", RLM),
    ),
    "nothing between": ("Type here", often("Type here", "")),
    "saved again": (
        "நதி Watch",
        often("நதி Watch", "நதி ", "Watch")
        + "".join(f"<w:r>{text(part)}</w:r>{often('நதி Watch', 'நதி ', 'Watch')}" for part in ("நதி ", "Watch")),
    ),
    "the first part gone": ("One நதி three", often("One நதி three", "நதி ", f"{LRM}{LRM}", "three")),
    "saved as an old DOC": ("120", often("120", "120").replace('FILLIN ""', "FORMTEXT")),
    "a field in one element": (
        "நதி Watch",
        "<w:r>{}</w:r>".join(3 * ['<w:fldSimple w:instr=" FILLIN "><w:r><w:t>நதி Watch</w:t></w:r></w:fldSimple>'])
        .format(text("நதி "), text("Watch")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ONCE)
def test_an_answer_that_was_written_often_is_read_once(kind: str) -> None:
    answer, runs = ONCE[kind]
    (line,) = read_word(word(f"<w:p><w:r>{text('Until ')}</w:r>{runs}<w:r>{text('.')}</w:r></w:p>")).lines
    assert re.sub(f"[{LRM}{RLM}]", "", line.words) == f"Until {answer}."


def test_two_fields_with_other_words_between_are_two() -> None:
    runs = often("River") + f"<w:r>{text(' and ')}</w:r>" + often("River")
    (line,) = read_word(word(f"<w:p>{runs}</w:p>")).lines
    assert line.words == "River and River"


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.slow
@pytest.mark.parametrize(("lang", "beside"), [("en", None), ("ar", "en")])
def test_what_libreoffice_saved_as_its_own_and_then_as_word(tiny: Path, lang: str, beside: str | None) -> None:
    said = with_answers(**MIXED, people="120")
    (tiny / "made.docx").write_bytes(filled(tiny, "docx", lang=lang, beside=beside, answers=said))
    for kind, name in (("odt", "made.docx"), ("docx:MS Word 2007 XML", "saved/made.odt")):
        profile = f"-env:UserInstallation=file://{tiny}/profile"
        command = [OFFICE or "", "--headless", profile, "--convert-to", kind, "--outdir", "saved", name]
        subprocess.run(command, cwd=tiny, check=True, capture_output=True)
    with pytest.raises(Unreadable, match="OpenDocument"):
        held(tiny / "saved/made.odt", None)
    taken, found = read(tiny, "back.docx", (tiny / "saved/made.docx").read_bytes())
    assert (taken["answers"], found) == (said, [])


# -- words beside those that were asked for ----------------------------------------------------------------

SECOND = f"<w:p><w:r>{text('And sell them.')}</w:r></w:p>"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTE = f'<w:{{0}}s {SPACE}><w:{{0}} w:id="2">{SECOND}</w:{{0}}></w:{{0}}s>'


def below_the_purpose(xml: str) -> str:
    place = xml.index("</w:p>", xml.index("Find safe")) + len("</w:p>")
    return f"{xml[:place]}{SECOND}{xml[place:]}"


def beside_the_control(xml: str) -> str:
    return xml.replace(" asks me.", " and the police. And sell them. asks me.")


def test_a_sentence_may_say_what_the_name_behind_its_empty_place_says() -> None:
    """The name stands there while the place is empty, and goes when it is filled."""
    parts = ("Destroyed (day): ", " by: ", ".")
    for words, typed in (
        ("Destroyed (day): Type here (day) by: Aa.", ["Type here", "Aa"]),
        ("Destroyed (day): 1 May by: Aa.", ["1 May", "Aa"]),
        ("Destroyed (hour): 1 May by: Aa.", None),
    ):
        assert between(parts, Line((LinePiece(words),)), [" (day)"]) == typed


IN_CONTROLS = (LinePiece("Aa and Be", WordControl("")), " and ", LinePiece("River", WordControl("")))


@pytest.mark.parametrize(
    ("pieces", "typed"),
    [
        (["Wells of Aa and River agree."], ["Wells of Aa", "River"]),
        (["X Wells and River agree."], ["X Wells", "River"]),
        (["Aa and Be and River agree."], None),
        ([*IN_CONTROLS, " agree."], ["Aa and Be", "River"]),
        (["Our ", *IN_CONTROLS, " agree."], None),
        (["[one and all] and River agree."], ["[one and all]", "River"]),
    ],
)  # fmt: skip
def test_of_two_places_nobody_guesses_where_one_ends(pieces: list[str | LinePiece], typed: list[str] | None) -> None:
    places = (WordControl("one", empty=True), WordControl("other", empty=True))
    blanks = LinePiece("[one and all]", places[0]), LinePiece("[other]", places[1])
    printed = Line((blanks[0], LinePiece(" and "), blanks[1], LinePiece(" agree.")))
    line = Line(tuple(LinePiece(each) if isinstance(each, str) else each for each in pieces))
    assert typed_between(printed, line) == typed


def test_with_all_of_its_clauses_goes_the_title_of_a_part_where_it_is_gone_too() -> None:
    """Else an answer above it would be taken for one of several lines that nobody finds."""
    title, frame, place = (
        Printed(Line((LinePiece(words),)), clause, when, condition_words=said)
        for words, clause, when, said in (("Part", "", "", False), ("If", "a", "if", True), ("Place", "a", "if", False))
    )
    paper = [title, frame, place]
    assert under(paper, {}, {title}) == paper
    assert under(paper, {"if": True}, {title}) == [title, place]
    assert under(paper, {"if": False}) == [title]
    assert under(paper, {"if": False}, {title}) == []


def ends_of_lines_moved(xml: str) -> str:
    """As LibreOffice 7 saves a control with more lines than one: their ends stand before it."""

    def moved(found: re.Match[str]) -> str:
        ends = re.findall("<w:br/>", found[0])
        return f"<w:r>{''.join(ends)}</w:r>{found[0].replace('<w:br/>', '')}" if ends else found[0]

    return re.sub(r"<w:sdt>(?:(?!</w:sdt>).)*</w:sdt>", moved, xml, flags=re.DOTALL)


@pytest.mark.parametrize(("lang", "purpose"), [("en", "No\nYes"), ("en", "No\n\nنعم\nYes"), ("ar", "No\n\nYes\nنعم")])
def test_lines_that_we_printed_are_still_apart_where_their_ends_were_moved(tiny: Path, lang: str, purpose: str) -> None:
    content = filled(tiny, "docx", lang=lang, answers=with_answers(purpose=purpose))
    said, found = read(tiny, "back.docx", with_other(content, lambda xml: ends_of_lines_moved(without_names(xml))))
    assert found == []
    assert said["answers"] == with_answers(purpose=purpose, people="120")


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("For [name of it] of [who].", []),
        ("For Wells of Aa of River.", []),
        ("For Wells of Aa of [who].", []),
        ("For  of River.", []),
        ("For Wells of River.", [("[name of it]", "Wells")]),
        (
            "For Wells of Aa of River and the police.",
            [("[name of it]", "Wells"), ("[who]", "Aa of River and the police")],
        ),
    ],
)
def test_what_a_second_language_repeats_may_have_words_of_its_sentence(
    words: str, others: list[tuple[str, str]]
) -> None:
    said = (LinePiece("For "), LinePiece(" of "), LinePiece("."))
    places = (LinePiece("[name of it]", WordControl("")), LinePiece("[who]", WordControl("")))
    printed = Printed(Line((said[0], places[0], said[1], places[1], said[2])), "clause")
    pair = MatchedLine(printed, (Line((LinePiece(words),)),), same=True)
    assert Repeated([Said("Wells of Aa"), Said("River")], []).others(pair) == others


@pytest.mark.parametrize("change", [below_the_purpose, beside_the_control], ids=["a paragraph more", "in the line"])
def test_words_beside_a_control_are_not_lost(tiny: Path, change: Callable[[str], str]) -> None:
    """They are no answer, for the control is still there; in an agreement they are a change."""
    content = with_other(filled(tiny, "docx"), change)
    taken, found = read(tiny, "back.docx", content)
    assert taken["answers"] == with_answers(people="120")
    assert any(each.code == "RET002" and "And sell them." in each.message for each in found)
    differs, _ = changed(tiny, tiny / "back.docx", None)
    assert any("And sell them." in "".join(word.words for word in each.returned) for each in differs.changes)


@pytest.mark.parametrize("kind", ["comment", "footnote", "endnote"])
def test_notes_are_not_lost(tiny: Path, kind: str) -> None:
    content = with_other(filled(tiny, "docx"), lambda xml: xml.replace(" asks me.", f" asks me.<w:{kind}Reference/>"))
    note = NOTE.format(kind).encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        content = zipped({name: archive.read(name) for name in archive.namelist()} | {f"word/{kind}s.xml": note})
    taken, found = read(tiny, "back.docx", content)
    assert taken["answers"] == with_answers(people="120")
    assert [each.message for each in found] == ["not understood: And sell them."]
    differs, _ = changed(tiny, tiny / "back.docx", None)
    assert [word.words for each in differs.changes for word in each.returned] == ["And sell them."]


def test_an_answer_that_stands_twice_and_differs(tiny: Path) -> None:
    """The paper repeats the name of the organisation: somebody wrote another one in the second place."""
    content = with_other(
        filled(tiny, "docx"),
        lambda xml: re.sub(r"(.*)River &lt;Watch&gt; &amp; #friends", r"\1Other people", xml, flags=re.DOTALL),
    )
    taken, found = read(tiny, "back.docx", content)
    assert taken["answers"] == with_answers(people="120")
    assert any("Other people" in each.message for each in found)


def marked(mark: str) -> Callable[[str], str]:
    """The clause that a person can stop, as a word processor marks it."""
    return lambda xml: re.sub(
        r"(<w:r>)(<w:rPr>)?((?:(?!<w:r>).)*I can stop at )",
        lambda run: f"{run[1]}<w:rPr><w:{mark}/>{'' if run[2] else '</w:rPr>'}{run[3]}",
        xml,
        count=1,
    )


@pytest.mark.parametrize(("mark", "notes"), [("strike", 0), ("dstrike", 0), ("vanish", 1), ('strike w:val="0"', None)])
def test_words_that_are_crossed_out_or_hidden_are_not_there(tiny: Path, mark: str, notes: int | None) -> None:
    """A clause that somebody crossed out is not agreed to; what is hidden may appear again, so it is named."""
    (tiny / "back.docx").write_bytes(with_other(filled(tiny, "docx"), marked(mark)))
    differs, _ = changed(tiny, tiny / "back.docx", None)
    altered = [each for each in differs.changes if "I can stop" in "".join(word.words for word in each.printed)]
    added = [each for each in differs.changes if not each.printed]
    assert (len(altered), len(added)) == ((0, 0) if notes is None else (1, notes))


STYLES = """<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gone2"><w:basedOn w:val="Gone"/></w:style>
<w:style w:type="paragraph" w:styleId="AllGone"><w:rPr><w:dstrike/></w:rPr></w:style></w:styles>"""
OF_A_STYLE: dict[str, tuple[str, str]] = {
    "its own": (r"<w:rPr>(?=<w:lang)", "<w:rPr><w:strike/>"),
    "of a style": (r"<w:rPr>(?=<w:lang)", '<w:rPr><w:rStyle w:val="Gone"/>'),
    "of a style on another": (r"<w:rPr>(?=<w:lang)", '<w:rPr><w:rStyle w:val="Gone2"/>'),
    "of its paragraph": ('<w:pStyle w:val="Tick"/>', '<w:pStyle w:val="AllGone"/>'),
}


@pytest.mark.parametrize("kind", OF_A_STYLE)
def test_a_tick_that_is_crossed_out_in_any_way_is_none_and_is_said(tiny: Path, kind: str) -> None:
    def crossed(line: str) -> str:
        return re.sub(*OF_A_STYLE[kind], line)

    styled = with_other(filled(tiny, "docx"), lambda xml: xml.replace("</w:styles>", STYLES), "word/styles.xml")
    taken, found = read(tiny, "back.docx", with_other(styled, in_the_line(crossed)))
    assert "yes-to.take-part" not in taken["answers"]  # type: ignore[operator]
    assert any(re.search("crossed out.*I take part", each.message) for each in found)


def test_a_style_that_is_switched_off_takes_nothing_back(tiny: Path) -> None:
    styled = with_other(filled(tiny, "docx"), lambda xml: xml.replace("</w:styles>", STYLES), "word/styles.xml")
    own = '<w:rPr><w:rStyle w:val="Gone"/><w:strike w:val="0"/>'
    changed_line = in_the_line(lambda line: re.sub("<w:rPr>(?=<w:lang)", own, line))
    taken, found = read(tiny, "back.docx", with_other(styled, changed_line))
    assert (taken["answers"], found) == (with_answers(people="120"), [])


def test_what_was_crossed_out_or_deleted_is_named(tiny: Path) -> None:
    """An answer that was taken back, and one that was exchanged while changes are tracked; not what only invites."""
    deleted = '<w:del w:id="9" w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'

    def change(xml: str) -> str:
        xml = re.sub(r"(<w:rPr>)(<w:lang[^>]*/></w:rPr><w:t[^>]*>New form)", r"\1<w:strike/>\2", xml)
        xml = re.sub(r"(?=<w:r>(?:(?!<w:r>).)*>120<)", deleted.format("90"), xml, count=1)
        return in_the_line(lambda line: line.replace("<w:sdtContent>", "<w:sdtContent>" + deleted.format("☐")))(xml)

    taken, found = read(tiny, "back.docx", with_other(filled(tiny, "docx"), change))
    assert taken["answers"]["people"] == "120"  # type: ignore[index]
    said = [each.message for each in found]
    assert any("New form" in each for each in said) and any(each.endswith(" 90") for each in said), said
    assert len(said) == 2, said


def test_a_picture_is_named(tiny: Path) -> None:
    drawn = '<w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'
    content = with_other(filled(tiny, "docx"), lambda xml: xml.replace("</w:p>", drawn, 1))
    _, found = read(tiny, "back.docx", content)
    assert any("1 drawing" in each.message for each in found)


def test_a_tick_on_other_words_is_said(tiny: Path) -> None:
    content = with_other(
        filled(tiny, "docx", answers=with_answers(**{"yes-to.share": True})),
        lambda xml: xml.replace(" may share", " may not share"),
    )
    _, found = read(tiny, "back.docx", content)
    assert any(each.code == "RET002" and "may not share my answers" in each.message for each in found)


def test_many_fields_cost_no_more_than_their_number() -> None:
    """What a field says of itself has a most; an answer that is only nearly said again is given up at once."""
    begin, sign = Element("{x}fldChar", {"{x}fldCharType": "begin"}), Element("{x}instrText")
    sign.text = "LIST OF NAMES "
    fields = Fields()
    with pytest.raises(Unreadable, match="more than any program writes"):
        deque(map(fields.pass_by, [begin, *[sign] * 40_000]), maxlen=0)
    nearly = [LinePiece("a" * 1000, WordControl("", asks=True)), LinePiece("x", None)] * 2_000
    assert least(lambda: seconds_of(lambda: once(nearly, Steps())), SECONDS) <= SECONDS
    assert once(nearly, Steps()) == tuple(nearly)


def test_answers_that_are_nearly_said_again_to_the_end_are_refused_at_once() -> None:
    """Each part is a part of the answer, and each field the same: to be sure, all would be compared with all."""
    nearly = [LinePiece("a" * 2000 + "b", WordControl("", asks=True)), LinePiece("a", None)] * 2_000

    def refused() -> None:
        with pytest.raises(Unreadable, match="the same words more often"):
            once(nearly, Steps())

    assert least(lambda: seconds_of(refused), SECONDS) <= SECONDS


# -- ticks -------------------------------------------------------------------------------------------------

TICKED_LINE = re.compile(r"<w:p>(?:(?!</w:p>).)*I take part\..*?</w:p>", re.DOTALL)
"""The paragraph with the box to take part, and its words."""


def in_the_line(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda xml: TICKED_LINE.sub(lambda found: change(found[0]), xml, count=1)


def drawn(sign: str) -> Callable[[str], str]:
    return lambda line: re.sub("<w:t>[☐☒]</w:t>", sign if "<" in sign else f"<w:t>{sign}</w:t>", line)


def behind_the_box(line: str) -> str:
    return line.replace(">I take part.", "></w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>I take part.")


def old_field(box: str) -> Callable[[str], str]:
    """A box of forms as Word had them before there were controls."""
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{box}</w:checkBox></w:ffData></w:fldChar>'
    instruction = '<w:instrText>FORMCHECKBOX</w:instrText><w:fldChar w:fldCharType="end"/>'
    return lambda line: re.sub("<w:sdt>.*</w:sdt>", f"<w:r>{begin}{instruction}</w:r>", line, flags=re.DOTALL)


def otherwise(line: str) -> str:
    return re.sub("[☐☒]", lambda box: "☐" if box[0] == "☒" else "☒", line).replace(
        'checked w14:val="', 'checked w14:x="'
    )


LINES: dict[str, tuple[Callable[[str], str], bool | None]] = {
    **{f"drawn as {sign}": (drawn(sign), True) for sign in "xX✔✓✅√☑"},
    "drawn as ☑ in colours": (drawn("☑\ufe0f"), True),
    "x of another alphabet": (drawn("Х"), True),
    "[x]": (drawn("[x]"), True),
    "a sign of Wingdings": (drawn('<w:sym w:font="Wingdings" w:char="F0FE"/>'), True),
    "an old box, ticked": (old_field('<w:default w:val="0"/><w:checked/>'), True),
    "an old box, empty": (old_field('<w:default w:val="1"/><w:checked w:val="0"/>'), False),
    **{f"drawn as {sign or 'nothing'}": (drawn(sign), None) for sign in ("no", "-", "✗", "☐☒", "", "(x)")},
    "another letter of a font of signs": (drawn('<w:sym w:font="Symbol" w:char="F0FE"/>'), None),
    "a cross beside the box": (drawn("☐ x"), None),
    "words crossed out": (behind_the_box, None),
    "other words": (lambda line: line.replace("I take part", "I take no part"), None),
    "words behind": (lambda line: line.replace("I take part.", "I take part. NO"), None),
    "words between": (lambda line: line.replace("I take part.", "not I take part."), None),
    "the line twice, once otherwise": (lambda line: line + otherwise(line), None),
    "the line twice, first otherwise": (lambda line: otherwise(line) + line, None),
    "no line": (lambda line: "", None),
}  # fmt: skip
"""What hands and programs make of a ticked line, and whether it says yes, nothing, or what is for a person to read."""


@pytest.mark.parametrize("plain", [False, True], ids=["controls", "no controls"])
@pytest.mark.parametrize("kind", LINES)
def test_a_tick_counts_where_line_and_box_say_it_plainly(tiny: Path, kind: str, plain: bool) -> None:
    """Consent is read from nothing else; a tick that is not taken is named."""
    change, expected = LINES[kind]
    content = with_other(filled(tiny, "docx"), in_the_line(change))
    if plain and "old box" not in kind:
        content = with_other(content, without_controls)
    taken, found = read(tiny, "back.docx", content)
    answers = taken["answers"]
    assert isinstance(answers, dict)
    assert answers.get("yes-to.take-part") == (expected or None)
    assert any(re.search("take (no )?part|: ☒", each.message) for each in found) == (expected is None)


@pytest.mark.parametrize("sign", ["☐", "[ ]", '<w:sym w:font="Wingdings" w:char="F0A8"/>', "X"])
def test_a_box_that_is_drawn_otherwise_than_its_control_says_is_named(tiny: Path, sign: str) -> None:
    """Nobody can tell which of both somebody meant."""
    content = filled(tiny, "docx", answers=with_answers(**{"yes-to.take-part": sign != "X"}))
    taken, found = read(tiny, "back.docx", with_other(content, in_the_line(drawn(sign))))
    assert "yes-to.take-part" not in taken["answers"]  # type: ignore[operator]
    assert any("I take part." in each.message for each in found)


def test_words_in_a_blank_beside_a_tick_must_be_those_of_its_other_places(tiny: Path) -> None:
    content = with_other(
        with_other(filled(tiny, "docx", answers=with_answers(**{"yes-to.share": True})), without_controls),
        lambda xml: re.sub(r"(.*)River &lt;Watch", r"\1X ☐ River &lt;Watch", xml, flags=re.DOTALL),
    )
    taken, found = read(tiny, "back.docx", content)
    assert "yes-to.share" not in taken["answers"]  # type: ignore[operator]
    assert any("X ☐ River" in each.message for each in found)


def test_yes_and_no_belong_to_the_question_above_them(tiny: Path) -> None:
    """Where another question stands above the same two words, they answer that one."""
    content = with_other(
        with_other(filled(tiny, "docx"), without_controls),
        lambda xml: xml.replace("Are you an adult?", "Do you want to hear from us again?"),
    )
    path = tiny / "templates/documents/small-consent.yaml"
    text = path.read_text("utf-8")
    again = "  - id: again\n    type: yes-no\n    label: Shall we come again?\n"
    path.write_text(
        text.replace("  - id: place\n", f"{again}  - id: place\n", 1).replace("adult, place]", "adult, again, place]"),
        "utf-8",
    )
    taken, found = read(tiny, "back.docx", content)
    assert not {"adult", "again"} & set(taken["answers"])  # type: ignore[call-overload]
    assert any("Yes" in each.message for each in found)


# -- what was said of the actions of a checklist ------------------------------------------------------------

REMARKS = {
    "ask-first": True, "ask-first.note": "Late, & twice", "ask-first.evidence": "In the box", "ask-first.owner": "Aa",
    "ask-first.date": "2027-01-31", "agree-place.not-applicable": "No forms", "tell-back.owner": "Bb",
}  # fmt: skip


def checklist(tiny: Path, beside: str | None = None, answers: Mapping[str, object] = REMARKS) -> bytes:
    file = {"schema": "citizen-data-answers/1", "checklist": "small-check", "version": "1.0.0", "edition": "1.0"}
    (tiny / "said.json").write_text(json.dumps({**file, "answers": {**answers}}), encoding="utf-8")
    wanted = FillOrder("small-check", tiny / "said.json", "en", beside, "docx", tiny / "said.docx")
    assert fill(tiny, wanted) == []
    return (tiny / "said.docx").read_bytes()


@pytest.mark.parametrize("change", [None, without_names, without_controls])
@pytest.mark.parametrize("beside", [None, "ar"])
def test_what_was_said_of_an_action_comes_back(
    tiny: Path, change: Callable[[str], str] | None, beside: str | None
) -> None:
    content = checklist(tiny, beside)
    said, found = read(tiny, "back.docx", with_other(content, change) if change else content)
    assert found == [] and said["answers"] == REMARKS


@pytest.mark.parametrize("change", [None, without_names, without_controls])
@pytest.mark.parametrize("beside", [None, "ar"])
def test_a_level_stays_in_its_column_whatever_was_said_beside_it(
    tiny: Path, change: Callable[[str], str] | None, beside: str | None
) -> None:
    """A remark stands in the cell before the levels; it is none, and moves none."""
    path = tiny / "content/checklists/small-check.yaml"
    levels = "scale: {no: Not yet, some: Works in part, yes: Works}\n"
    path.write_text(path.read_text("utf-8").replace("sections:\n", f"{levels}sections:\n", 1), encoding="utf-8")
    marked = {**REMARKS, "ask-first": "some", "agree-place": "no", "tell-back": "yes"}
    del marked["agree-place.not-applicable"]
    content = checklist(tiny, beside, marked)
    said, found = read(tiny, "back.docx", with_other(content, change) if change else content)
    assert found == [] and said["answers"] == marked


def test_what_was_said_of_no_action_is_named(tiny: Path) -> None:
    """Below an action whose words were changed, nobody can tell what a remark is about; a second one is no answer."""
    lost = with_other(
        checklist(tiny), lambda xml: xml.replace("Ask people what they need.", "Buy a drum for the feast.")
    )
    said, found = read(tiny, "back.docx", lost)
    assert said["answers"] == {name: REMARKS[name] for name in ("agree-place.not-applicable", "tell-back.owner")}
    assert any("Aa" in each.message for each in found if each.code == "RET002")
    twice = with_other(
        checklist(tiny), lambda xml: re.sub(r"(<w:p>(?:(?!</w:p>).)*)Bb(.*?</w:p>)", r"\1Bb\2\1Cc\2", xml, count=1)
    )
    said, found = read(tiny, "back.docx", twice)
    assert said["answers"] == REMARKS
    assert found and all("Cc" in each.message for each in found)
