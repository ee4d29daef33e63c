"""The pages hang together: links and anchors lead somewhere, on the map, in git and on the site."""

import re
import tomllib
from pathlib import Path

import pytest

from standup import __version__
from tests import site
from tests.documents import DOCUMENTS, FENCE, HEADING, README, ROOT, SHIPPED, ids, links, slug

_MACHINE = re.compile(r"/work/|/root/|/home/|/tmp/\w|/Users/|site-packages|standup-try-")


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for link in links(path):
        if link.startswith("https://"):
            continue
        where, _, anchor = link.partition("#")
        target = (path.parent / where).resolve() if where else path
        assert target.exists(), link
        if anchor:
            text = FENCE.sub("", target.read_text(encoding="utf-8"))
            assert anchor in {slug(heading) for heading in HEADING.findall(text)}, link


def test_every_page_stands_on_the_map_once() -> None:
    shown = {path.relative_to(ROOT).as_posix() for path in DOCUMENTS}
    assert sorted(site.pages()) == sorted(shown)


def test_a_site_has_every_page_and_all_that_pages_link_to(tmp_path: Path) -> None:
    site.staged(tmp_path)
    settings = tomllib.loads(site.settings())["project"]
    for name in site.pages():
        assert (tmp_path / name).is_file()
        assert name in str(settings["nav"])
        for file in site.linked(name):
            assert file.is_dir() or (tmp_path / file.relative_to(ROOT)).is_file(), file


def test_a_link_of_a_site_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html#x">b</a> <img src=c.png>', encoding="utf-8")
    (tmp_path / "b.html").write_text('<a href="https://example.org">out</a>', encoding="utf-8")
    assert list(site.lost(tmp_path)) == ["a.html: c.png leads nowhere"]


def test_the_first_screen_stays_one_screen() -> None:
    assert len(re.sub(r"\]\([^)]*\)|<img[^>]*>", "", README).split()) <= 1250


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert versions[0] == __version__ == project["version"]


@pytest.mark.parametrize("path", SHIPPED, ids=ids(SHIPPED))
def test_no_document_holds_a_path_of_some_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace("- /tmp\n", "")  # a container's own
    assert not _MACHINE.search(text), _MACHINE.search(text)
