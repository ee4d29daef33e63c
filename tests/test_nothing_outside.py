"""No sentence reaches people outside the catalogue: in a language that shouts, nothing is said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from babel import Locale

from tests import catalogue, journeys
from tests.journeys import OCCASIONS, WORDS, Occasion
from tests.shouted import CODE, ids_of, shouting

ROOT = Path(__file__).parents[1]
_ESPERANTO = Locale(CODE)
DATA = [  # what nobody translates: names, ids, zones, what people typed and were asked
    *("Europe/London", "Europe/Madrid", "Learning Day", "learning-day", "will_learn", "Somebody"),
    *("#learning", "Ana", "ana", "Bo", "Eve", "eve", "Uma", "uma", "chat"),
    *_ESPERANTO.days["format"]["wide"].values(),
    *_ESPERANTO.months["format"]["wide"].values(),
    *("esperanto", "Esperanto", "English", "english", "Deutsch", "deutsch", "español"),
    *("a rope remembers how it was laid", "resume"),  # a part of what was typed
    "kaj",  # of a list
    *("as before", "fewer reminders", "away until friday", "leave"),  # commands, as they are typed
]
IDS = ["plan"]  # of a round, in what somebody exports
ASKED = (("PLAN", "WHAT WILL YOU LEARN?"), ("LEARNED", "WHAT DID YOU LEARN?"))


def said(lines: list[str]) -> Iterator[str]:
    """What the bot said, without the data in it."""
    typed = sorted({line for words in WORDS["en"].values() for line in words.split("\n")}, key=len)
    is_ours = False
    for line in lines:
        if not line.startswith("       │ "):
            is_ours = "the bot" in line or (is_ours and not line)
        elif is_ours:
            bare = line.removeprefix("       │ ")
            for data in (*reversed(typed), *DATA):
                bare = bare.replace(data, "")
            yield bare


@pytest.mark.parametrize("occasion", OCCASIONS, ids=lambda one: one.title)
async def test_nothing_is_said_that_is_not_in_the_catalogue(
    occasion: Occasion, tmp_path: Path
) -> None:
    (tmp_path / "languages").mkdir()
    words, asked = {**WORDS, CODE: WORDS["en"]}, {**journeys._ASKED, CODE: ASKED}
    with (
        shouting(tmp_path / "languages"),
        patch.object(journeys, "WORDS", words),
        patch.object(journeys, "_ASKED", asked),
    ):
        lines = await journeys._lived(occasion, CODE, tmp_path)
    whole = "\n".join(lines).split("\n")
    outside = [line for line in said(whole) if re.search(r"[a-z]{2}", _without_ids(line))]
    assert outside == []


def _without_ids(line: str) -> str:
    return re.sub(rf"^(?:{'|'.join(IDS)}),", "", line)


# ── what no occasion reaches ───────────────────────────────────────────────────────────────────

ROOMS = ("standup/core", "standup/engine", "standup/chat", "standup/pages", "adapters")
_COMPOSING = {"say", "phrase", "phrase_spans", "Text", "Bold", "Italic", "Paragraph", "Choice"}
_COMPOSING |= {"bullets", "quote"}


def composed(path: Path) -> Iterator[tuple[int, str]]:
    """Words that stand where a message is composed, in a call of what composes one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _COMPOSING:
            shown = node.args[:1] if node.func.id == "Choice" else node.args  # type: ignore[attr-defined]
            for said in (*shown, *(keyword.value for keyword in node.keywords)):
                for text in _texts(said):
                    if re.search(r"[A-Za-z’]{3,}", re.sub(r"\{\w+\}", "", text)):
                        yield node.lineno, text


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield from (text for value in values for text in _texts(value))
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_texts(body), *_texts(orelse))


@pytest.mark.parametrize("room", ROOMS)
def test_no_message_is_composed_of_words_outside_the_catalogue(room: str) -> None:
    known = {form for message in catalogue.sentences() if message.id for form in ids_of(message)}
    outside = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if "contract" not in path.parts and path.name != "console.py"
        for line, text in composed(path)
        if text not in known
    ]
    assert outside == []


def test_words_outside_the_catalogue_are_found(tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text('x = say("That went wrong.")\ny = phrase(f"Sorry, {name}!")\n')
    assert [text for _, text in composed(file)] == ["That went wrong.", "Sorry, "]


@pytest.mark.parametrize("page", sorted((ROOT / "standup/pages/templates").glob("*.html")))
def test_a_page_has_no_words_of_its_own(page: Path) -> None:
    text = re.sub(r"\{[{%#].*?[}%#]\}", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>", " ", text)
    titles = re.findall(r'(?:aria-label|title|alt)="([^"]*[A-Za-z]{2}[^"]*)"', text)
    assert (re.findall(r"[A-Za-z]{2,}", shown), titles) == ([], [])
