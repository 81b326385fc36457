"""Timetables count from the start of the day."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.library.session import Day, timetable


def day(start: str = "09:45") -> Day:
    parts = [{"id": "welcome"}, {"id": "lunch", "minutes": 60, "title": "Lunch"}, {"id": "welcome"}]
    return Day.model_validate({"id": "day-1", "title": "Day one", "start": start, "parts": parts})


def test_each_part_begins_when_the_last_one_ends() -> None:
    times = [(start, end, part.id) for start, end, part in timetable(day(), {"welcome": 35})]
    assert times == [("09:45", "10:20", "welcome"), ("10:20", "11:20", "lunch"), ("11:20", "11:55", "welcome")]


@pytest.mark.parametrize("start", ["9:45", "24:00", "09:60", "morning"])
def test_a_start_that_is_no_time_is_refused(start: str) -> None:
    with pytest.raises(ValidationError):
        day(start)
