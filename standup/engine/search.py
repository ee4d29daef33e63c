"""Looking something up in the learning log for a person, in what they may read."""

from collections.abc import Iterable, Iterator, Sequence

from standup.core import rights
from standup.core.commands import Search
from standup.core.learning_log import searching
from standup.core.learning_log.entries import Entry, Merged, Wanted
from standup.core.learning_log.searching import Known
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.rights import Action
from standup.core.text import phrases
from standup.core.text.phrases import bare
from standup.core.wording import search as wording
from standup.engine.directory import Directory
from standup.engine.granted import Granted
from standup.engine.occasion import Occasion
from standup.store.learning_log import finding as entries_of
from standup.store.learning_log import searches, tagging

HITS = 10
_LOOKED_AT = 100  # of the newest entries, for words that are near
_READ = 2000  # characters of each
_SOUGHT = 5  # words for which near ones are named


async def search(at: Occasion, wish: Search) -> Granted:
    """What the person is to be told of what they look for."""
    said, beyond = wish.words, None
    if wish.more:
        before = await searches.last(at.tx, at.person.id)
        if before is None:
            return Granted(wording.nothing_to_go_on(), shows_others=False)
        said, beyond = before
    elif not said:
        return Granted(wording.help_text(), shows_others=False)
    readable = readable_by(at.person, at.directory)
    if not readable:
        return Granted(wording.takes_no_part(), shows_others=False)
    wanted = searching.read(said, at.said_on, readable, known(at, readable))
    merged = Merged.of(at.directory.instance.tags)
    found = await entries_of.entries(at.tx, wanted, HITS + 1, beyond=beyond, merged=merged)
    if not found:
        return Granted(wording.no_more() if wish.more else await _nothing(at, wanted, merged, wish))
    shown = found[:HITS]
    text = wording.results(
        shown,
        wanted,
        more=len(found) > HITS,
        several=len(readable) > 1,
        is_update=wish.may_be_update,
    )
    return Granted(text, looked_for=(said, shown[-1].id))


def readable_by(person: Person, directory: Directory) -> tuple[str, ...]:
    """The standups whose reports a person may read."""
    standups = directory.standups.values()
    roles = {standup.id: rights.in_standup(person, standup) for standup in standups}
    return tuple(name for name, role in roles.items() if rights.may(role, Action.SEARCH))


def known(at: Occasion, readable: Sequence[str]) -> Known:
    """The people and standups that may be named: those whom the person meets there."""
    known = named(at.directory.standups[name] for name in readable)
    return Known({**known.people, "me": (at.person.id,)}, known.standups)


def named(standups: Iterable[Standup]) -> Known:
    """These standups and those who take part in them, by all that they are called."""
    there, people = list(standups), dict[str, tuple[str, ...]]()
    for person in {p.id: p for s in there for p in s.participants}.values():
        for name in {bare(name) for name in _names(person.id, person.name)}:
            people[name] = (*people.get(name, ()), person.id)
    return Known(people, {bare(name): s.id for s in there for name in (s.id, s.title)})


def _names(person: str, name: str) -> tuple[str, ...]:
    return person, name, name.partition(" ")[0], f"@{person}"


async def _nothing(at: Occasion, wanted: Wanted, merged: Merged, wish: Search) -> Message:
    """Nothing was found: what is near to it, in the same standups."""
    names = merged.names(await tagging.known(at.tx, wanted.standups))
    words = [p[0] for p in phrases.phrases(wanted.words) if len(p) == 1]
    sought = [wanted.tag or "", *words[:_SOUGHT]]
    tags = searching.near(sought, names)
    newest = Wanted(wanted.standups)
    entries = await entries_of.entries(at.tx, newest, _LOOKED_AT)
    near = searching.near(sought[1:], _written(entries))
    return wording.nothing_found(
        [word for word in near if word not in sought],
        [tag for tag in tags if tag != wanted.tag],
        is_update=wish.may_be_update,
    )


def _written(entries: Sequence[Entry]) -> Iterator[str]:
    """The words of the newest entries, no more than some of each, so that all have their part."""
    for entry in entries:
        words = phrases.words(entry.words[:_READ])
        yield from (one for one in words if len(one) > 2 and one not in phrases.STOPS)
