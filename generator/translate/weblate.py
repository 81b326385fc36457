"""The catalogues as components of Weblate, for its command `weblate import_json`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_LICENCE = "CC-BY-4.0"


def components(catalogues: Iterable[str], repository: str, branch: str = "main", project: str = "citizen-data") -> str:
    """A JSON list with a component for each catalogue; all share the clone of the first.

    Weblate may neither add languages nor change the English or its keys: that is for `languages add` and `sync`.
    """
    held: list[dict[str, object]] = []
    for name in catalogues:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        held.append(
            {
                "name": name,
                "slug": slug,
                "vcs": "git",
                "repo": f"weblate://{project}/{held[0]['slug']}" if held else repository,
                "branch": branch,
                "filemask": f"translations/*/{name}.po",
                "file_format": "po",
                "new_lang": "none",
                "edit_template": False,
                "manage_units": False,
                "allow_translation_propagation": False,
                "license": _LICENCE,
                "check_flags": "md-text",
            }
        )
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"
