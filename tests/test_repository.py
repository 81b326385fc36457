"""What the repository says about itself is true: its map, its commands, its dependencies, its licences."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest

from generator.cache.freshness import is_among_sources

ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
ADRS = ROOT / "docs/adr"
DOCUMENTS = sorted(
    path for path in [*ROOT.glob("*.md"), *ADRS.glob("*.md"), ROOT / "docs/licences.md"] if path.name != "CHANGELOG.md"
)
TWO_PAGES = 1000
IMPORTED_AS = {"markdown-it-py": "markdown_it", "pystemmer": "Stemmer", "pyyaml": "yaml", "ruamel.yaml": "ruamel"}
NOT_IMPORTED = {
    "setuptools": "installs the project",
    "fontpkg-amiri": "named in templates/pdf/fonts.yml",
    "fontpkg-fira-code": "named in templates/pdf/fonts.yml",
    "fontpkg-inter": "named in templates/pdf/fonts.yml",
    "manimgx-fonts": "named in templates/pdf/fonts.yml",
    "manimgx-fonts-cjk": "named in templates/pdf/fonts.yml",
}


@cache
def tracked() -> frozenset[str]:
    """Every file that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return frozenset(name for name in listed.split("\0") if name and (ROOT / name).exists())


def children(folder: str) -> set[str]:
    """The names directly below a folder; those of folders end with a slash."""
    inside = (name.removeprefix(folder) for name in tracked() if name.startswith(folder))
    return {f"{head}/" if tail else head for head, _, tail in (name.partition("/") for name in inside)}


def shown_tree() -> dict[str, set[str]]:
    """The tree in ARCHITECTURE.md: folder → names shown below it; "" is the top."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    block = text.split("```text\n", 1)[1].split("```", 1)[0]
    shown: dict[str, set[str]] = {"": set()}
    parent = ""
    for line in block.splitlines():
        name = line.removeprefix("├─ ").removeprefix("└─ ").split()[0]
        if name != line.split()[0]:
            shown.setdefault(parent, set()).add(name)
        else:
            parent = name
            shown[""].add(name)
    return shown


def test_every_path_in_the_architecture_exists() -> None:
    missing = [
        f"{parent}{name}" for parent, names in shown_tree().items() for name in names if name not in children(parent)
    ]
    assert not missing


def test_no_command_writes_over_what_git_keeps() -> None:
    assert [name for name in sorted(children("")) if not is_among_sources(ROOT, ROOT / name)] == []
    assert is_among_sources(ROOT, ROOT) and is_among_sources(ROOT, ROOT / ".venv")
    assert not any(is_among_sources(ROOT, ROOT / name) for name in ("site", "dist", "consent.pdf", "../README.md"))


def test_the_architecture_leaves_nothing_out() -> None:
    shown = shown_tree()
    folders = {name for name in children("") if name.endswith("/") and not name.startswith(".")}
    assert shown[""] == folders
    for parent, names in shown.items():
        if parent:
            assert names == children(parent), f"below {parent}"


def test_the_architecture_fits_on_two_pages() -> None:
    assert len(ARCHITECTURE.read_text(encoding="utf-8").split()) <= TWO_PAGES


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documents_name_only_what_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#|[a-z]+:[a-z])([^)#\s]+)", re.sub(r"`[^`\n]*`", "", text))
    broken = [link for link in links if not (document.parent / link).exists()]
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    unknown = [name for name in re.findall(r"(?m)(?:^|`) *make ([a-z]+)", _code(text)) if name not in targets]
    paths = [path for path in re.findall(r"`([A-Za-z_.][\w./-]*/[\w./-]*)`", text) if not _exists(path)]
    assert (broken, unknown, paths) == ([], [], [])


def _code(text: str) -> str:
    """What stands in code: between back quotes, or indented."""
    return "\n".join([*re.findall(r"`[^`\n]+`", text), *re.findall(r"^    .*$", text, re.MULTILINE)]) + "\n"


def _exists(path: str) -> bool:
    """In the repository, or below generator/ or tests/ for short; or made by a build."""
    made = {"site", "dist", "assets", ".cache", ".venv"}
    if PurePosixPath(path).parts[0] in made:
        return True
    return any((ROOT / base / path).exists() for base in ("", "generator", "tests"))


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == named
    assert [name for name in sorted(named) if f"make {name}" not in readme] == []


def test_citation_and_publication_agree_with_the_project() -> None:
    version = _project()["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {version}\n" in (ROOT / "content/site.yaml").read_text(encoding="utf-8")


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(rb"(?<![\w.<])/(?:home|root|Users|work)/(?!reader)[a-z]|[A-Z]:\\Users|file:///[a-z]+/pypi")
    own = Path(__file__).relative_to(ROOT).as_posix()
    found = [name for name in sorted(tracked() - {own}) if place.search((ROOT / name).read_bytes())]
    assert found == []


@cache
def _project() -> dict[str, str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project: dict[str, str] = tomllib.load(file)["project"]
    return project


def _requirements(group: str = "") -> list[str]:
    """The direct dependencies, as they are pinned."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return list(project["optional-dependencies"][group] if group else project["dependencies"])


def _names(requirements: list[str]) -> list[str]:
    return [requirement.partition("==")[0] for requirement in requirements]


def _locked(name: str) -> dict[str, str]:
    """Package → version of a lock file."""
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", text, re.MULTILINE))


def test_every_dependency_is_pinned_and_locked_as_pinned() -> None:
    for group, lock in (("", "site"), ("test", "test")):
        locked = _locked(lock)
        for requirement in _requirements(group):
            name, _, version = requirement.partition("==")
            assert locked.get(name.replace(".", "-")) == version, f"{requirement}: run `make lock`"


def test_the_test_lock_holds_all_of_the_site_lock() -> None:
    assert _locked("site").items() <= _locked("test").items()


def test_every_locked_file_has_a_hash() -> None:
    for lock in ("site", "test"):
        text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
        entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_decision_on_dependencies_names_each_of_them() -> None:
    text = (ADRS / "0009-dependencies.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([a-z0-9., -]+) \|", text, re.MULTILINE)
    named = {name for cell in cells for name in cell.split(", ")} - {"package", "---"}
    assert named == {*_names(_requirements()), *_names(_requirements("test"))}


def test_every_decision_has_a_number_of_its_own_and_a_line_in_the_list() -> None:
    decisions = sorted(path.name for path in ADRS.glob("[0-9]*.md"))
    assert [name[:4] for name in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    listed = re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", (ADRS / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == decisions  # by subject
    for name in decisions:
        assert (ADRS / name).read_text(encoding="utf-8").startswith(f"# {name[:4]}. ")


def _imports(folder: str) -> Iterator[str]:
    """The top names of all imports below a folder."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                yield node.module.partition(".")[0]


def test_one_name_is_one_class() -> None:
    """So that a search for a name leads to one place; a name with an underscore is of its module alone."""
    places: dict[str, list[str]] = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_the_generator_imports_what_it_declares_and_nothing_else() -> None:
    outside = set(_imports("generator")) - sys.stdlib_module_names - {"generator", "pydantic_core"}
    declared = {IMPORTED_AS.get(name, name) for name in _names(_requirements()) if name not in NOT_IMPORTED}
    assert outside == declared


def _licence(name: str) -> str:
    """What a package says about its licence, in one line."""
    facts = metadata.metadata(name)
    said = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    said += facts.get_all("License-Expression") or []
    # Old packages paste the whole text into this field; its first line is the name.
    return " ".join(said or [text.partition("\n")[0] for text in facts.get_all("License") or []])


def test_nothing_installed_by_default_is_copyleft_as_a_whole() -> None:
    licences = {name: _licence(name) for name in _locked("site") if _installed(name)}
    assert len(licences) > 30
    assert [name for name, licence in licences.items() if not licence.strip()] == []
    # A library GPL ("LGPL") would not bind our readers, but there is none either.
    assert {name: said for name, said in licences.items() if re.search(r"GPL|Affero|GNU", said)} == {}


def _installed(name: str) -> bool:
    """False for what the lock holds for other systems only."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def test_vendored_code_stands_beside_its_licence() -> None:
    vendored = [path for path in (ROOT / "templates/theme").rglob("vendor/*") if path.suffix in {".js", ".css"}]
    assert vendored
    for path in vendored:
        assert path.with_suffix(".LICENSE.txt").read_text(encoding="utf-8").strip(), path.name


def test_workflows_get_no_secrets_and_may_only_read() -> None:
    workflows = sorted((ROOT / ".github/workflows").glob("*.yml"))
    assert workflows
    for path in workflows:
        text = path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text, path.name
        assert "secrets." not in text, path.name
        assert "\npermissions:\n  contents: read\n" in text, path.name
        assert not re.search(r"run:.*\$\{\{", text), (
            f"{path.name}: an expression in a script runs what a stranger wrote"
        )


def test_continuous_integration_only_calls_make() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith("exec make test")
