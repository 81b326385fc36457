"""The page on the role of national statistical offices."""

from __future__ import annotations

from generator.blocks.nodes import Block, Heading, Page, Paragraph
from generator.compose.inline import phrase
from generator.compose.pages.chapters import entry_blocks
from generator.compose.writer import Writer
from generator.library.framework import Category, StewardFunction


def office_page(writer: Writer) -> Page:
    """Categories of citizen data, the four functions, and what else chapter IV says."""
    role = writer.library.framework.nso_role
    blocks: list[Block] = [writer.text(role.plain, "lead"), writer.heading(2, "categories")]
    for category in role.categories:
        blocks += _category(writer, category)
    blocks.append(writer.heading(2, "functions"))
    for function in role.functions:
        blocks += _function(writer, function)
    for entry in role.entries:
        blocks += entry_blocks(writer, entry)
    return writer.page("nso-role", role.title, role.summary, [*blocks, *writer.rests_on(role.paragraphs)])


def _category(writer: Writer, category: Category) -> list[Block]:
    return [
        Heading(3, phrase(category.name), category.id),
        writer.quotation([category.quote], category.paragraphs),
        writer.text(category.plain),
        Paragraph(writer.words("office-part"), "label"),
        writer.text(category.office),
    ]


def _function(writer: Writer, function: StewardFunction) -> list[Block]:
    return [
        Heading(3, phrase(function.name), f"function-{function.id}"),
        writer.quotation([function.quote], function.paragraphs),
        writer.text(function.plain),
        *writer.points(function.steps),
    ]
