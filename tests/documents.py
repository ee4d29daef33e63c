"""The documents as tests read them: which there are, their code, tables and links."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *(ROOT / name for name in ("adapters/README.md", "deploy/README.md", "requirements/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
_TEXTS = {".txt", ".svg", ".json"}
SHIPPED = [
    *DOCUMENTS,
    *(p for p in (ROOT / "docs").rglob("*") if p.suffix in _TEXTS),
    *(ROOT / "deploy").glob("*"),
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def page(name: str) -> str:
    """The text of a page of docs/."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def code(text: str) -> list[str]:
    """Every line of code in a document: those of its fences, and what stands in backticks."""
    lines = [line.strip() for _, body in FENCE.findall(text) for line in body.split("\n")]
    return lines + CODE.findall(FENCE.sub("", text))


def table(text: str, first: str) -> dict[str, str]:
    """The rows of the table whose first heading is this, by their first cell."""
    found = re.search(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert found, f"no table of {first}"
    cells = (line.strip("|\n ").split(" | ") for line in found[1].splitlines())
    return {row[0]: row[1] for row in cells}


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def yaml_of(text: str) -> list[str]:
    """The YAML blocks of a document, as they stand in a file."""
    return [textwrap.dedent(body) for language, body in FENCE.findall(text) if language == "yaml"]


def links(path: Path) -> Iterator[str]:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    yield from (first or second for first, second in _LINK.findall(text))
