"""`make site`: the pages of docs/ as a site in build/docs/site; a link that leads nowhere fails it.

It is laid out as the repository is, so that links hold in both. This needs no library but the
program that makes the site, whose path is the argument.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tests.documents import ROOT, links

BUILD = ROOT / "build" / "docs"
MAP = ROOT / "docs" / "README.md"
_SECTION = re.compile(r"^## (.+)$")
_ENTRY = re.compile(r"\[([^\]]+)\]\(([^)#]+\.md)\)")
_LINK = re.compile(r"(\[[^\]]*\])\(([^)\s]+)\)")
_SETTINGS = """\
[project]
site_name = "open-standup"
site_description = "The standup bot you run yourself."
docs_dir = "pages"
site_dir = "site"
use_directory_urls = false
nav = {nav}

[project.theme]
language = "en"
font = false  # the reader's own: nothing is fetched from elsewhere
features = ["content.code.copy", "navigation.footer", "navigation.sections", "navigation.top",
  "search.highlight", "toc.follow"]

[[project.theme.palette]]
media = "(prefers-color-scheme: light)"
scheme = "default"

[[project.theme.palette]]
media = "(prefers-color-scheme: dark)"
scheme = "slate"

[project.validation]
invalid_links = true
invalid_link_anchors = true

[project.markdown_extensions]
attr_list = {{}}
md_in_html = {{}}
tables = {{}}
pymdownx.highlight = {{}}
pymdownx.superfences = {{}}

[project.markdown_extensions.toc]
permalink = true
slugify = {{ object = "pymdownx.slugs.slugify", kwds = {{ case = "lower" }} }}
"""

_SHOWN_ANYWHERE = "404.html"

Sections = dict[str, list[tuple[str, str]]]


def sections() -> Sections:
    """The map of the documents: each section's pages, with title and path from the root."""
    found: Sections = {}
    for line in MAP.read_text(encoding="utf-8").splitlines():
        if heading := _SECTION.match(line):
            found[heading[1]] = []
        for title, link in _ENTRY.findall(line) if found else ():
            path = (MAP.parent / link).resolve().relative_to(ROOT).as_posix()
            found[next(reversed(found))].append((title, path))
    return found


def pages() -> list[str]:
    """Every page of the site, as a path from the root."""
    told = [path for entries in sections().values() for _, path in entries]
    return ["README.md", "docs/README.md", *told]


def linked(page: str) -> Iterator[Path]:
    """The files of the repository to which a page links, pages among them."""
    for link in links(ROOT / page):
        where = link.partition("#")[0]
        if where and "://" not in where:
            yield ((ROOT / page).parent / where).resolve()


def staged(target: Path) -> None:
    """Lay the pages out, and every file they link to; FileNotFoundError where one is missing."""
    listed = pages()
    for page in listed:
        _room(target / page).write_text(_without_folders(page), encoding="utf-8")
        for file in linked(page):
            name = file.relative_to(ROOT).as_posix()
            if not file.is_dir() and name not in listed:
                shutil.copyfile(file, _room(target / name))


def _room(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _without_folders(page: str) -> str:
    """The page; where it links to a folder the site has none, and the words alone stay."""
    text = (ROOT / page).read_text(encoding="utf-8")

    def kept(found: re.Match[str]) -> str:
        link = found[2]
        is_folder = "://" not in link and ((ROOT / page).parent / link).is_dir()
        return found[1][1:-1] if is_folder else found[0]

    return _LINK.sub(kept, text)


def settings() -> str:
    """What the program that makes the site is told."""
    nav = [f"{{ {json.dumps('Home')} = {json.dumps('README.md')} }}"]
    nav += ['{ "The documentation" = "docs/README.md" }']
    for section, entries in sections().items():
        inner = ", ".join(f"{{ {json.dumps(t)} = {json.dumps(p)} }}" for t, p in entries)
        nav.append(f"{{ {json.dumps(section)} = [{inner}] }}")
    return _SETTINGS.format(nav="[\n  " + ",\n  ".join(nav) + ",\n]")


def main(program: str) -> int:
    """Make it anew; what it ends with is what the program did."""
    shutil.rmtree(BUILD, ignore_errors=True)
    staged(BUILD / "pages")
    (BUILD / "zensical.toml").write_text(settings(), encoding="utf-8")
    made = [str(Path(program).absolute()), "build", "--strict", "--clean"]
    code = subprocess.run(made, cwd=BUILD, check=False).returncode
    broken = sorted(lost(BUILD / "site"))
    told = "\n".join(broken) if code or broken else f"the site is in {BUILD.relative_to(ROOT)}/site"
    sys.stdout.write(f"{told}\n")
    return code or int(bool(broken))


def lost(site: Path) -> Iterator[str]:
    """What the pages of a site that was made link to in it, and is not there."""
    for page in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="?([^"\s>]+)', page.read_text(encoding="utf-8")):
            where = unquote(link.partition("#")[0])
            is_inner = where and ":" not in where and page.name != _SHOWN_ANYWHERE
            if is_inner and not (page.parent / where).exists():
                yield f"{page.relative_to(site)}: {link} leads nowhere"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
