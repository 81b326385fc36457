"""The cells of the taxonomy's table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.framework import Framework
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.text import Loc


class TaxonomyTable:
    """The table has exactly one cell for every stage in every column.

    No modality stands in two columns or groups, and a cell that spans stages spans neighbours.

    Fails in framework/editions/1.0/taxonomy.yaml:

        column: institution-led
        stages: [design, collection, processing, analysis-dissemination, uptake]

    Passes:

        column: institution-led
        stages: [design, collection, processing, analysis-dissemination, uptake, review]
    """

    code = "TAX"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """Every hole and every overlap in the table.

        TAX001 for an empty cell, TAX002 for a cell that stands twice, TAX003 for a modality that does, TAX004 for a
        cell whose stages are no neighbours.
        """
        for edition, framework in library.frameworks.items():
            catalogue = f"framework/{edition}/taxonomy"
            yield from _cells(framework, catalogue, sources)
            yield from _spans(framework, catalogue, sources)
            yield from _modalities(framework, catalogue, sources)


def _cells(framework: Framework, catalogue: str, sources: Sources) -> Iterator[Diagnostic]:
    covered: dict[tuple[str, str], list[Loc]] = defaultdict(list)
    for index, cell in enumerate(framework.taxonomy.cells):
        for number, id in enumerate(cell.stages):
            covered[cell.column, id].append(("cells", index, "stages", number))
    for position, column in enumerate(framework.taxonomy.columns):
        for stage in framework.stages.stages:
            locs = covered[column.id, stage.id]
            if not locs:
                message = f"the column '{column.id}' has no cell for the stage '{stage.id}'"
                help = "add a cell, or name the stage in one that spans it"
                yield Diagnostic("TAX001", message, sources.at(catalogue, ("columns", position, "id")), help)
            for loc in locs[1:]:
                message = f"the column '{column.id}' has a second cell for the stage '{stage.id}'"
                yield Diagnostic("TAX002", message, sources.at(catalogue, loc), "name the stage in one cell only")


def _spans(framework: Framework, catalogue: str, sources: Sources) -> Iterator[Diagnostic]:
    order = {stage.id: index for index, stage in enumerate(framework.stages.stages)}
    for index, cell in enumerate(framework.taxonomy.cells):
        rows = [order[stage] for stage in cell.stages if stage in order]
        if not rows or rows != list(range(rows[0], rows[0] + len(rows))):
            message = f"the cell '{cell.id}' does not span neighbouring stages in their order"
            help = "name at least one stage, and make one cell for each run of stages"
            yield Diagnostic("TAX004", message, sources.at(catalogue, ("cells", index, "stages")), help)


def _modalities(framework: Framework, catalogue: str, sources: Sources) -> Iterator[Diagnostic]:
    taxonomy = framework.taxonomy
    parts = {
        "columns": [each.modalities for each in taxonomy.columns],
        "groups": [each.modalities for each in taxonomy.groups],
    }
    for name, lists in parts.items():
        seen: set[str] = set()
        for index, modalities in enumerate(lists):
            for number, modality in enumerate(modalities):
                if modality in seen:
                    message = f"the modality '{modality}' stands in two {name}"
                    position = sources.at(catalogue, (name, index, "modalities", number))
                    yield Diagnostic("TAX003", message, position, "remove it from one of them")
                seen.add(modality)
