"""Zip files whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from generator.cache.zip_entry import zip_entry


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files in their order, all of the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(zip_entry(name), content)
    return out.getvalue()
