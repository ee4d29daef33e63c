"""`make sentences`: gathers every sentence the bot says, and brings the translations up to it.

With a language code as its argument it begins the translation into that language.
"""

import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from standup.core import language

SOURCE = Path(__file__).parents[1] / "standup"
TEMPLATE = "standup.pot"
_KEYWORDS = {
    **dict.fromkeys(("phrase", "phrase_spans", "spoken", "sentence", "tell"), None),
    **dict.fromkeys(("counted", "several", "tell_many"), (1, 2)),
}
_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]


def sentences() -> Catalog:
    """Every sentence, as it stands in the code."""
    told = Catalog(project="open-standup", charset="utf-8", fuzzy=False)
    for _, _, sentence, _, _ in sorted(_found(), key=lambda one: (one[0], one[1])):
        if isinstance(sentence, tuple) or re.sub(r"\s|\{x\}", "", sentence or ""):
            told.add(sentence)
    return told


_Found = tuple[str, int, str | tuple[str, ...], list[str], str | None]


@cache
def _found() -> Sequence[_Found]:
    rooms: list[_Found] = []
    for room in ("core", "engine", "pages"):
        found = extract_from_dir(str(SOURCE / room), method_map=_METHODS, keywords=_KEYWORDS)
        rooms += ((f"{room}/{file}", *rest) for file, *rest in found)  # type: ignore[misc]
    return rooms


def write(folder: Path, *new: str) -> None:
    """Write the template, and each translation with what it has no words for yet."""
    template = sentences()
    _write(folder / TEMPLATE, template)
    for code in {*new, *(file.stem for file in folder.glob("*.po"))}:
        file = folder / f"{code}.po"
        told = Catalog(locale=code, project="open-standup", charset="utf-8", fuzzy=False)
        if file.exists():
            with file.open("rb") as before:
                told = read_po(before, locale=code)
        told.update(template, no_fuzzy_matching=True)
        told.obsolete.clear()
        _write(file, told)


def _write(file: Path, told: Catalog) -> None:
    with file.open("wb") as out:
        write_po(out, told, width=100, omit_header=False, sort_output=False, no_location=True)
    text = file.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(_OF_THE_DAY)]
    file.write_text("\n".join(kept).strip() + "\n", encoding="utf-8")


_OF_THE_DAY = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By', "# ")


if __name__ == "__main__":
    write(language.FOLDER, *sys.argv[1:])
