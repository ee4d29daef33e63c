"""The people of the stories do all that people do to a bot, and the stories' truth follows it."""

from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from standup.core import commands
from standup.core.intent.reading import Intent, Waiting, read
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, live
from standup.simulate.tongues import ENGLISH, TONGUES, Tongue

SEEDS = range(100, 130)
SAID = {
    "a greeting": {"hello", "good morning!", "gooood morning"},
    "thanks": {"thanks!", "thnaks"},
    "a question about the bot": {"what is this?", "are you a bot?"},
    "a command": {"status", "help"},
    "a command that is mistyped": {"stauts", "hepl", "/stauts", "/serach way"},
    "what looks like a command": {"/skip connections", "pause", "remind missing"},
    "a greeting in German": {"hallo", "guten morgen!", "guuuten morgen"},
    "a greeting in Spanish": {"hola", "¡buenos días!", "buenooos días"},
    "a command in German, as the bot told it": {"heute auslassen", "hilfe", "zurück", "auslassen"},
    "a command in Spanish, as the bot told it": {"saltar hoy", "ayuda", "volver", "saltar"},
}
DONE = {
    "one thing a message": "more",
    "a tap that adds them": "tap",
    "the rest of a long text": "rest",
    "what others wrote": "forward",
    "an update that was meant for the plan": "move",
    "how they want to be asked": "set",
    "that they would rather not": "undo",
}


def test_people_greet_ask_mistype_forward_set_and_write_one_thing_a_message_or_too_much() -> None:
    texts, sorts = Counter[str](), Counter[str]()
    for seed in SEEDS:
        with live(Plot(seed, 3)) as story:
            assert list(lies(story)) == []
            texts.update(meant.text for meant in story.diary.values())
            sorts.update(meant.sort for meant in story.diary.values())
    said = {what: sum(texts[text] for text in any_of) for what, any_of in SAID.items()}
    done = {what: sorts[sort] for what, sort in DONE.items()}
    assert all((said | done).values()), (said, done)


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.client)
def test_a_seed_tells_the_same_story_in_each_language(tongue: Tongue) -> None:
    for name in (field.name for field in fields(Tongue)):
        said, english = getattr(tongue, name), getattr(ENGLISH, name)
        assert isinstance(said, str) or len(said) == len(english), name


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.client)
def test_what_is_said_to_the_bot_is_news_in_no_language(tongue: Tongue) -> None:
    posted = [
        text
        for text in (*tongue.for_the_bot, *tongue.mistyped)
        for waiting in Waiting
        if read(text, waiting).intent is Intent.POST
        and commands.parse(text, date(2026, 11, 26)) is None
    ]
    assert posted == []
