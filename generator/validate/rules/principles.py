"""What the principles ask at the stages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.framework import Framework
from generator.library.library import Library
from generator.library.sources import Sources


class PrinciplesAtStages:
    """Every principle says what it asks at every stage, in the order of the stages.

    Fails in framework/editions/1.0/principles.yaml:

        design: Ask people what they need.
        collection: Collect only what they need.
        processing: Check the data with them.

    Passes:

        design: Ask people what they need.
        collection: Collect only what they need.
        processing: Check the data with them.
        analysis-dissemination: Show them the results first.
    """

    code = "PRI"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """PRI001 for a stage on which a principle is silent, PRI002 for another order than that of the stages."""
        for edition, framework in library.frameworks.items():
            yield from _check(framework, f"framework/{edition}/principles", sources)


def _check(framework: Framework, catalogue: str, sources: Sources) -> Iterator[Diagnostic]:
    order = [stage.id for stage in framework.stages.stages]
    for index, principle in enumerate(framework.principles.principles):
        position = sources.at(catalogue, ("principles", index, "stages"))
        for stage in order:
            if stage not in principle.stages:
                message = f"the principle '{principle.id}' says nothing for the stage '{stage}'"
                yield Diagnostic("PRI001", message, position, f"add '{stage}:' with what it asks there")
        known = [stage for stage in principle.stages if stage in order]
        if known != [stage for stage in order if stage in principle.stages]:
            message = f"the stages of the principle '{principle.id}' are not in their order"
            yield Diagnostic("PRI002", message, position, f"their order is: {', '.join(order)}")
