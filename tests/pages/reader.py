"""A page as a browser and a screen reader take it: what it holds, and whether it is sound."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_EMPTY = frozenset({"meta", "link", "br", "rect", "line"})
_ALLOWED = frozenset(
    {"html", "head", "meta", "title", "link", "body", "a", "header", "nav", "main", "footer"}
    | {"section", "article", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote"}
    | {"time", "span", "strong", "em", "code", "br", "svg", "rect", "line"}
)
_LANDMARKS = ("header", "nav", "main", "footer", "title", "h1")
REL = "nofollow noopener ugc"


@dataclass
class Page(HTMLParser):
    """One page, read strictly: every tag that opens is closed in order."""

    path: Path
    open: list[str] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        text = self.path.read_text(encoding="utf-8")
        assert text.startswith('<!doctype html>\n<html lang="en">')
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag not in _ALLOWED:
            self.wrong.append(f"<{tag}>")
        if tag not in _EMPTY:
            self.open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        self.wrong += [name for name in told if name.startswith("on") or name in {"style", "src"}]
        self.ids += [told["id"]] if "id" in told else []
        self.needs += [told["aria-labelledby"]] if "aria-labelledby" in told else []
        if tag == "time":
            date.fromisoformat(told["datetime"])
        if "href" in told:
            self.links.append(told)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open.pop() == tag, (self.path, tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def all_pages(folder: Path) -> dict[str, Page]:
    """Every page of a site, by its address."""
    return {str(p.relative_to(folder)): Page(p) for p in sorted(folder.rglob("*.html"))}


def assert_sound(folder: Path) -> None:
    """Every page is whole, can be gone through by ear and by keyboard, and leads somewhere."""
    pages = all_pages(folder)
    for address, page in pages.items():
        assert page.wrong == [], address
        for landmark in _LANDMARKS:
            assert page.tags[landmark] == 1, (address, landmark)
        assert page.headings[0] == 1, address
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
        assert len(page.ids) == len(set(page.ids)), address
        assert set(page.needs) <= set(page.ids), address
        for link in page.links:
            _leads_somewhere(folder, pages, address, link)


def _leads_somewhere(
    folder: Path, pages: dict[str, Page], address: str, link: dict[str, str]
) -> None:
    href = link["href"]
    if ":" in href.split("/")[0]:
        assert href.startswith(("http://", "https://")), href
        assert link.get("rel") == REL, link
        return
    where, _, anchor = href.partition("#")
    target = (folder / address).parent / unquote(where) if where else folder / address
    assert target.resolve().is_file(), (address, href)
    if anchor:
        found = pages[str(target.resolve().relative_to(folder.resolve()))]
        assert anchor in found.ids, (address, href)
