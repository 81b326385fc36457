"""Make `.venv` from a lock file: `python3 scripts/environment.py site|test`.

Nothing happens when the environment already holds what the lock asks for. This is the only file that runs before
anything is installed, so it uses the standard library alone and says plainly what a bare system lacks.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
MADE_FOR = ENVIRONMENT / "made-for.txt"
LOCKS = {"site": ROOT / "requirements/site.txt", "test": ROOT / "requirements/test.txt"}
OLDEST = (3, 11)
A_PACKAGE = ("Collecting ", "Processing ", "Requirement already satisfied", "Ignoring ")
"""How a line of pip's begins when it comes to the next package."""


def main(arguments: list[str]) -> int:
    """The environment holds what the named lock asks for; or the reason why it can't is printed."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        return _fail(f"usage: python3 scripts/environment.py {'|'.join(LOCKS)}")
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        return _fail(f"Python 3.11 or newer is needed, and python3 here is {found}. Try: make PYTHON=python3.12 …")
    return _prepare(arguments[0])


def _prepare(name: str) -> int:
    wanted = _stamp(name)
    stamp = _stamp_file(name)
    if _text(stamp) == wanted and _python().exists():
        return _compile()
    stamp.unlink(missing_ok=True)
    if not _is_usable() and not _create():
        return _fail(
            f"{ENVIRONMENT.name} could not be made (see above). On Debian and Ubuntu the part that is often missing\n"
            "comes with: apt-get install python3-venv"
        )
    if not (_install(LOCKS[name]) and _install_project()):
        return _fail("The packages could not be installed (see above). Is there a network? Run the same command again.")
    # The test lock holds all of the site's lock.
    for done in LOCKS if name == "test" else [name]:
        _stamp_file(done).write_text(_stamp(done), encoding="utf-8")
    return _compile()


def _compile() -> int:
    """The program is compiled: where Python may not write beside it, as in many containers, each start would do it."""
    subprocess.run([_python(), "-m", "compileall", "-q", str(ROOT / "generator")], check=False)
    return 0


def _stamp(name: str) -> str:
    """Changes with all that the environment depends on: the lock, the project's own metadata, Python, the place."""
    import tomllib  # late: an older Python is told so, and does not have it

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = (settings["project"], settings["tool"]["setuptools"])
    parts = (LOCKS[name].read_text(encoding="utf-8"), project, sys.version, str(ROOT))
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _stamp_file(name: str) -> Path:
    return ENVIRONMENT / f"installed-{name}.sha256"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _python() -> Path:
    folder = "Scripts" if sys.platform == "win32" else "bin"
    return ENVIRONMENT / folder / "python"


def _is_usable() -> bool:
    """An environment that was made here (programs in it name their place) with this very Python, and has its pip."""
    if _text(MADE_FOR) != _this_place():
        return False
    asked = subprocess.run([_python(), "-c", "import pip"], capture_output=True, check=False)
    return asked.returncode == 0


def _create() -> bool:
    print(f"Making {ENVIRONMENT.name} with Python {sys.version.split()[0]} …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=False).returncode != 0:
        return False
    MADE_FOR.write_text(_this_place(), encoding="utf-8")
    return True


def _this_place() -> str:
    return f"{sys.version}\n{ENVIRONMENT}\n"


def _install(lock: Path) -> bool:
    """Every package of the lock is installed, each file checked against its hash; a count is shown meanwhile."""
    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    print(f"Installing {total} locked packages from {lock.relative_to(ROOT)} (once; it takes a minute) …", flush=True)
    command = _pip("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace") as pip:
        done = 0
        for line in pip.stdout or ():
            if line.startswith(A_PACKAGE):
                done += 1
                if done % 20 == 0 or done == total:
                    print(f"  {done} of {total}", flush=True)
    return pip.returncode == 0


def _install_project() -> bool:
    """The command `citizen-data` runs the code of this folder as it is."""
    command = _pip("--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    return subprocess.run(command, check=False).returncode == 0


def _pip(*arguments: str) -> list[str]:
    common = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--no-warn-script-location"]
    return [str(_python()), "-m", "pip", "install", *common, *arguments]


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
