"""Who says in a sentence that they are away: the days that they mean, or that it is not plain."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.dates.away import FOR_GOOD, Away
from standup.core.intent.absence import absent, is_ill
from standup.core.intent.intents import Intent, Waiting
from standup.core.intent.reading import read
from tests.rows import each

WEDNESDAY = date(2027, 3, 10)


def march(first: int, last: int | None = None) -> Away:
    return Away(date(2027, 3, first), date(2027, 3, last or first))


SAID = {
    march(10): [
        *(
            "I'm sick today",
            "im sick",
            "sick",
            "sick today",
            "out sick",
            "unwell",
            "calling in sick",
        ),
        *("not feeling well, staying home", "feeling sick, going home", "home sick today 🤒"),
        *("sorry all, i'm sick today", "im ill, sorry team", "taking a sick day", "off today"),
        *("i have a day off today", "taking the rest of the day off", "won't make it today"),
        *("i caught a cold, staying in bed today", "I'm down with the flu, hey bot"),
        *("krank", "bin heute krank", "liege flach", "mir gehts nicht gut, bleib heute zuhause"),
        *("hab fieber und bleib daheim", "ich bin erkältet, bleibe heute im bett"),
        *("estoy enferma", "estoy enfermo hoy", "hoy no voy, estoy malo"),
        *("me siento mal, hoy me quedo en casa", "tengo fiebre, hoy no trabajo"),
    ],
    march(11): [
        *("I'm off tomorrow", "won't be there tomorrow", "hab morgen frei", "mañana no trabajo"),
    ],
    march(10, 12): ["bin krank geschrieben bis freitag", "estoy con gripe hasta el viernes"],
    march(10, 14): ["got covid, out this week"],
    march(10, 15): ["gone until monday", "estoy de vacaciones hasta el lunes"],
    march(10, 20): ["sick leave until the 20th"],
    march(15, 19): ["out of office 15-19 march", "I'm on leave from 15 march to 19 march"],
    march(15, 21): ["on pto next week"],
    Away(date(2027, 3, 15), FOR_GOOD): ["I'm away from monday", "ab montag im urlaub"],
}
NOT_PLAIN = [
    *("I'm off", "I'm out", "on vacation", "im away", "i feel sick", "i have a cold"),
    *("I'm away in 2 weeks", "I'm on holiday in two weeks", "I'm out until 3", "afk until 2pm"),
    *("I'm out this afternoon", "off friday afternoon", "half day off friday"),
    *("I'm sick, back monday", "have the flu, back on monday hopefully"),
    *("I'm off on friday and monday", "I'm sick of meetings today", "i am sick of this"),
    *("i'm off now", "I'm out for 2", "afk 10", "no estoy enfermo hoy", "bin nicht krank"),
    *("i'm not sick", "am i sick today?", "my kid is sick today", "I'm off to the gym"),
    *("Tom is out sick today", "I was sick yesterday", "sick burn", "ich habe Fieber"),
    "I'm sick today and tomorrow I will look at the parser for the import",
]


@pytest.mark.parametrize(("days", "text"), [(days, t) for days, ts in SAID.items() for t in ts])
def test_an_absence_told_in_a_sentence_is_of_these_days(days: Away, text: str) -> None:
    for typed in (text, text.upper(), f"  {text}!! 🙏"):
        assert absent(typed, WEDNESDAY) == days


@each(product((text for texts in SAID.values() for text in texts), [Waiting.NOTHING, Waiting.TEXT]))
def test_an_absence_is_no_news(text: str, waiting: Waiting) -> None:
    found = read(text, waiting)
    assert found.intent in {Intent.COMMAND, Intent.OFFER}
    assert found.command in {"away", None}


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_says_more_or_names_no_day_is_not_plain(text: str) -> None:
    assert absent(text, WEDNESDAY) is None


@pytest.mark.parametrize("text", ["I'm sick today", "bin krank bis freitag", "estoy enferma"])
def test_who_is_ill_is_known(text: str) -> None:
    assert is_ill(text)
    assert not is_ill("I'm on holiday until friday")


@given(st.text(max_size=200))
def test_any_text_is_an_absence_or_none(text: str) -> None:
    found = absent(text, WEDNESDAY)
    assert found is None or found.last >= found.first >= WEDNESDAY
