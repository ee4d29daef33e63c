"""The quarter as files: its site, its report as a page, and its pictures."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.screens import quarter

_AGREED = "summary: extract\n"
_PAGES = {
    "latest": "index.html",
    "month": "2026-11.html",
    "day": "2026-11-26.html",
    "person": "people/*.html",
    "subject": "subjects/jax.html",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be pictured, and under which name."""

    name: str
    file: Path


def written(folder: Path, database: Path, target: Path) -> list[Page]:
    """Write the site and the report's page into the folder, and the report's pictures as they are
    into the target; returns what is to be pictured of them."""
    told = folder / "told"
    quarter.told(told, *quarter.NAMES)
    standup = told / "standups" / "learning-day.yaml"
    standup.write_text(standup.read_text() + _AGREED)
    (told / "data").mkdir()
    shutil.copy(database, told / "data" / "standup.db")
    command("publish", "-f", told, "--to", folder / "site", "--url", "https://learning.example.org")
    report = folder / "report.html"
    asked = ("--from", quarter.FIRST, "--to", quarter.LAST, "--pictures", folder / "pictures")
    report.write_text(
        command("accountability", "learning-day", "-f", told, *asked, "--format", "html")
    )
    (target / "pictures").mkdir(exist_ok=True)
    for picture in (folder / "pictures").glob("*.png"):
        shutil.copy(picture, target / "pictures")
    return [Page("report-html", report), *_pages(folder / "site")]


def _pages(site: Path) -> Iterator[Page]:
    for name, pattern in _PAGES.items():
        yield Page(f"site-{name}", next(iter(sorted(site.glob(pattern)))))


def command(*arguments: object) -> str:
    """What the command says."""
    line = [sys.executable, "-m", "standup", *map(str, arguments)]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout
