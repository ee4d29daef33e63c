"""`standup settings`, `changes`, and an owner's words at the machine: `standup pause` and so on."""

import asyncio
import json
import secrets
import sys
from argparse import Namespace
from collections.abc import Mapping
from functools import partial
from typing import Any

from standup.app import create_adapters
from standup.cli.holding import by_whom, called, names_of
from standup.cli.holding import said as settings_said
from standup.cli.letting import let_them
from standup.cli.reading import unknown
from standup.config import Loaded, Url, load
from standup.core.documents.log_formats import cell, row
from standup.core.messages.markup import Message, plain
from standup.core.model import Standup
from standup.core.settings.overlay import laid_over
from standup.core.settings.setting import BRIDGES, AskMeAt, LetBe, Setting, to_data
from standup.core.wording import steering as wording
from standup.core.wording.settings import meaning
from standup.engine import at_the_machine
from standup.engine.clock import SystemClock
from standup.engine.directory import Directory
from standup.engine.proposal import Proposal
from standup.errors import NotFoundError, NotUnderstoodError, StandupError
from standup.store import changes as trail
from standup.store import facts, settings
from standup.store.changes import Change
from standup.store.database import Transaction
from standup.store.sqlite.wishes import as_name
from standup.wiring.opening import holders, look, open_store, write_beside

_LONGEST = 200  # bytes, which are the name of a file for a moment
_MOST = 1000
_COLUMNS = (
    *("standup", "action", "words", "effect", "by", "via", "at"),
    *("undone_by", "undone_at"),
)


def steer(arguments: Namespace) -> int:
    """Do to a standup what was said, as its owner would in a chat."""
    loaded = load(arguments.folder)
    words = " ".join([arguments.word, *arguments.words])
    if len(as_name(words).encode()) > _LONGEST:
        raise StandupError(f"at most {_LONGEST} letters are read: {words[:40]} …")
    _standup(Directory(loaded.instance, {}), words)
    told = ""
    while not told:
        mark = "" if arguments.yes else _agreed(loaded, words)
        told = asyncio.run(have_said(loaded, words, mark))
        if not told:
            print("That has changed meanwhile, and nothing was done.")
    print(told)
    return 0


def _agreed(loaded: Loaded, words: str) -> str:
    """Show what would come of it where that is shown first, and ask; the mark of what they said yes
    to, if anything was shown. Raises StandupError where they said something else."""
    found = asyncio.run(_shown(loaded, words))
    if found is None:
        return ""
    print(plain(found.shown))
    print("Write yes to go on: ", end="", flush=True)
    if sys.stdin.readline().strip().casefold() != "yes":
        raise StandupError("nothing was done")
    return found.mark


def _standup(directory: Directory, words: str) -> Standup:
    """The standup of which something is said. Raises NotUnderstoodError."""
    known = at_the_machine.read(directory, words, SystemClock().now())
    found = known if isinstance(known, Message) else at_the_machine.standup_of(directory, known)
    if isinstance(found, Message):
        raise NotUnderstoodError(plain(found))
    return found


async def _shown(loaded: Loaded, words: str) -> Proposal | None:
    """What would come of it; where no bot has the database, it is made or upgraded first."""

    async def find(tx: Transaction) -> Proposal | None:
        directory = await _directory(tx, loaded)
        return await at_the_machine.shown(tx, directory, words, SystemClock().now())

    if await holders(loaded.database):
        return await look(loaded.database, find)
    store = await open_store(loaded.database)
    try:
        return await store.read(find)
    finally:
        await store.close()


async def have_said(loaded: Loaded, words: str, mark: str = "") -> str:
    """Have it done by the bot that runs on SQLite, else do it; what came of it, or nothing where
    that would be something else than was shown, by its mark."""
    found = await holders(loaded.database)
    if found and not isinstance(loaded.database, Url):
        name = secrets.token_hex(8)
        await let_them(loaded, "steer", f"{name} {mark} {words}", found)
        told = await look(loaded.database, lambda tx: facts.get(tx, facts.answer_to(name)))
        return "It is done." if told is None else told
    answers: list[str] = []

    async def do(tx: Transaction) -> None:
        directory = await _directory(tx, loaded)
        now = SystemClock().now()
        answers.append(await at_the_machine.said(tx, directory, words, now, mark))

    if isinstance(loaded.database, Url) and found:
        await write_beside(loaded.database, do)
    else:
        store = await open_store(loaded.database)
        try:
            await store.write(do)
        finally:
            await store.close()
    return answers[-1]


async def _directory(tx: Transaction, loaded: Loaded) -> Directory:
    adapters = create_adapters(loaded, SystemClock())
    able = {name: adapter.capabilities for name, adapter in adapters.items()}
    laid = laid_over(loaded.instance, await settings_said(tx))
    return Directory.of(laid, able)


def settings_(arguments: Namespace) -> int:
    """List what people said by whom it is for, or take one of them back."""
    loaded = load(arguments.folder)
    if arguments.into_yaml:
        from standup.cli.into_yaml import write  # noqa: PLC0415 - few people ever write files so

        return write(loaded)
    if arguments.undo is not None:
        if asyncio.run(look(loaded.database, partial(settings.holding, number=arguments.undo))):
            print(asyncio.run(have_said(loaded, f"{at_the_machine.UNDO}{arguments.undo}")))
            return 0
        raise NotFoundError(plain(wording.no_setting(str(arguments.undo))))
    found = [one for one in asyncio.run(look(loaded.database, settings_said)) if not _is_over(one)]
    found = [one for one in found if not isinstance(one.value, LetBe)]  # is told to them alone
    laid = laid_over(loaded.instance, found)
    idle, names = dict(laid.idle), names_of(laid)
    if arguments.format == "json":
        print(json.dumps([_as_data(one, idle.get(one)) for one in found], ensure_ascii=False))
        return 0
    whose = ""
    for one in sorted(found, key=partial(_whose, names=names)):
        if _whose(one, names) != whose:
            whose = _whose(one, names)
            print(whose)
        does = f" – does nothing: {idle[one]}" if one in idle else ""
        by = by_whom(one, names)
        print(f"  {one.id:>5}  {meaning(one.value)} (“{one.words}”, {by}, {one.at:%Y-%m-%d}){does}")
    if not found:
        print("Nobody has set anything: all is as it is written.")
    return 0


def _is_over(setting: Setting) -> bool:
    """Whether it bridged a change of times or zone that is behind us."""
    value, today = setting.value, SystemClock().now().date()
    return isinstance(value, BRIDGES | AskMeAt) and value.is_over(today)


def _whose(setting: Setting, names: Mapping[str, str]) -> str:
    scope = setting.scope
    if scope.person is None:
        return f"the standup {scope.standup}"
    name, person = called(scope.person, names), scope.person
    whose = name if name == person else f"{name} ({person})"
    return f"{whose}, in {scope.standup}" if scope.standup else whose


def _as_data(setting: Setting, idle: str | None) -> dict[str, Any]:
    return {
        "id": setting.id,
        "person": setting.scope.person,
        "standup": setting.scope.standup,
        "setting": setting.name,
        "value": to_data(setting.value),
        "words": setting.words,
        "by": setting.source.person,
        "via": setting.source.via,
        "at": setting.at.isoformat(),
        "until": setting.until.isoformat() if setting.until else None,
        "does_nothing": str(idle) if idle else None,
    }


def changes(arguments: Namespace) -> int:
    """Print who steered which standup, how, when and from where."""
    loaded = load(arguments.folder)
    ids = [standup.id for standup in loaded.instance.standups]
    if arguments.standup not in {None, *ids}:
        raise NotFoundError(unknown("standup", arguments.standup, ids))
    these = ids if arguments.standup is None else [arguments.standup]

    async def find(tx: Transaction) -> tuple[list[Change], dict[str, str]]:
        there = await settings.are_there(tx)
        names = names_of(laid_over(loaded.instance, await settings_said(tx)))
        return (await trail.latest(tx, these, _MOST) if there else []), names

    found, names = asyncio.run(look(loaded.database, find))
    if arguments.format == "json":
        print(json.dumps([_change_data(one) for one in found], ensure_ascii=False))
    elif arguments.format == "csv":
        rows = [_COLUMNS, *([cell(value) for value in _change_data(one).values()] for one in found)]
        print("".join(map(row, rows)), end="")
    else:
        print("\n".join(_line(one, names) for one in found) or "Nobody has steered anything yet.")
    return 0


def _line(change: Change, names: Mapping[str, str]) -> str:
    by = called(change.source.person or "somebody", names)
    undone = ", taken back" if change.undone_at else ""
    return (
        f"{change.at:%Y-%m-%d %H:%M} UTC  {change.standup}  {by} on {change.source.via}:"
        f" {change.words} → {change.effect}{undone}"
    )


def _change_data(change: Change) -> dict[str, Any]:
    """What the trail tells of a change, in the order of the columns."""
    return {
        "standup": change.standup,
        "action": change.action,
        "words": change.words,
        "effect": change.effect,
        "by": change.source.person,
        "via": change.source.via,
        "at": change.at.isoformat(),
        "undone_by": change.undone_by,
        "undone_at": change.undone_at.isoformat() if change.undone_at else None,
    }
