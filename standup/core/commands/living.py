"""Commands about items that live."""

from functools import cache

from standup.core.commands.entry import Around, Entry, MenuEntry
from standup.core.commands.said import Items, Known, OfItem
from standup.core.language import languages, sentence, speaking, spoken
from standup.core.lives.life import SHIPPED
from standup.core.rights import Action

_LONGEST = 200
_WAYS = ("of", "by", "from", "since", "in", "until", "all", "von", "seit", "de", "desde", "en")


@cache
def _behind() -> frozenset[str]:
    """With what the words behind `items` begin that are surely no answer, where no sign says so."""
    states = [state.name for life in SHIPPED.values() for state in life.states]
    found = {*_WAYS, *SHIPPED, "ended", "settled"}
    for language in languages():
        with speaking(language):
            found.update(spoken(name).casefold() for name in (*states, *SHIPPED))
    return frozenset(found)


def _items(rest: str, around: Around) -> Known | None:
    first = rest.split()[:1]
    is_meant = around.is_signed or (first and first[0].casefold() in _behind())
    return Items(rest.strip()[:_LONGEST]) if is_meant else None


def _item(rest: str, around: Around) -> Known | None:
    """Without a number it is asked which there are: `/item`."""
    return Items(rest.strip()[:_LONGEST]) if around.is_signed else None


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
        help=sentence("`items` – what lives on in your teams; `#12` shows one of them"),
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
        shown="#12",
    ),
)
