"""What must be true of the day in the end, whatever failed in between."""

from collections import Counter
from collections.abc import Sequence

from standup.store.database import Transaction
from tests.together import day
from tests.together.clients import OnDiscord
from tests.together.village import Village

_TWICE = 2  # where no key can tell a repetition
Shown = dict[str, list[str]]


async def shown(here: Village) -> Shown:
    """Everything that stands in every place, by place; those of Discord begin with a #."""
    places: Shown = {"#channel": here.channel_shows(), "group": here.group_shows()}
    for name, client in here.people.items():
        place = f"#{name}" if isinstance(client, OnDiscord) else name
        places[place] = list(await client.heard())
    return places


async def lies(here: Village, ought: Shown, doubles: int) -> list[str]:
    """What is not as it ought to be, in words."""
    found = [*await _answers(here), *await _outbox(here)]
    found += [f"a violation: {one}" for one in here.telegram.violations + here.discord.violations]
    left = doubles
    for place, texts in (await shown(here)).items():
        wanted, there = Counter(ought[place]), Counter(texts)
        found += [f"{place} lacks {text!r}" for text in (wanted - there).elements()]
        more = [text for text in (there - wanted).elements() if not text.startswith(day.TICKED)]
        if place.startswith("#"):
            found += [f"{place} shows once too often {text!r}" for text in more]
            continue
        left -= sum((there - wanted).values())
        found += _too_often(place, ought[place], texts)
    if left < 0:
        found.append(
            f"{doubles - left} messages more than wanted on Telegram, of {doubles} allowed"
        )
    return found


def _too_often(place: str, wanted: Sequence[str], there: Sequence[str]) -> list[str]:
    """Nothing comes a third time, or was never wanted, on whichever wording it begins."""
    heads = Counter(text.partition("\n")[0] for text in wanted)
    return [
        f"{place} shows {count} times what begins with {head!r}"
        for head, count in Counter(text.partition("\n")[0] for text in there).items()
        if count > _TWICE * heads[head]
    ]


async def _answers(here: Village) -> list[str]:
    """Every message that people sent is an answer, in its last wording, once."""
    said = [
        words
        for told in (day.PLANS, day.ASIDES, day.SUMMARIES, day.AFTER_A_PRESS)
        for words in told.values()
    ]

    async def kept(tx: Transaction) -> list[str]:
        rows = await tx.all("SELECT text FROM answer UNION ALL SELECT text FROM addition")
        return [row[0] for row in rows]

    wanted, there = Counter([*said, *day.PRESSED]), Counter(await here.store.read(kept))
    there[day.PRESSED_AGAIN] = min(1, there[day.PRESSED_AGAIN])
    lost = [f"lost is {text!r}" for text in (wanted - there).elements()]
    return lost + [f"kept once too often is {text!r}" for text in (there - wanted).elements()]


async def _outbox(here: Village) -> list[str]:
    """Nothing is on its way any more, nor was anything given up or put aside."""

    async def open_(tx: Transaction) -> list[str]:
        rows = await tx.all(
            "SELECT key || ' is ' || state FROM outbox WHERE state NOT IN ('sent', 'expired')"
            " UNION ALL SELECT id || ' was put aside' FROM inbound WHERE failed IS NOT NULL"
        )
        return [row[0] for row in rows]

    return await here.store.read(open_)
