"""What phones type in place of a command, and what comes of it: tables/plain-speech.txt."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from standup.core.asking.offers import Offer, Use
from standup.core.commands.said import Adjust, History, Leave, Plain, Steer, Why
from standup.core.conversation.effects import (
    Add,
    Arrange,
    Effect,
    Hold,
    Keep,
    LeaveOut,
    Return,
    Say,
    SayStatus,
    StayAway,
)
from standup.core.dates.away import Away
from standup.core.language import ENGLISH, speaking
from standup.core.messages.markup import plain
from standup.core.wording import direct
from tests.core.phrasings import rows, written
from tests.core.test_conversation import DAILY, LEARNING, Person

TABLE = [(row[0], row[1], written(row[2]), row[3]) for row in rows("plain-speech.txt")]
_NAMED = {Why: "why", History: "history", Leave: "leave"}
_ASKED = {Use.LATER: "later?", Use.SKIP: "skip run?"}
_SHOWN = {"answer", "update"}
MOST_NEEDLESS = 0.025  # questions, of all


def said_in(language: str, state: str) -> Person:
    """Somebody of whom this is so."""
    ana = Person()
    ana.talk = replace(ana.talk, language=language)
    if state == "away":
        today = ana.now.date()
        ana.talk = replace(ana.talk, away=(Away(today, today + timedelta(days=3)),))
        return ana
    ana.opens(DAILY if state == "text" else LEARNING, "day" if state == "text" else "plan")
    if state in {"open", "owner"}:
        ana.says("knots\na splice")
        ana.now += timedelta(hours=1)
    ana.talk = replace(ana.talk, steers=state == "owner")
    return ana


def came_of(language: str, state: str, text: str) -> str:
    """What comes of a message."""
    ana = said_in(language, state)
    before = ana.talk.check_ins
    effects = ana.says(text)
    is_put_off = any(c.put_off for c in ana.talk.check_ins) and not any(c.put_off for c in before)
    return "later" if is_put_off else _came_of(language, effects)


def _came_of(language: str, effects: tuple[Effect, ...]) -> str:
    for effect in effects:
        if isinstance(effect, Hold):
            return _asked(effect.offer, effects)
        if isinstance(effect, Arrange):
            return _arranged(effect)
        if (done := _DONE.get(type(effect))) is not None:
            return done
    with speaking(language):
        is_help = plain(direct.help_text()) in _words(effects)
    return "help" if is_help else "talk"


_DONE: Mapping[type[Effect], str] = {
    Return: "back",
    LeaveOut: "skip run",
    StayAway: "away",
    SayStatus: "status",
    Keep: "answer",
    Add: "update",
}


def _arranged(effect: Arrange) -> str:
    match effect.command:
        case Plain(name) | Adjust(name) | Steer(name):
            return name
        case command:
            return _NAMED.get(type(command), type(command).__name__)


def _asked(offer: Offer, effects: tuple[Effect, ...]) -> str:
    """What is asked about a message: whether it is a command that can be had for a word."""
    first = _ASKED.get(offer.ways[0].use)
    if first is None:
        english = {"undo": "undo", "rückgängig": "undo", "deshacer": "undo"}
        english |= {"leave": "leave", "abmelden": "leave", "darme de baja": "leave"}
        first = next((f"{english[n]}?" for n in english if f"`{n}`?" in _words(effects)), "ask")
    return first


def _words(effects: tuple[Effect, ...]) -> str:
    return "\n".join(plain(effect.message) for effect in effects if isinstance(effect, Say))


def readings() -> dict[tuple[str, str, str], tuple[str, str]]:
    """What is read otherwise than it was judged, with both."""
    found = {}
    for language, state, text, expected in TABLE:
        if (came := came_of(language, state, text)) != expected:
            found[language, state, text] = (expected, came)
    return found


def is_grave(expected: str, came: str) -> bool:
    """Whether words were shown that were not for others, or others' were not, or something was done
    that nobody said. To ask, or to say what may be said, is a cost and no more."""
    is_asked = came in {"ask", "talk", "status", "help"} or came.endswith("?")
    is_lost = expected in _SHOWN and came in {"talk", "status", "help"}
    return is_lost or (not is_asked and expected.removesuffix("?") != came)


@pytest.fixture(scope="module")
def otherwise() -> dict[tuple[str, str, str], tuple[str, str]]:
    return readings()


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(TABLE) >= 330
    assert {row[0] for row in TABLE} == {ENGLISH, "de", "es"}


def test_nothing_is_shown_or_done_that_nobody_said(
    otherwise: dict[tuple[str, str, str], tuple[str, str]],
) -> None:
    assert {case: both for case, both in otherwise.items() if is_grave(*both)} == {}


def test_few_are_asked_who_need_not_be(
    otherwise: dict[tuple[str, str, str], tuple[str, str]],
) -> None:
    assert len(otherwise) <= MOST_NEEDLESS * len(TABLE), otherwise
