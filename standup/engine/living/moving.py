"""What somebody says of one item in a message of its own: where it stands, whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from standup.core import commands, keys, rights
from standup.core.life import Life, Movers, StateOf
from standup.core.lives import saying
from standup.core.lives.item import BY_REPLY, Item, News, NewsKind
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.posts import PostKind
from standup.core.rights import Action
from standup.core.text.name_matching import fold
from standup.core.wording import items as wording
from standup.engine import occasion
from standup.engine.living import following, news
from standup.engine.living.known import life_of, readable_item, shown
from standup.engine.occasion import Occasion
from standup.engine.whom import called_so
from standup.store import item_wordings, items, logbook, posts, runs

_SIBLINGS = 3  # that are named, of those that one may have made needless


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at an item: the occasion, the item with its life and standup, and the source of what
    they say of it, and which part of that."""

    at: Occasion
    item: Item
    life: Life
    standup: Standup
    source: str
    part: str = ""

    @property
    def owner(self) -> str:
        """The name of the item's owner, if it has one."""
        person = self.at.directory.people.get(self.item.owner or "")
        return person.name if person else ""

    def may(self, by: Movers) -> bool:
        """Whether they may say what is said so."""
        role = rights.towards_item(self.at.person, self.item.owner, self.standup, by)
        return rights.may(role, Action.MOVE_ITEM)

    async def note(self, kind: NewsKind, value: str = "", text: str = "") -> int:
        """Write it into the logbook, and tell those whom it concerns."""
        state = self.life.state(value) if kind is NewsKind.STATE else None
        told = News(
            kind,
            self.source,
            self.at.now,
            value=value,
            text=text,
            person=self.at.person.id,
            part=self.part,
            ends=state is not None and state.ends,
        )
        line = await logbook.note(self.at.tx, self.item.number, told, self.part)
        await logbook.renew(self.at.tx, self.item.number)
        self.at.leaving.is_news = True
        await news.to_owner(self.at.tx, self.at.directory, self.at.now, self.item, told)
        return line

    async def again(self) -> Item:
        """The item as it is by now."""
        found = await items.get(self.at.tx, self.item.number)
        assert found is not None
        return found


async def hand(at: Occasion, number: int, source: str, part: str = "") -> Hand | None:
    """Somebody at an item; None where there is none of that number that they may read."""
    found = await readable_item(at, number)
    life = life_of(at.directory, found[0]) if found else None
    return Hand(at, found[0], life, found[1], source, part) if found and life else None


async def detail(at: Occasion, number: int) -> Message:
    """An item and its logbook, with the states that somebody may press."""
    found = await readable_item(at, number)
    if found is None:
        return wording.unknown(number)
    item, standup = found
    told = await logbook.of(at.tx, number)
    origin = await items.get(at.tx, item.origin) if item.origin is not None else None
    seen = shown(at.directory, item, at.person.zone, told)
    text = wording.detail(seen, told, await items.followers(at.tx, number), origin)
    life = life_of(at.directory, item)
    if life is None or item.has_ended or not item.words:
        return text
    here = Hand(at, item, life, standup, "")
    may = [(n, s) for n, s in enumerate(life.states) if s.name != item.state and here.may(s.by)]
    return text + wording.choices(item, may, at.can) if at.can.choices else text


async def say_of(here: Hand, words: str) -> Message:
    """Do what somebody says of an item; returns what is said to them."""
    said = saying.read(words, here.life, here.at.said_on)
    if isinstance(said, saying.Moves | saying.Says | saying.Unsure):
        return await _tell(here, said)
    return await _set(here, said)


async def _tell(here: Hand, said: saying.Moves | saying.Says | saying.Unsure) -> Message:
    match said:
        case saying.Moves(state, text):
            return await move(here, state, text)
        case saying.Says(text):
            await _post(here, await here.note(NewsKind.WORDS, text=text))
            return wording.noted(here.item)
        case saying.Unsure():
            return wording.unsure(here.item, here.life)
    assert_never(said)


async def corrected(at: Occasion, source: str, text: str) -> None:
    """Have what was said of an item follow its message, which says this now, or nothing."""
    before = await logbook.said_in(at.tx, source)
    await logbook.drop(at.tx, source)
    await logbook.renew_posts(at.tx, source)
    at.leaving.is_news = True
    if text:
        await _said_instead(at, source, text, before)
    else:
        await item_wordings.drop(at.tx, source)
    await following.follow(at.tx, at.directory, at.now, source, before)


async def _said_instead(
    at: Occasion, source: str, text: str, before: Sequence[tuple[int, News]]
) -> None:
    """Have it said of the item that this names, or that it was a reply about, if it says anything
    of it."""
    from standup.core.commands.telling import Told, told  # noqa: PLC0415 - rarely changed

    number = commands.item_named(text)
    said = commands.parse(text, at.today) or told(text)
    if said is None and (replied := next((n for n, one in before if one.part == BY_REPLY), None)):
        number, said = replied, commands.OfItem(replied, text, is_reply=True)
    part = BY_REPLY if isinstance(said, commands.OfItem) and said.is_reply else ""
    here = await hand(at, number, source, part) if number is not None else None
    if here is not None and isinstance(said, commands.OfItem | Told) and said.words:
        await say_of(here, said.words)


async def move(here: Hand, name: str, text: str = "") -> Message:
    """Bring an item into a state, if they may."""
    state = here.life.state(name)
    if state is None:
        return wording.unsure(here.item, here.life)
    if not here.may(state.by):
        return wording.not_yours(here.item, here.owner, state.by)
    await _post(here, await here.note(NewsKind.STATE, name, text))
    told = wording.moved(await here.again())
    if state is _breakthrough(here.life):
        siblings = await _siblings(here)
        told += wording.may_overtake(here.item, siblings) if siblings else Message(())
    return told


_OVERTAKEN = "overtaken"


def _breakthrough(life: Life) -> StateOf | None:
    """The state by which an item may make others needless: the first in which one ends well."""
    if life.state(_OVERTAKEN) is None:
        return None
    return next((state for state in life.states if state.ends and state.counts == "kept"), None)


async def _siblings(here: Hand) -> list[Item]:
    """Other items of the same life that live in the standup, those of the same origin first."""
    found = await items.in_standup(here.at.tx, here.standup.id, most=50)
    others = [
        one
        for one in found
        if one.life == here.life.name and not one.has_ended and one.number != here.item.number
    ]
    return sorted(others, key=lambda one: one.origin != here.item.origin)[:_SIBLINGS]


async def _post(here: Hand, line: int) -> None:
    """Have it told in the channels, in the thread of the run that is open."""
    run = await runs.latest_open(here.at.tx, here.standup.id)
    await posts.want(here.at.tx, PostKind.ITEM, line, run)


async def _set(  # noqa: PLR0911 - a line or two for each that may be set
    here: Hand,
    said: saying.Gives | saying.Believes | saying.Due | saying.Follows | saying.Overtakes,
) -> Message:
    """Set something of an item that its owner may set, or whoever runs the standup."""
    if not (here.may("owner") or here.may("owners")):
        is_free = here.item.owner is None and isinstance(said, saying.Gives)
        if not is_free:
            return wording.not_yours(here.item, here.owner, "owner")
    match said:
        case saying.Gives(to):
            return await _give(here, to)
        case saying.Believes(much):
            bounds = here.life.belief
            if bounds is None or not bounds[0] <= much <= bounds[1]:
                return wording.beyond_belief(here.life)
            await here.note(NewsKind.BELIEF, str(much))
            return wording.is_set(here.item, wording.belief_is(much))
        case saying.Due(day):
            await here.note(NewsKind.DUE, day.isoformat())
            return wording.is_set(here.item, wording.due_is(day))
        case saying.Follows(origin):
            return await _follow(here, origin)
        case saying.Overtakes(numbers):
            return await _overtake(here, numbers)
    assert_never(said)


async def _give(here: Hand, to: str) -> Message:
    """Make an item somebody's."""
    me = fold(to.strip("@")) in {"me", "mich", "mir", "mi", "myself"}
    found = called_so(to, here.standup.participants, here.at.source.via)
    person = here.at.person if me else found[0] if len(found) == 1 else None
    if person is None:
        return wording.nobody_called(to)
    await here.note(NewsKind.OWNER, person.id)
    is_theirs = person.id == here.at.person.id
    if not is_theirs:
        at = await occasion.of(here.at.tx, here.at.directory, person, here.at.now)
        key = keys.of_item(here.item.number, here.source, person.id)
        told = partial(wording.given, here.item, here.at.person.name)
        await news.tell_one(at, key, told)
    return wording.is_set(here.item, wording.owner_is(person.name, is_theirs=is_theirs))


async def _follow(here: Hand, number: int) -> Message:
    origin = await items.get(here.at.tx, number)
    is_other = number != here.item.number
    if origin is None or origin.standup != here.item.standup or not is_other:
        return wording.unknown(number)
    await here.note(NewsKind.ORIGIN, str(number))
    return wording.is_set(here.item, wording.follows(origin))


async def _overtake(here: Hand, numbers: Sequence[int]) -> Message:
    """Ask the owners of others whether theirs are overtaken; one's own are at once."""
    asked, left = list[tuple[Item, Person]](), list[Item]()
    text = Message(())
    for other in await items.some(here.at.tx, numbers):
        owner = here.at.directory.people.get(other.owner or "")
        is_one = other.standup == here.item.standup and other.life == here.life.name
        if await readable_item(here.at, other.number) is None:
            continue
        if not is_one or other.has_ended or owner is None or other.number == here.item.number:
            left.append(other)
        elif owner.id == here.at.person.id:
            mine = replace(here, item=other)
            text += await move(mine, _OVERTAKEN, f"#{here.item.number}")
        else:
            await _ask_owner(here, other, owner)
            asked.append((other, owner))
    if asked:
        names = dict.fromkeys(owner.name for _, owner in asked)
        text += wording.asked_owners([other for other, _ in asked], [*names])
    if left:
        text += wording.not_overtaken(left)
    return text if text.blocks else wording.unknown(numbers[0])


async def _ask_owner(here: Hand, other: Item, owner: Person) -> None:
    at = await occasion.of(here.at.tx, here.at.directory, owner, here.at.now)
    states = [(n, s) for n, s in enumerate(here.life.states) if s.name == _OVERTAKEN]
    states += [(0, here.life.first)]

    def words() -> Message:
        asked = wording.overtaken(here.item, other, here.at.person.name)
        return asked + wording.choices(other, states, at.can)

    await news.tell_one(at, keys.of_item(other.number, here.source, owner.id), words)
