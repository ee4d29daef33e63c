"""Items as somebody is told of them: with the names of people, as far as they may read them."""

from collections.abc import Iterable
from dataclasses import replace

from standup.core import commands, rights
from standup.core.asking.check_in import OF_LIVES, Conversation, Named
from standup.core.conversation.events import Began, Changed, Event, Opened, Wrote
from standup.core.life import Life
from standup.core.lives.asking import is_asked
from standup.core.lives.item import Item, News
from standup.core.model import Person, Standup
from standup.core.rights import Action
from standup.core.wording.items import Shown
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion
from standup.store import items

_MOST_ASKED = 20  # of one person, in one question


def readable(directory: Directory, person: Person) -> tuple[str, ...]:
    """The ids of the standups whose items somebody may read."""
    return tuple(one.id for one in directory.standups.values() if reads(person, one))


def reads(person: Person, standup: Standup) -> bool:
    """Whether somebody may read the items of a standup."""
    return rights.may(rights.steering(person, standup), Action.SEE_ITEMS)


def life_of(directory: Directory, item: Item) -> Life | None:
    """The life of an item as it is configured now; None where it is no more."""
    standup = directory.standups.get(item.standup)
    return standup.life(item.life) if standup else None


async def with_items(at: Occasion, talk: Conversation, event: Event) -> Conversation:
    """A conversation with the items that one of its questions or a message is about."""
    new = (event.check_in,) if isinstance(event, Opened | Began) else ()
    open_ones = [check_in for check_in in (*talk.check_ins, *new) if check_in.is_open]
    asked = {
        (check_in.standup.id, question.life)
        for check_in in open_ones
        if check_in.standup.id in at.directory.standups
        for question in check_in.round.questions
        if question.life and question.kind in OF_LIVES and question.id not in check_in.shown
        if question.kind == "outcome" or _is_again(at.directory, check_in.standup.id, question.life)
    }
    living = await _living(at, asked) if asked else {}
    again = frozenset(one for one in asked if _is_again(at.directory, *one))
    number = commands.item_named(event.text) if isinstance(event, Wrote | Changed) else None
    named = {} if number is None else await _named(at, number)
    lives = () if number is None or named else _lives(at.directory)
    keeps = _keeps(at.directory)
    return replace(talk, living=living, again=again, named=named, lives=lives, keeps=keeps)


def _is_again(directory: Directory, standup: str, name: str) -> bool:
    """Whether what still lives is offered again where new lines of its life begin."""
    life = directory.standups[standup].life(name)
    return life is not None and life.again


def _lives(directory: Directory) -> tuple[Life, ...]:
    """Those that any standup has, each once."""
    every = (life for standup in directory.standups.values() for life in standup.lives)
    return tuple(dict.fromkeys(every))


def _keeps(directory: Directory) -> dict[str, str]:
    """The life in which what is said may live on, by standup: its first."""
    found = ((one.id, life.name) for one in directory.standups.values() for life in one.lives)
    return dict(reversed([*found]))


async def _living(
    at: Occasion, asked: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Somebody's items that live, as they are called, by standup and life."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for standup, life in asked:
        known = at.directory.standups[standup].life(life)
        theirs = await items.living(at.tx, at.person.id, standup) if known else []
        now = [i for i in theirs if known and i.life == life and is_asked(i, known, at.now)]
        found[standup, life] = tuple(item.called for item in now[:_MOST_ASKED])
    return found


async def _named(at: Occasion, number: int) -> dict[int, Named]:
    found = await readable_item(at, number)
    life = life_of(at.directory, found[0]) if found else None
    return {number: Named(found[0].words, life)} if found and life else {}


async def readable_item(at: Occasion, number: int) -> tuple[Item, Standup] | None:
    """The item of a number and its standup; None where there is none that they may read."""
    item = await items.get(at.tx, number)
    standup = at.directory.standups.get(item.standup) if item else None
    if item is None or standup is None or not reads(at.person, standup):
        return None
    return item, standup


def shown(directory: Directory, item: Item, zone: str, news: Iterable[News] = ()) -> Shown:
    """An item with what is told of it."""
    about = {one.person for one in news} | {one.value for one in news} | {item.owner}
    people = {one: directory.people.get(one) for one in about if one}
    names = {one: person.name for one, person in people.items() if person}
    return Shown(item, life_of(directory, item), names.get(item.owner or "", ""), names, zone)
