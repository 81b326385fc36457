"""The worksheets as a classic script: their steps, and what may be written where. The words stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.library.worksheet import MOST_CELLS, Quantity, Worksheet, program
from generator.render.script import assigned

PATH = "assets/worksheets.js"


def worksheets_script(worksheets: Sequence[Worksheet]) -> bytes:
    """The script's bytes: it gives `window.CitizenDataWorksheets` its value, by id."""
    return assigned("CitizenDataWorksheets", {each.id: _data(each) for each in worksheets})


def _data(worksheet: Worksheet) -> dict[str, Any]:
    steps, rows = program(worksheet), worksheet.rows
    return {
        "quantities": [_quantity(each) for each in worksheet.quantities],
        "steps": steps.steps,
        "sayings": steps.sayings,
        "cells": MOST_CELLS if worksheet.table else 0,
        "trial": worksheet.trial and dict(worksheet.trial.given),
        "rows": rows
        and {"count": rows.count, "quantities": [_quantity(each) for each in rows.quantities], "steps": steps.rows},
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {"id": quantity.id, "usual": quantity.usual, "least": quantity.least, "most": quantity.most}
