"""A plural rule as gettext writes it gives each number the form that CLDR gives it, in every language of CLDR."""

from __future__ import annotations

import gettext

from babel import Locale, localedata

from generator.translate.plural import gettext_plural

NUMBERS = (*range(1, 3000, 1), 0, 10_000, 40_000, 100_000, 102_000, 999_999, 1_000_000, 1_000_001, 1_100_000, 3_000_000)
FORMS = ("zero", "one", "two", "few", "many", "other")


def test_every_rule_says_what_cldr_says() -> None:
    """Each rule once: most languages share theirs with others. All at once, for it takes seconds to ask them all."""
    rules = {str(Locale.parse(name).plural_form): name for name in sorted(localedata.locale_identifiers())}
    assert len(rules) > 30
    for name in rules.values():
        rule = Locale.parse(name).plural_form
        number, choice, _ = gettext_plural(rule).split(";")
        index = gettext.c2py(choice.partition("=")[2])
        said = {value: rule(value) for value in NUMBERS}
        forms = [form for form in FORMS if form in said.values()]
        assert number == f"nplurals={len(forms)}", name
        assert {value: forms[index(value)] for value in NUMBERS} == said, name


def test_it_is_as_short_as_a_person_would_write_it() -> None:
    assert gettext_plural(Locale("ja").plural_form) == "nplurals=1; plural=0;"
    assert gettext_plural(Locale("sw").plural_form) == "nplurals=2; plural=(n == 1 ? 0 : 1);"
    assert gettext_plural(Locale("cs").plural_form) == (
        "nplurals=3; plural=(n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2);"
    ), "the form for fractions is left out"
