"""A paper with every kind of node, in one language or in two, for tests of formats."""

from __future__ import annotations

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Code,
    Conditional,
    Definitions,
    Drawing,
    Emphasis,
    Field,
    FieldKind,
    FieldRow,
    Foreign,
    Heading,
    Items,
    Labels,
    Link,
    Note,
    Paper,
    Paragraph,
    Phrase,
    Plain,
    Quotation,
    Signing,
    Strong,
    Table,
    TickRow,
)
from generator.compose.beside import beside
from generator.library.language import Language

EN = Language(tag="en", name="English", direction="ltr", region="en-GB", fonts=("Noto Sans",), plural="")
FR = Language(tag="fr", name="Français", direction="ltr", region="fr-FR", fonts=("Noto Sans",), plural="")
AR = Language(tag="ar", name="العربية", direction="rtl", region="ar-SA", fonts=("Amiri", "Noto Sans"), plural="")

WORDS = {
    "en": [
        "You may refuse",
        "We keep your answers safe",
        "Signature of the witness",
        "Name",
        "Date",
        "Only if photos are taken",
    ],
    "fr": [
        "Vous pouvez refuser",
        "Nous protégeons vos réponses",
        "Signature du témoin",
        "Nom",
        "Date",
        "Seulement avec des photos",
    ],
    "ar": ["يمكنكم الرفض", "نحافظ على إجاباتكم", "توقيع الشاهد", "الاسم", "التاريخ", "فقط عند التقاط الصور"],
}
ARROW = Drawing("M6 24h36M32 14l10 10-10 10", turned=True)
FIELDS = {
    "who": FieldKind.LINE,
    "story": FieldKind.BOX,
    "agree": FieldKind.TICK,
    "row.1": FieldKind.LINE,
    "inside": FieldKind.LINE,
}


def phrase(text: str, lang: str) -> Phrase:
    """Words without markup."""
    return Phrase((Plain(text),), lang)


def field(name: str, lang: str) -> Field:
    """One of FIELDS."""
    return Field(name, FIELDS[name], f"{WORDS[lang][3]} {name}", lang, required=name == "who", max_length=40)


def blocks(lang: str) -> tuple[Block, ...]:
    """Every kind of node but a pair, which `beside` makes."""
    refuse, safe, witness, name, date, condition = WORDS[lang]
    return (
        Heading(2, phrase(refuse, lang), "refuse"),
        Paragraph(
            Phrase(
                (
                    Strong((Plain(safe),)),
                    Plain(" "),
                    Emphasis((Plain(refuse),)),
                    Plain(" "),
                    Blank(field("inside", lang)),
                ),
                lang,
            )
        ),
        Paragraph(
            Phrase(
                (
                    Link("https://example.org/", (Plain(safe),)),
                    Plain(" "),
                    Code("a=1"),
                    Plain(" "),
                    Foreign("en", (Plain("English"),)),
                ),
                lang,
            ),
            "small",
        ),
        Items(((Paragraph(phrase(safe, lang)),), (Paragraph(phrase(refuse, lang)),))),
        Items(((Paragraph(phrase(safe, lang)),),), ordered=True),
        Items(((Paragraph(Phrase((ARROW,), lang), "sign"), Paragraph(phrase(safe, lang), "card")),), role="cards"),
        Definitions((("name", phrase(name, lang), (Paragraph(phrase(safe, lang)),)),)),
        Quotation((phrase(safe, lang),), phrase(name, lang), phrase(date, lang)),
        Note("info", phrase(name, lang), (Paragraph(phrase(safe, lang)),)),
        Heading(3, phrase(safe, lang), "safe"),
        FieldRow(field("who", lang), phrase(name, lang), phrase(safe, lang)),
        FieldRow(field("story", lang), phrase(refuse, lang)),
        TickRow(field("agree", lang), phrase(refuse, lang), (Paragraph(phrase(safe, lang), "labelled"),)),
        Table(
            phrase(safe, lang),
            (
                (Cell((Paragraph(phrase(name, lang)),), "column"), Cell((Paragraph(phrase(date, lang)),), "column")),
                (
                    Cell((Paragraph(phrase(refuse, lang)),), "row", rows=2),
                    Cell((FieldRow(field("row.1", lang), Phrase((), lang)),)),
                ),
                (Cell((Paragraph(phrase(safe, lang)),)),),
            ),
        ),
        Conditional("photos", phrase(condition, lang), (Paragraph(phrase(safe, lang)),)),
        Signing(
            phrase(witness, lang), (phrase(name, lang), phrase(date, lang)), phrase(safe, lang), phrase(refuse, lang)
        ),
    )


def paper(language: Language, second: Language | None = None) -> Paper:
    """The paper in a language; with a second language it is a stamped draft, as unchecked translations are."""
    lang = language.tag
    made = blocks(lang)
    draft, draft_source = ("", "")
    if second is not None:
        made = beside(made, blocks(second.tag), lang, second.tag)
        draft, draft_source = f"! {WORDS[lang][0]} !", "DRAFT of a translation"
    return Paper(
        id="sample",
        title=phrase(WORDS[lang][1], lang),
        language=language,
        beside=second,
        version="1.2.0",
        labels=Labels("{page} / {pages}", draft, draft_source, WORDS[lang][3], WORDS[lang][4]),
        blocks=made,
        subtitle=phrase(WORDS[second.tag][1], second.tag) if second else None,
        description=WORDS[lang][1],
        languages=(language, second) if second else (language, EN),
    )


PAPERS = {"en": paper(EN), "fr": paper(FR), "ar": paper(AR), "fr-en": paper(FR, EN), "ar-en": paper(AR, EN)}
