"""A day as our papers write it, read back into 2027-01-31."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from generator.library.characters import in_figures

_YEAR = re.compile(r"\d{4}")


def day_of(words: str, region: str) -> str:
    """The day that is written so in the language; "" for what nobody can be sure of, such as 1/2/27."""
    said = " ".join(in_figures(words).split())
    year = _YEAR.search(said)
    return _days(year[0], region).get(said, "") if year else ""


def written(day: str, region: str) -> str:
    """A day such as 2027-01-31 as the language writes it at length; "" where it does not."""
    return next((words for words, held in _days(day[:4], region).items() if held == day), "")


@lru_cache(maxsize=40)
def _days(year: str, region: str) -> dict[str, str]:
    """All days of a year, by how CLDR writes them at length."""
    from babel import Locale, UnknownLocaleError  # late: only a date needs it
    from babel.dates import format_date

    try:
        locale = Locale.parse(region, sep="-")
        first = datetime.date(int(year), 1, 1)
    except (UnknownLocaleError, ValueError):
        return {}
    days = (first + datetime.timedelta(number) for number in range(366))
    return {
        " ".join(in_figures(format_date(day, "long", locale=locale)).split()): day.isoformat()
        for day in days
        if day.year == first.year
    }
