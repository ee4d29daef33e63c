"""`standup log`, `tags` and `links`: the learning log, written as it is read."""

import asyncio
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping, Sequence

from standup.cli.reading import unknown
from standup.config import Loaded, load
from standup.core.documents.log_formats import FORMATS
from standup.core.learning_log import tagging as tagging_rules
from standup.core.learning_log.entries import Entry, Merged, Wanted, folded
from standup.core.text.phrases import bare
from standup.errors import NotFoundError, StandupError
from standup.store import facts
from standup.store.database import Reader, Transaction
from standup.store.learning_log import finding as entries_of
from standup.store.learning_log import tagging
from standup.wiring.opening import reading

_UNFINISHED = "not everything shared earlier is in the learning log yet: `standup run` adds it"


def log(arguments: Namespace) -> int:
    """Write the entries that are wanted, oldest first."""
    return asyncio.run(_log(arguments))


async def _log(arguments: Namespace) -> int:
    loaded = load(arguments.folder)
    form = FORMATS[arguments.format]
    async with reading(loaded.database) as reader:
        wanted = await _wanted(reader, loaded, arguments)
        before: Entry | None = None
        _write(form.begin)
        merged = Merged.of(loaded.instance.tags)
        async for entry in entries_of.every(reader, wanted, merged=merged):
            _write(form.between if before else "", form.entry(entry, before))
            before = entry
        _write(form.end)
    sys.stdout.flush()
    if before is None:
        print("No entries match.", file=sys.stderr)
    return 0


def _write(*texts: str) -> None:
    for text in texts:
        sys.stdout.write(text)


async def _wanted(reader: Reader, loaded: Loaded, arguments: Namespace) -> Wanted:
    """Which entries. Raises NotFoundError and StandupError."""
    first, last = arguments.first, arguments.last
    if first and last and last < first:
        raise StandupError("--to lies before --from")
    return Wanted(
        standups=await standups(reader, loaded, arguments.standup),
        words=arguments.search or "",
        people=await _people(reader, loaded, arguments.person),
        kind=arguments.kind,
        tag=folded(arguments.tag) if arguments.tag else None,
        first=first,
        last=last,
    )


async def standups(reader: Reader, loaded: Loaded, one: str | None) -> tuple[str, ...]:
    """The standups that are wanted: one, else all of which anything is known.

    Says so where not everything is in the log yet. Raises NotFoundError.
    """
    held, progress = await reader.read(_held)
    if progress != "all":
        print(_UNFINISHED, file=sys.stderr)
    known = sorted({*held, *(standup.id for standup in loaded.instance.standups)})
    if one is not None and one not in known:
        raise NotFoundError(unknown("standup", one, known))
    return tuple(known) if one is None else (one,)


async def _held(tx: Transaction) -> tuple[list[str], str | None]:
    if not await tagging.is_there(tx):
        raise NotFoundError("there is no learning log yet: `standup run` of this release makes one")
    return await tagging.standups(tx), await facts.get(tx, facts.INDEXED)


async def _people(reader: Reader, loaded: Loaded, name: str | None) -> tuple[str, ...]:
    """The ids of those of an id, else of a name. Raises NotFoundError."""
    if name is None:
        return ()
    ids = [person.id for person in loaded.instance.people]
    named = (p.id for p in loaded.instance.people if bare(p.name) == bare(name))
    found = (name,) if name in ids else tuple(named)
    if not found and not await reader.read(lambda tx: tagging.has_person(tx, name)):
        raise NotFoundError(unknown("person", name, ids))
    return found or (name,)


_NEWEST = 2000  # entries in which words are counted that are no tags yet


def tags(arguments: Namespace) -> int:
    """Print the tags with what might be done about them."""
    return asyncio.run(_tags(arguments))


async def _tags(arguments: Namespace) -> int:
    loaded = load(arguments.folder)
    async with reading(loaded.database) as reader:
        these = await standups(reader, loaded, arguments.standup)
        counted = dict(await reader.read(lambda tx: tagging.counts(tx, these)))
        newest = await reader.read(lambda tx: entries_of.entries(tx, Wanted(these), _NEWEST))
    set_so = loaded.instance.tags
    merged = Merged.of(set_so)
    counts: Counter[str] = Counter()
    for tag, count in counted.items():
        counts[merged.names([tag])[0]] += count
    for tag, count in counts.most_common():
        also = [other for other in merged.all_of(tag)[1:] if other in counted]
        print(f"{count:>6}  #{tag}" + (f"  (also {', '.join(also)})" if also else ""))
    if not counts:
        print("no report has a tag yet: write #jax in an answer to give it one")
    _suggest(set_so, tagging_rules.alike(counts), tagging_rules.untagged(newest, counted))
    return 0


def _suggest(
    set_so: Mapping[str, tuple[str, ...]],
    alike: Mapping[str, tuple[str, ...]],
    untagged: Sequence[tuple[str, int]],
) -> None:
    if alike:
        together = {
            **set_so,
            **{used: (*set_so.get(used, ()), *others) for used, others in alike.items()},
        }
        print("\nThese may be one. In instance.yaml, what stands first is used for all of them:\n")
        print(tagging_rules.merged_as_yaml(together))
    if untagged:
        words = ", ".join(f"{word} ({count})" for word, count in untagged)
        print(f"\nOften written, but not a tag yet: {words}")


def links(arguments: Namespace) -> int:
    """Print every link: the day, who shared it, in what, and the link."""
    return asyncio.run(_links(arguments))


async def _links(arguments: Namespace) -> int:
    loaded = load(arguments.folder)
    async with reading(loaded.database) as reader:
        these = await standups(reader, loaded, arguments.standup)
        async for entry in tagging.linking(reader, these):
            where = f"{entry.standup.id}/{entry.round or 'update'}"
            for link in entry.links:
                print(entry.day, entry.name, where, link, sep="\t")
    return 0
