"""`standup reload`: the bots that run take a changed folder, and each says whether it has."""

import asyncio
import secrets
import time
from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from standup.cli.difference_words import line
from standup.cli.differing import changes, held_by
from standup.config import Loaded, Url, load
from standup.errors import StandupError
from standup.store import reloads
from standup.store.lock import Holder
from standup.store.reloads import Answer
from standup.store.sqlite import wishes
from standup.wiring.opening import holders, reading, write_beside

_PATIENCE = 10.0  # seconds
_LOOK = 0.1


def reload(arguments: Namespace) -> int:
    """Check the folder, then let the bots take it; a broken one never reaches them."""
    loaded = load(arguments.folder)
    take(loaded, asyncio.run(_running(loaded)))
    return 0


def take(loaded: Loaded, found: Sequence[Holder]) -> None:
    """Have those who run take the folder, and print what changes and who has it.

    Raises StandupError where one of them has not.
    """
    held = asyncio.run(held_by(loaded))
    answers = asyncio.run(_asked(loaded, found))
    if any(one.digest == loaded.digest != one.before for one in answers) and held.instance:
        for difference in changes(held, loaded):
            print(line(difference))
    for one in answers:
        if (good := _good(one, loaded)) is not None:
            print(good)
    wrong = [told for one in answers if (told := _wrong(one, loaded)) is not None]
    wrong += [f"{one} did not answer; its log says why" for one in _silent(found, answers)]
    if wrong:
        raise StandupError("\n".join(wrong))


async def _running(loaded: Loaded) -> list[Holder]:
    """Who runs on the database."""
    found = await holders(loaded.database)
    if not found:
        raise StandupError(f"no bot is running on {loaded.database}: start one with `standup run`")
    return found


async def _asked(loaded: Loaded, found: Sequence[Holder]) -> list[Answer]:
    """What each of those who run made of the wish."""
    name = secrets.token_hex(8)
    async with _wishing(loaded, name), reading(loaded.database) as reader:
        give_up = time.monotonic() + _PATIENCE
        while True:
            answers = await reader.read(lambda tx: reloads.answers(tx, name))
            if not _silent(found, answers) or time.monotonic() > give_up:
                return sorted(answers, key=lambda one: (one.host, one.pid))
            await asyncio.sleep(_LOOK)


@asynccontextmanager
async def _wishing(loaded: Loaded, name: str) -> AsyncIterator[None]:
    """Wish while the block lasts, where those who run look for wishes."""
    if isinstance(loaded.database, Url):
        await write_beside(loaded.database, partial(reloads.wish, name=name))
    else:
        wishes.leave(loaded.data, "reload", name)
    try:
        yield
    finally:
        if isinstance(loaded.database, Url):
            await write_beside(loaded.database, partial(reloads.withdraw, name=name))
        else:
            wishes.fulfilled(loaded.data, "reload", name)


def _silent(found: Sequence[Holder], answers: Sequence[Answer]) -> list[Holder]:
    """Those who have not answered; of several with one number, as many as have not."""
    left, silent = list(answers), []
    for one in found:
        mine = next((answer for answer in left if _is_by(answer, one)), None)
        if mine is None:
            silent.append(one)
        else:
            left.remove(mine)
    return silent


def _is_by(answer: Answer, holder: Holder) -> bool:
    return answer.pid == holder.pid and answer.host.startswith(holder.host)


def _who(answer: Answer) -> str:
    return str(Holder(answer.pid, answer.host))


def _good(answer: Answer, loaded: Loaded) -> str | None:
    if answer.refused or answer.digest != loaded.digest:
        return None
    later = f"; a restart takes {', '.join(answer.restart)}" if answer.restart else ""
    if answer.before == answer.digest:
        return f"Process {answer.pid} on {answer.host} already has this folder: nothing changed."
    return f"Process {answer.pid} took the change{later}; open conversations go on as they started."


def _wrong(answer: Answer, loaded: Loaded) -> str | None:
    if answer.refused:
        return f"{_who(answer)} keeps what it had: {answer.refused}"
    if answer.digest != loaded.digest:
        return (
            f"{_who(answer)} runs another folder, {answer.folder} there, and took that as it is:"
            " give it the same files, then reload again"
        )
    return None
