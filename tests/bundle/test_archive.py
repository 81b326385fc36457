"""The offline kit is a zip with the site's files, the same bytes for the same files."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from generator.bundle.archive import write_archive


def make_site(folder: Path, reverse: bool) -> Path:
    names = ["index.html", "en/index.html", "ar/صفحة.html", "en/form.pdf"]
    for name in sorted(names, reverse=reverse):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} " * 500, encoding="utf-8")
    return folder


def test_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one = make_site(tmp_path / "one", reverse=False)
    two = make_site(tmp_path / "two", reverse=True)
    os.utime(two / "index.html", (1, 1))  # before 1980, which no zip file can say
    (two / "index.html").chmod(0o755)
    first = write_archive(one, tmp_path / "one.zip", "toolkit")
    second = write_archive(two, tmp_path / "two.zip", "toolkit")
    assert first.read_bytes() == second.read_bytes()


def test_archive_opens_elsewhere(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", reverse=False)
    target = write_archive(site, tmp_path / "kit.zip", "toolkit")
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(target), str(tmp_path / "out")], check=True)
    found = {path.relative_to(tmp_path / "out" / "toolkit").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert found == {"index.html", "en/index.html", "ar/صفحة.html", "en/form.pdf"}
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.getinfo("toolkit/en/form.pdf").compress_type == zipfile.ZIP_STORED
        page = archive.getinfo("toolkit/index.html")
        assert page.compress_type == zipfile.ZIP_DEFLATED and page.compress_size < page.file_size
        assert page.external_attr >> 16 == 0o100644


def test_archive_in_the_site_does_not_hold_itself(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", reverse=False)
    target = site / "kits" / "en.zip"
    first = write_archive(site, target, "toolkit", lambda path: path.startswith(("en/", "kits/"))).read_bytes()
    assert zipfile.ZipFile(target).namelist() == ["toolkit/en/form.pdf", "toolkit/en/index.html"]
    assert write_archive(site, target, "toolkit", lambda path: path.startswith(("en/", "kits/"))).read_bytes() == first
    assert sorted(path.name for path in target.parent.iterdir()) == ["en.zip"]
