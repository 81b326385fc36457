"""A form as HTML: complete without scripts, where people type into it and print it; scripts add the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from generator.blocks.fill_in import Control, Copies, FillIn, FormEntry, FormSection, Item, Question
from generator.blocks.nodes import Page
from generator.render.html import HtmlWriter
from generator.render.place import TITLE, PagePlace

_ROWS = 4


def form_html(form: FillIn, place: PagePlace) -> str:
    """The form and the place for what scripts show, as one line of HTML."""
    writer = _FormWriter(form, place)
    parts = "".join(writer.part(part) for part in form.parts)
    # A form's own properties give way to its controls: a field named `before` or `dataset` would hide what scripts call
    # on it. So scripts get the element around it, which no name from a paper can reach.
    inner = f'<form autocomplete="off" novalidate="novalidate">{parts}</form>'
    return f'<div{_attributes(_data(form, place))}>{inner}</div><div id="fill-tools"></div>'


def form_data(page: Page, place: PagePlace) -> bytes:
    """The content of a form's page as JSON, for one that is filled in and changes its language; else nothing."""
    if page.fill_in is None:
        return b""
    writer, language = HtmlWriter(place), place.language
    title = f'<h1 id="{TITLE}"{writer.lang(page.title)}>{writer.inline(page.title.children)}</h1>'
    content = (title, writer.blocks(page.blocks), form_html(page.fill_in, place), writer.blocks(page.fill_in.after))
    data = {
        "paper": page.fill_in.paper,
        "lang": language.tag,
        "dir": language.direction,
        "title": " – ".join(each for each in (page.title.plain, doing(page)) if each),
        "html": "".join(content),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def doing(page: Page) -> str:
    """What the tab of a form says beside its title; nothing where the title says it.

    Until "Fill in: …" is translated, a form has the title of the page about its paper.
    """
    form = page.fill_in
    return form.doing.plain if form and form.title.plain == page.title.plain else ""


def _data(form: FillIn, place: PagePlace) -> dict[str, str]:
    languages = [[each.tag, each.name, each.direction] for each in form.languages]
    principles = {id: name.plain for id, name in form.principles.items()}
    return {
        "class": "fill",
        "id": "fill",
        "data-paper": form.paper,
        "data-kind": form.kind,
        "data-version": form.version,
        "data-edition": form.edition,
        "data-title": form.title.plain,
        "data-root": place.html_link("file:.") + "/",
        "data-word": form.word_site,
        "data-languages": json.dumps(languages, ensure_ascii=False, separators=(",", ":")),
        "data-principles": json.dumps(principles, ensure_ascii=False, separators=(",", ":")),
    }


def _attributes(values: Mapping[str, str | bool]) -> str:
    said = {name: value for name, value in values.items() if value}
    return "".join(f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in said.items())


class _FormWriter:
    """Writes the questions of one form.

    A question's name is that of its controls, and a label holds its control where nothing stands between them. What
    tells the same once more (ids, kinds of control) is left out: there are thousands of questions, and each form stands
    once more in its pack.
    """

    def __init__(self, form: FillIn, place: PagePlace) -> None:
        self.form = form
        self.html = HtmlWriter(place)

    def part(self, part: FormSection) -> str:
        title = f'<h2 id="part-{part.id}"{self.html.lang(part.title)}>{self.html.inline(part.title.children)}</h2>'
        entries = "".join(ENTRIES[type(entry)](self, entry) for entry in part.entries)
        return f'<section class="part" aria-labelledby="part-{part.id}">{title}{entries}</section>'

    def question(self, question: Question) -> str:
        """A question with its label, help and control; an error has a place of its own between them."""
        return CONTROLS[question.control](self, question)

    def framed(self, question: Question, tag: str, inner: str) -> str:
        """The element around a question, with the words of its condition above it."""
        values: dict[str, str | bool] = {
            "class": "ask",
            "data-when": question.when,
            "data-most": str(question.max_length or ""),
            "data-needed": question.required,
            "data-boolean": question.boolean,
            "data-alone": question.alone,
        }
        return f"<{tag}{_attributes(values)}>{inner}</{tag}>"

    def condition(self, when: str) -> str:
        """In words, when the entry counts; a script hides it once the condition is answered."""
        if not when:
            return ""
        return self.html.phrase(self.form.conditions[when], "span", "ask__when") + " "

    def words(self, question: Question) -> str:
        """The label's words, with a mark where an answer is needed; in an element if they are not all that it says."""
        needed = self.html.phrase(self.form.needed, "span", "ask__needed") if question.required else ""
        if not (needed or question.when or self.html.lang(question.label)):
            return self.html.inline(question.label.children)
        label = self.html.phrase(question.label, "span", "ask__words")
        return f"{self.condition(question.when)}{label}{needed and ' ' + needed}"

    def help(self, question: Question) -> tuple[str, str]:
        """The help below the label, and the attribute that ties the control to it."""
        if not question.help:
            return "", ""
        id = f"help-{question.name}"
        words = f'<p class="ask__help" id="{id}"{self.html.lang(question.help)}>'
        return f"{words}{self.html.inline(question.help.children)}</p>", f' aria-describedby="{id}"'

    def input(self, question: Question, tied: str = "") -> str:
        """The control to type into; `tied` are the attributes that tie it to what stands apart from it."""
        # What is typed has a direction of its own: a telephone number reads left to right in every language.
        shared = f'dir="auto" name="{question.name}"{tied}'
        if question.control is Control.LONG:
            return f'<textarea {shared} rows="{_ROWS}"></textarea>'
        numeric = ' inputmode="numeric"' if question.control is Control.NUMBER else ""
        kind = 'type="date" ' if question.control is Control.DATE else ""
        return f"<input {kind}{shared}{numeric}>"

    def options(self, question: Question) -> Iterator[str]:
        """A radio button or a box for each option."""
        kind = "radio" if question.control is Control.ONE else "checkbox"
        for id, words in question.options:
            button = f'<input type="{kind}" name="{question.name}" value="{id}">'
            yield f'<label class="choice">{button}{self.html.phrase(words, "span")}</label>'


def _typed(writer: _FormWriter, question: Question) -> str:
    if not question.help:
        return writer.framed(question, "div", f"<label>{writer.words(question)} {writer.input(question)}</label>")
    # Help is no part of the name, so the label ends before it.
    help, described = writer.help(question)
    label = f'<label for="q-{question.name}">{writer.words(question)}</label>'
    control = writer.input(question, f' id="q-{question.name}"{described}')
    return writer.framed(question, "div", f"{label}{help}{control}")


def _chosen(writer: _FormWriter, question: Question) -> str:
    help, described = writer.help(question)
    inner = f"<legend>{writer.words(question)}</legend>{help}{''.join(writer.options(question))}"
    return writer.framed(question, "fieldset", inner).replace("<fieldset", f"<fieldset{described}", 1)


def _ticked(writer: _FormWriter, question: Question) -> str:
    box = f'<input type="checkbox" name="{question.name}" value="yes">'
    return writer.framed(question, "div", f'<label class="choice">{box}<span>{writer.words(question)}</span></label>')


CONTROLS: dict[Control, Callable[[_FormWriter, Question], str]] = {
    Control.TEXT: _typed,
    Control.LONG: _typed,
    Control.NUMBER: _typed,
    Control.DATE: _typed,
    Control.TICK: _ticked,
    Control.ONE: _chosen,
    Control.SOME: _chosen,
}


def _copies(writer: _FormWriter, copies: Copies) -> str:
    id, rows = f"copies-{copies.name}", []
    for row, name, questions in copies.rows:
        legend = f"<legend{writer.html.lang(name)}>{writer.html.inline(name.children)}</legend>"
        inner = "".join(writer.question(question) for question in questions)
        rows.append(f'<fieldset class="copy" data-row="{row}">{legend}{inner}</fieldset>')
    values = {
        "class": "copies",
        # Each of its rows is "Row 1" and so on: the group says of what.
        "role": "group",
        "aria-labelledby": id,
        "data-copies": copies.name,
        "data-most": str(copies.most or ""),
        "data-when": copies.when,
    }
    words = writer.condition(copies.when) + writer.html.phrase(copies.caption, "span")
    caption = f'<p class="copies__caption" id="{id}">{words}</p>'
    return f"<div{_attributes(values)}>{caption}{''.join(rows)}</div>"


def _item(writer: _FormWriter, item: Item) -> str:
    under = writer.html.blocks(item.under)
    more = "".join(writer.question(question) for question in item.more)
    words = writer.html.phrase(writer.form.more, "summary")
    values = {"class": "item", "data-item": item.question.name, "data-principles": " ".join(item.principles)}
    return (
        f"<div{_attributes(values)}>{writer.question(item.question)}"
        f'<div class="item__under">{under}</div><details class="item__more">{words}{more}</details></div>'
    )


ENTRIES: dict[type[FormEntry], Callable[[_FormWriter, Any], str]] = {
    Question: _FormWriter.question,
    Copies: _copies,
    Item: _item,
}
