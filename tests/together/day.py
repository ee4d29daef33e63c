"""One Learning Day of the village as it is lived: what everybody says, and when."""

from contextlib import suppress

from tests.together.village import PATIENCE, StuckError, Village

# Who said what, as it is worded in the end.
PLANS = {
    "ana": "the chain rule\nthe Adam paper, by heart",
    "bo": "**JAX** <b>& @everyone",
    "chi": "Rust\nHaskell, properly",
    "dee": "knots",
}
ASIDES = {"bo": "an aside: sharding is fun", "dee": "now I can tie a bowline"}
SUMMARIES = {
    "ana": "1 done 2 partly – the chain rule is only bookkeeping",
    "chi": "1 done 2 dropped – the borrow checker is a friend",
}
AFTER_A_PRESS = {"bo": "it compiles, and is slow", "dee": "a knot is a program"}
TICKED = "Ticked off"
PRESSED = ("1 partly", "1 done")
PRESSED_AGAIN = "1 done"  # on Discord, where a press may be lost, and is then repeated
_PRESSES = 15
PLANNED, LEARNED = "What will you learn today?", "What did you learn?"


async def live(here: Village) -> None:
    """The whole day; whatever fails meanwhile, everybody just waits for what is theirs to see."""
    here.bot.start()
    await here.connected()
    await here.reach("9:30")
    await _plan(here)
    await here.reach("12:00")
    await _aside(here)
    await here.reach("17:00")
    await _summarise(here)
    await here.reach("20:00")
    await here.quiet()


async def _plan(here: Village) -> None:
    for person in here.people.values():
        await here.hears(person, PLANNED)
    first = await here.ana.says("the chain rule\nthe Adam paper")
    second = await here.chi.says("Rust\nHaskell")
    await here.bo.says(PLANS["bo"])
    await here.dee.says(PLANS["dee"])
    for person in here.people.values():
        await here.hears(person, "posted in the thread")
    await here.ana.edits(first, PLANS["ana"])
    await here.chi.edits(second, PLANS["chi"])


async def _aside(here: Village) -> None:
    for name, words in ASIDES.items():
        await here.people[name].says(words)
    for name in ASIDES:
        await here.hears(here.people[name], "Added to today")


async def _summarise(here: Village) -> None:
    for person in here.people.values():
        await here.hears(person, LEARNED)
    for name, words in SUMMARIES.items():
        await here.people[name].says(words)
    here.bo.person.press_only("◐ partly")
    await here.hears(here.bo, TICKED)
    await _press_until_it_shows(here)
    for name, words in AFTER_A_PRESS.items():
        await here.people[name].says(words)
    for person in here.people.values():
        await here.hears(person, "posted in the thread")


async def _press_until_it_shows(here: Village) -> None:
    """Discord keeps no press for a bot that is not there; its person sees that nothing came."""
    for _ in range(_PRESSES):
        await here.dee.person.press("✓ done")
        with suppress(StuckError):
            return await here.hears(here.dee, TICKED, patience=PATIENCE / _PRESSES)
    raise StuckError("no press ever showed anything")
