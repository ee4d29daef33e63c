"""`standup publish`: the log as a site, by the command."""

import sqlite3
import sys
from pathlib import Path

import pytest

from standup.cli import main
from tests.cli.test_cli import DAY, tried  # noqa: F401 - a fixture
from tests.pages.reader import all_pages, assert_sound


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    assert main(["publish", *map(str, arguments)]) == code
    shown = capsys.readouterr()
    return shown.err if code else shown.out


def agree(folder: Path) -> None:
    """Let everybody who took part be published."""
    [database] = folder.rglob("standup.db")
    with sqlite3.connect(database) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO consent SELECT DISTINCT person, '', 1, 0 FROM participant"
        )
    connection.close()


def test_a_site_is_made_and_made_again_when_more_is_agreed_to(
    tried: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    site = tmp_path / "site"
    told = said(capsys, "-f", tried, "--to", site)
    assert "holds 0 reports of 0 people in 5 files: 5 written now, 0 removed" in told
    agree(tried)
    told = said(capsys, "-f", tried, "--to", site, "--url", "https://x.org/log/")
    assert "of 3 people" in told
    assert_sound(site)
    assert "implemented it, and it converges" in all_pages(site)[f"{DAY}.html"].words
    assert "https://x.org/log/2026-11-26.html" in (site / "feed.xml").read_text()
    assert "0 written now, 0 removed" in said(
        capsys, "-f", tried, "--to", site, "--url", "https://x.org/log"
    )


def test_what_cannot_be_done_is_said(
    tried: Path,  # noqa: F811
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "thesis.txt").write_text("ten years")
    assert "holds something else" in said(capsys, "-f", tried, "--to", tmp_path, code=1)
    assert "--url: " in said(
        capsys, "-f", tried, "--to", tmp_path / "site", "--url", "x.org", code=1
    )
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert 'pip install "open-standup[pages]"' in said(
        capsys, "-f", tried, "--to", tmp_path / "site", code=1
    )
