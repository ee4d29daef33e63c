"""Commands about items that live."""

import re
from collections.abc import Mapping
from functools import cache

from standup.core.commands.entry import Around, Entry, MenuEntry, of_a_standup
from standup.core.commands.said import Items, KeepAs, Known, Map, OfItem
from standup.core.language import sentence
from standup.core.life import SHIPPED
from standup.core.lives import naming, sought
from standup.core.rights import Action
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_LONGEST, _DIGITS = 200, 7


@cache
def _lives() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The lives and states that we know, by their names in every language."""
    return naming.named(SHIPPED.values())


def lives() -> Mapping[str, str]:
    """The lives that we know, by what they are called in every language."""
    return _lives()[0]


def states() -> Mapping[str, str]:
    """What an item may be said to be, likewise."""
    return _lives()[1]


def _items(rest: str, around: Around) -> Known | None:
    is_meant = around.is_signed or sought.may_be(rest, around.today, *_lives())
    return Items(rest.strip()[:_LONGEST]) if is_meant and rest.strip() else None


_AS = Pattern(
    r"(?:this|that|it|das|dies|es|esto|eso)?\s*(?:as|als|como)\s+(?:an?\s|eine?n?\s|una?\s)?\s*"
    r"(?P<life>[\w-]+)\s*(?:[:–—-]\s*)?(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)


def _item(rest: str, around: Around) -> Known | None:
    """By its number, or without one all that are open; where a sign says that it is a command."""
    number, _, words = rest.strip().lstrip("#").partition(" ")
    if not around.is_signed:
        return None
    is_one = number.isdecimal() and len(number) <= _DIGITS
    return OfItem(int(number), words.strip(), is_marked=True) if is_one else Items(rest.strip())


def _keep(rest: str, around: Around) -> Known | None:
    """What may be kept is a life by its name: not "keep as much as possible in cache"."""
    found = _AS.fullmatch(rest.strip())
    if found is None:
        return None
    is_life = fold(found["life"]) in _lives()[0] or found["life"] in around.lives
    is_meant = is_life or around.is_signed or around.is_free
    return KeepAs(found["life"], found["words"].strip()) if is_meant else None


LIVING = (
    Entry(
        "items",
        Items,
        Action.SEE_ITEMS,
        told=(
            "you see what lives on in your teams and is open: hypotheses, blockers, actions; also "
            "`items of bo`, `items refuted since march`, `items of me`"
        ),
        phrases={"items": Items(), "items?": Items()},
        read=_items,
        handler="wishes.take",
        help=sentence("`items` – what lives on in your teams; `map` draws it, `#12` shows one"),
        shown="/items",
        menu=MenuEntry(
            "items",
            {
                "en": "What lives on in your teams",
                "de": "Was in deinen Teams weiterlebt",
                "es": "Lo que sigue vivo en tus equipos",
                "fr": "Ce qui vit encore dans tes équipes",
            },
            {
                "en": "refuted since march, or: of bo",
                "de": "refuted since march oder: von bo",
                "es": "refuted since march, o: de bo",
                "fr": "refuted since march, ou : of bo",
            },
        ),
    ),
    Entry(
        "item",
        OfItem,
        Action.SEE_ITEMS,
        told=(
            "`#12` shows an item and its logbook; `#12 refuted – the loss differs by seed` says "
            "where it stands, and anything else behind the number is written into its logbook; "
            "also `#12 for bo`, `#12 due friday`, `#12 belief 4`, `#12 from #7`, "
            "`#12 overtakes #13`"
        ),
        read=_item,
        handler="items.of_item",
        takes_any_length=True,
        shown="#12",
    ),
    Entry(
        "map",
        Map,
        Action.SEE_ITEMS,
        told=(
            "you see a picture of all that lives and lived in a standup, by theme and over time, "
            "with what followed from what; `map research` of one where there are several"
        ),
        phrases={"map": Map()},
        read=of_a_standup(Map),
        handler="wishes.take",
        menu=MenuEntry(
            "map",
            {
                "en": "A picture of what became of it all",
                "de": "Ein Bild davon, was aus allem wurde",
                "es": "Una imagen de qué fue de todo",
                "fr": "Une image de ce que tout est devenu",
            },
        ),
    ),
    Entry(
        "keep",
        KeepAs,
        Action.SEE_ITEMS,
        told=(
            "`keep this as a hypothesis` lets what you said last live on, where your standup has "
            "hypotheses; `keep as hypothesis: warmup matters` says it anew"
        ),
        phrases={"keep": KeepAs("")},
        signed=frozenset({"keep"}),
        read=_keep,
        handler="items.keep_as",
        takes_any_length=True,
        shown="keep as hypothesis",
        menu=MenuEntry(
            "keep",
            {
                "en": "Let what you said live on",
                "de": "Was du gesagt hast weiterleben lassen",
                "es": "Dejar que siga vivo lo que dijiste",
                "fr": "Laisser vivre ce que tu as dit",
            },
            {
                "en": "as hypothesis: warmup matters",
                "de": "als hypothese: warmup hilft",
                "es": "como hipótesis: warmup ayuda",
                "fr": "as hypothesis: warmup matters",
            },
        ),
    ),
)
