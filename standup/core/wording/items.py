"""What the bot says of items that live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standup.core.language import counted, sentence, several, spoken
from standup.core.life import Life, StateOf
from standup.core.lives.item import Item, News, NewsKind
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import (
    Choice,
    Message,
    Span,
    bullets,
    offering,
    phrase,
    phrase_spans,
    quote,
    say,
)
from standup.core.reports.report import SOMEBODY
from standup.core.wording.times import day_text, full_day_text, names_text, person_text
from standup.core.zones import date_in

MOST_SHOWN = 12  # lines of a logbook
_ITEM = "item."

WHERE = sentence("Where does it stand?")

LIFE_NAMES = (
    sentence("hypothesis"),
    sentence("blocker"),
    sentence("action"),
    sentence("expense"),
    sentence("carried"),
)
"""What the lives that are there already are called."""
SEVERAL = {
    "hypothesis": sentence("hypotheses"),
    "blocker": sentence("blockers"),
    "action": sentence("actions"),
    "expense": sentence("expenses"),
    "carried": sentence("carried plans"),
}
"""What several of each are called."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An item to be told of: with its life, if that is known still, the name of its owner, and of
    everybody who said something of it by their ids."""

    item: Item
    life: Life | None
    owner: str
    names: Mapping[str, str]
    zone: str


def choice_of(number: int, state: int) -> str:
    """What a press of a state says."""
    return f"{_ITEM}{number}.{state}"


def chosen(value: str) -> tuple[int, int] | None:
    """The item and the place of the state that a press says, or None when it is no such."""
    number, _, state = value.removeprefix(_ITEM).partition(".")
    is_one = value.startswith(_ITEM) and number.isdecimal() and state.isdecimal()
    return (int(number), int(state)) if is_one else None


def choices(item: Item, states: Sequence[tuple[int, StateOf]], can: Capabilities) -> Message:
    """The states that may be said of it, to be pressed where that is possible."""
    if not states:
        return Message(())
    if not can.choices:
        return _states(item, [state for _, state in states])
    row = [Choice(spoken(state.name), choice_of(item.number, n)) for n, state in states]
    return offering(tuple(row))


def _called(item: Item) -> dict[str, object]:
    """Its number and its words, as most that is said of it names it."""
    return {"number": item.number, "words": _words(item)}


def named(item: Item) -> Message:
    """ "**#12** the loss differs by seed"."""
    return phrase("**#{number}** {words}", **_called(item))


def _words(item: Item) -> str:
    return item.words or spoken("(taken back)")


def _since(shown: Shown) -> date:
    return date_in(shown.zone, shown.item.since)


def line(shown: Shown, *, several: bool = False) -> tuple[Span, ...]:
    """An item in a list; `several`: of several standups, so that each is named."""
    item = shown.item
    about = [spoken(item.state), shown.owner or spoken("nobody’s yet")]
    about += [item.standup] if several else []
    about.append(spoken("since {day}", day=day_text(_since(shown))))
    return phrase_spans(
        "**#{number}** {words} – {about}",
        **_called(item),
        about=" · ".join(about),
    )


def listed(items: Sequence[Shown], *, more: int, several: bool) -> Message:
    """The items that were asked for."""
    text = bullets([line(one, several=several) for one in items])
    if more:
        text += phrase(counted(*_MORE, more))
    return text + phrase(
        "__Say a number, such as__ `#{n}`__, for its logbook.__", n=items[0].item.number
    )


_MORE = several("__And one more.__", "__And {count} more.__")


def none_found() -> Message:
    """There is no item like that."""
    return phrase("There’s nothing like that here. `items` shows all that are open.")


def none_yet() -> Message:
    """There is no item at all."""
    return phrase("Nothing lives on in your standups yet.")


def not_read() -> Message:
    """What may stand behind `items`."""
    return phrase("I didn’t get that. For example: `items of bo`, `items refuted since march`.")


def unknown(number: int) -> Message:
    """There is none of that number that they may see."""
    return phrase(
        "There’s no #{number} that you can read. `items` shows those you can.", number=number
    )


def detail(
    shown: Shown,
    news: Sequence[News],
    followers: Sequence[Item],
    origin: Item | None,
    most: int | None = MOST_SHOWN,
) -> Message:
    """An item with its logbook, or the latest lines of that."""
    item = shown.item
    text = named(item) + say(" · ".join(_about(shown)))
    if origin is not None:
        text += phrase("Followed from #{n} {words}.", n=origin.number, words=_words(origin))
    if followers:
        led = names_text([f"#{one.number} {_words(one)}" for one in followers])
        text += phrase("Led to {items}.", items=led)
    told = [one for one in news if one.text or one.value]
    latest = told if most is None else told[-most:]
    if len(told) > len(latest):
        text += phrase(counted(*_EARLIER, len(told) - len(latest)))
    return text + bullets([_log(shown, one) for one in latest]) if told else text


_EARLIER = several("__One earlier line is left out.__", "__{count} earlier lines are left out.__")


def _about(shown: Shown) -> list[str]:
    item = shown.item
    begun = date_in(shown.zone, item.begun_at)
    about = [spoken(item.life), spoken(item.state), shown.owner or spoken("nobody’s yet")]
    about.append(spoken("begun on {day}", day=full_day_text(begun)))
    if item.belief is not None and shown.life is not None and shown.life.belief is not None:
        about.append(spoken("belief {n} of {most}", n=item.belief, most=shown.life.belief[1]))
    if item.due is not None:
        about.append(spoken("due {day}", day=day_text(item.due)))
    return about


def _log(shown: Shown, news: News) -> tuple[Span, ...]:
    day = full_day_text(date_in(shown.zone, news.at))
    name = person_text(shown.names.get(news.person or "", SOMEBODY))
    said = said_text(news, shown.names)
    if news.replied_on:
        told = sentence("{day} · {name}, in the channel on {platform}: {said}")
        return phrase_spans(told, day=day, name=name, platform=news.replied_on, said=said)
    return phrase_spans("{day} · {name}: {said}", day=day, name=name, said=said)


def said_text(news: News, names: Mapping[str, str]) -> str:
    """A line of a logbook; `names` are people's by their ids."""
    return " – ".join(filter(None, (set_text(news.kind, news.value, names), news.text)))


def set_text(kind: NewsKind, value: str, names: Mapping[str, str]) -> str:
    """What a line of a logbook sets, if anything; `names` are people's by their ids."""
    match kind:
        case NewsKind.WORDS:
            return ""
        case NewsKind.STATE:
            return spoken(value)
        case NewsKind.OWNER:
            return spoken("it’s {name}’s now", name=person_text(names.get(value, SOMEBODY)))
        case NewsKind.BELIEF:
            return spoken("belief {n}", n=value)
        case NewsKind.DUE:
            return spoken("due {day}", day=day_text(date.fromisoformat(value)))
        case NewsKind.ORIGIN:
            return spoken("followed from #{n}", n=value)


def moved(item: Item) -> Message:
    """It is in a state now."""
    return phrase(
        "**#{number}** {words} is **{state}** now.",
        **_called(item),
        state=spoken(item.state),
    )


def noted(item: Item) -> Message:
    """Something was written into its logbook."""
    return phrase("Noted in the logbook of **#{number}** {words}.", **_called(item))


def taken_back(item: Item) -> Message:
    """What they said of it last is taken back."""
    return phrase("What you said of **#{number}** {words} is taken back.", **_called(item))


def let_go(item: Item) -> Message:
    """What they kept last lives on no more."""
    return phrase("Taken back: **#{number}** {words} doesn’t live on.", **_called(item))


def kept(item: Item, title: str) -> Message:
    """Words live on, and who reads them."""
    return phrase(
        "Kept as **#{number}** {words}.\nEveryone in {title} can see it: `items` shows it.",
        title=title,
        **_called(item),
    )


def no_such_life(called: str, names: Sequence[str]) -> Message:
    """Nothing lives on so in their standups."""
    if not names:
        return phrase("Nothing lives on in your standups. Their owners can change that.")
    known = names_text([spoken(name) for name in names])
    return phrase("Nothing is kept as {called} here. I know {names}.", called=called, names=known)


def which_standup(called: str, titles: Sequence[str]) -> Message:
    """In which of several standups it is to live on."""
    return phrase(
        "In which standup? {titles} all keep {called}. Say it while one of them asks you.",
        titles=names_text(titles),
        called=called,
    )


def nothing_to_keep(called: str) -> Message:
    """Nothing was said lately that could live on."""
    return phrase(
        "What shall I keep? For example: `keep as {called}: warmup matters`.", called=called
    )


def is_set(item: Item, what: str) -> Message:
    """Something else of it was set."""
    return phrase("**#{number}** {words}: {what}.", **_called(item), what=what)


def owner_is(name: str, *, is_theirs: bool) -> str:
    """Whose it is now, in the words of whoever says so."""
    if is_theirs:
        return spoken("it’s yours now")
    return spoken("it’s {name}’s now", name=name)


def belief_is(much: int) -> str:
    """How much it is believed in now."""
    return spoken("belief {n}", n=much)


def due_is(day: date) -> str:
    """When it is due now."""
    return spoken("due {day}", day=day_text(day))


def follows(origin: Item) -> str:
    """What it followed from."""
    return spoken("followed from #{n} {words}", n=origin.number, words=_words(origin))


def unsure(item: Item, life: Life) -> Message:
    """A state was named, and nobody knows whether it is said of it."""
    text = phrase(
        "I wasn’t sure what that says of **#{number}** {words}. Where does it stand?",
        **_called(item),
    )
    text += _states(item, life.states)
    return text + phrase("`#{n} note …` writes anything into its logbook.", n=item.number)


def _states(item: Item, states: Sequence[StateOf]) -> Message:
    """How each state is said of it."""
    said = (spoken(state.name) for state in states)
    return bullets([phrase_spans("`#{n} {state}`", n=item.number, state=one) for one in said])


def not_yours(item: Item, owner: str, by: str) -> Message:
    """Who may say so instead."""
    if by == "owners":
        return phrase(
            "Only those who run the standup say that of **#{number}**.", number=item.number
        )
    return phrase(
        "**#{number}** is {name}’s, so it’s theirs to say. `#{number} note …` writes into its"
        " logbook.",
        number=item.number,
        name=owner or spoken("nobody"),
    )


def nobody_called(name: str) -> Message:
    """There is no such person in the standup."""
    return phrase("Nobody in this standup is called {name}.", name=name)


def beyond_belief(life: Life) -> Message:
    """How much one may believe in an item of this life."""
    if life.belief is None:
        return phrase("Nobody says how much they believe in these.")
    return phrase("Say a number from {least} to {most}.", least=life.belief[0], most=life.belief[1])


def first_of_life(items: Sequence[Item], life: Life) -> Message:
    """How an item lives, told once, with the first of somebody's."""
    text = phrase("This lives on beyond today:") + bullets([one.called for one in items])
    first = items[0].number
    return text + phrase(
        "Say `#{n} {state} – why` whenever you know more; `#{n}` shows its logbook, `items` all"
        " that are open.",
        n=first,
        state=spoken(life.end.name),
    )


def whose(items: Sequence[Item]) -> Message:
    """Whose an item is that belongs to nobody yet."""
    text = phrase("Who takes this on?") + bullets([one.called for one in items])
    return text + phrase("For example: `#{n} for bo`, `#{n} for me`.", n=items[0].number)


def said_of_yours(item: Item, name: str, news: News) -> Message:
    """What somebody said of an item, told its owner."""
    if news.kind is NewsKind.STATE:
        text = phrase(
            "{name}: **#{number}** {words} is **{state}**.",
            name=name,
            **_called(item),
            state=spoken(news.value),
        )
    elif news.replied_on:
        text = phrase(
            "{name} asks about **#{number}** {words}, in the channel on {platform}:",
            name=name,
            **_called(item),
            platform=news.replied_on,
        )
    else:
        text = phrase("{name} on **#{number}** {words}:", name=name, **_called(item))
    return text + quote(news.text) if news.text else text


def unsaid_of_yours(item: Item, name: str) -> Message:
    """Somebody took back what they said of an item in a channel, of which its owner was told."""
    return phrase(
        "{name} took back what they said of **#{number}** {words} in the channel.",
        name=name or person_text(SOMEBODY),
        **_called(item),
    )


def given(item: Item, name: str) -> Message:
    """An item is theirs now."""
    return phrase(
        "{name} gave you **#{number}** {words}. `#{number}` shows its logbook.",
        name=name,
        **_called(item),
    )


def urgent(item: Item, name: str, title: str) -> Message:
    """Something that somebody needs to know at once."""
    return phrase(
        "{name} in {title}: **#{number}** {words}",
        name=name,
        title=title,
        **_called(item),
    )


def still_urgent(item: Item, name: str, title: str) -> Message:
    """The same, again."""
    return phrase(
        "Still {state}: {name} in {title}: **#{number}** {words}",
        state=spoken(item.state),
        name=name,
        title=title,
        **_called(item),
    )


def ask(items: Sequence[tuple[Item, Life]], *, quiet: bool) -> Message:
    """Where items stand, asked of their owner; `quiet`: one of which nothing was said for long."""
    if quiet:
        [(item, life)] = items
        text = phrase(
            "Nothing new about **#{number}** {words} for a while. Is it over?", **_called(item)
        )
        return text + _states(item, [state for state in life.states if state.ends])
    [(first, life), *_] = items
    asked = life.ask.say if life.ask and life.ask.say else WHERE
    text = bullets([one.called for one, _ in items]) + say(spoken(asked))
    return text + phrase(
        "__For example__ `#{n} {state}`__. No need to answer if nothing has changed.__",
        n=first.number,
        state=spoken(life.end.name),
    )


def overtaken(mine: Item, yours: Item, name: str) -> Message:
    """Whether an item is of interest still, asked of its owner."""
    return phrase(
        "{name}: with **#{a}** {what}, is your **#{b}** {words} overtaken?",
        name=name,
        a=mine.number,
        what=_words(mine),
        b=yours.number,
        words=_words(yours),
    )


def asked_owners(items: Sequence[Item], names: Sequence[str]) -> Message:
    """These are asked about theirs."""
    numbers = names_text([f"#{one.number}" for one in items])
    return phrase("I’ve asked {names} about {items}.", names=names_text(names), items=numbers)


def not_overtaken(items: Sequence[Item]) -> Message:
    """Of these nobody is asked whether they are overtaken."""
    numbers = names_text([f"#{one.number}" for one in items])
    told = counted(
        "{items} has ended, is nobody’s, or of another kind, so I’ve asked nobody about it.",
        "{items} have ended, are nobody’s, or of another kind, so I’ve asked nobody about them.",
        len(items),
        items="{items}",
    )
    return phrase(told, items=numbers)


def may_overtake(item: Item, others: Sequence[Item]) -> Message:
    """That it may have made others needless."""
    numbers = " ".join(f"#{one.number}" for one in others)
    return phrase(
        "Does that settle others as well? `#{n} overtakes {others}` asks their owners.",
        n=item.number,
        others=numbers,
    )


def line_or_item(number: int, words: str, options: tuple[str, ...]) -> Message:
    """A number that is a line of the plan, or one of these options, and an item."""
    if options:
        return phrase(
            "Is that **{option}**? Then say `{n}`. Or **#{n}** {words}? Then say `/item {n}`.",
            option=options[number - 1],
            n=number,
            words=words,
        )
    return phrase(
        "Is that line {n} of your plan? Then say `{n} …`. Or **#{n}** {words}? Then say"
        " `/item {n} …`.",
        n=number,
        words=words,
    )


def news(name: str, item: Item, told: News | None) -> Message:
    """What became of an item, in the channel."""
    if told is None or not (told.value or told.text):
        return phrase("**#{number}** {words} __– taken back__", **_called(item))
    if told.kind is NewsKind.STATE:
        text = phrase(
            "**{name}** · #{number} {words} – **{state}**",
            name=name,
            **_called(item),
            state=spoken(told.value),
        )
    else:
        text = phrase("**{name}** · #{number} {words}", name=name, **_called(item))
    return text + quote(told.text) if told.text else text
