"""A bill of materials in CycloneDX: `python3 scripts/bill_of_materials.py FILE`.

It lists what `make site` installs, as requirements/site.txt locks it: name, version and the digests of the files that
pip accepts. The same lock gives the same bytes, so it holds no date and no number of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """The bill stands in the file."""
    if len(arguments) != 1:
        print("usage: python3 scripts/bill_of_materials.py FILE", file=sys.stderr)
        return 2
    file = Path(arguments[0])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def bill() -> dict[str, Any]:
    """The bill, as CycloneDX 1.6 has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = {"type": "application", "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**own, "bom-ref": "toolkit", "licenses": [{"license": {"id": project["license"]}}]}},
        "components": [*_packages(), *_vendored()],
    }


def _packages() -> list[dict[str, Any]]:
    lock = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    return [_package(entry) for entry in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE) if "==" in entry]


def _package(entry: str) -> dict[str, Any]:
    name, version = re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", entry)[0]
    address = f"pkg:pypi/{name}@{version}"
    hashes = [{"alg": "SHA-256", "content": digest} for digest in re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)]
    # A package has one file for each system, and CycloneDX wants the digests of several files in parts.
    parts = [
        {"type": "file", "name": f"{name}-{version}#{number}", "hashes": [each]} for number, each in enumerate(hashes)
    ]
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "components": parts,
    }


def _vendored() -> list[dict[str, Any]]:
    """The scripts of others that are part of this repository."""
    return [
        {
            "type": "library",
            "bom-ref": f"vendor/{file.name}",
            "name": file.stem,
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
        }
        for file in sorted((ROOT / "templates/theme/assets/javascripts/vendor").glob("*.js"))
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
