"""A language tag names folders of the site and of the cache, so it can be nothing but a tag."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.library.language import Tag

TAGS = TypeAdapter(Tag)


@pytest.mark.parametrize("tag", ["en", "fr", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "sl-rozaj", "de-1996", "fil"])
def test_tags_are_taken(tag: str) -> None:
    assert TAGS.validate_python(tag) == tag


@pytest.mark.parametrize(
    "tag", ["../../x", "..", "/etc", "fr/x", "", "FR", "fr_FR", "fr-", "assets", "fr\n", "fr ", "C:"]
)
def test_anything_else_is_refused(tag: str) -> None:
    with pytest.raises(ValidationError, match="BCP 47"):
        TAGS.validate_python(tag)
