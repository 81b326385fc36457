"""Quality criteria: every id that a criterion names exists, and each category of use says what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.criteria import Criterion
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.text import Loc
from generator.validate.base import did_you_mean

_FILE = "content/criteria"


class CriteriaFit:
    """A criterion names groups, levels, categories, frames, principles and stages that exist, and all categories.

    Fails in content/criteria.yaml:

        integrated: shwon

    Passes:

        integrated: shown
    """

    code = "CRIT"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """CRIT001 for an id that does not exist, and CRIT002 for a category that is left out."""
        categories = [each.id for each in library.framework.nso_role.categories]
        for number, criterion in enumerate(library.criteria.criteria):
            at: Loc = ("criteria", number)
            for loc, id, known in _named(library, criterion, categories):
                if id not in known:
                    message = f"there is no '{id}' to name here"
                    yield Diagnostic("CRIT001", message, sources.at(_FILE, (*at, *loc)), did_you_mean(id, known))
            for category in categories:
                if category not in criterion.needs:
                    message = f"'{criterion.id}' does not say what the category '{category}' needs"
                    help = f"add '{category}: <level>', or 'none' of the scale where it needs nothing"
                    yield Diagnostic("CRIT002", message, sources.at(_FILE, (*at, "needs")), help)


def _named(library: Library, criterion: Criterion, categories: list[str]) -> Iterator[tuple[Loc, str, list[str]]]:
    """Every id that a criterion names, with its place in it and the ids that exist there."""
    criteria = library.criteria
    principles = [each.id for each in library.framework.principles.principles]
    stages = [each.id for each in library.framework.stages.stages]
    yield ("group",), criterion.group, [each.id for each in criteria.groups]
    yield from ((("needs",), category, categories) for category in criterion.needs)
    yield from ((("needs", category), level, list(criteria.scale)) for category, level in criterion.needs.items())
    yield from ((("found",), frame, [each.id for each in criteria.frames]) for frame in criterion.found)
    yield from ((("principles", number), id, principles) for number, id in enumerate(criterion.principles))
    yield from ((("stages", number), id, stages) for number, id in enumerate(criterion.stages))
