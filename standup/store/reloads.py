"""Wishes that bots read their folder anew, and each bot's answers to them.

A number tells no process: what has it in another container, or after a restart, is another one. So
nobody is signalled. A wish has a name of its own, and only an answer that gives this name counts.
"""

import json
from dataclasses import asdict, dataclass

from standup.store import facts
from standup.store.database import Transaction

_WISHED = "reload wished "
_MOST = 8  # answers that a bot keeps


@dataclass(frozen=True, slots=True)
class Answer:
    """What one bot made of a wish: the digests of its configuration before and since then.

    `refused` is why it stays with what it had; `restart` is what only another start can take.
    """

    wish: str
    pid: int
    host: str
    folder: str
    before: str
    digest: str
    refused: str = ""
    restart: tuple[str, ...] = ()


async def wish(tx: Transaction, name: str) -> None:
    """Ask every bot that has this database open to read its folder anew."""
    await facts.put(tx, f"{_WISHED}{name}", "")


async def withdraw(tx: Transaction, name: str) -> None:
    """Nobody waits for it any more."""
    await facts.drop(tx, f"{_WISHED}{name}")


async def wished(tx: Transaction) -> set[str]:
    """What is wished for."""
    return {name.removeprefix(_WISHED) for name, _ in await facts.beginning(tx, _WISHED)}


async def answer(tx: Transaction, process: str, answers: list[Answer]) -> None:
    """Keep the last answers of a process, which has a name that no other ever had."""
    told = json.dumps([asdict(one) for one in answers[-_MOST:]])
    await facts.put(tx, facts.config_of(process), told)


async def answers(tx: Transaction, name: str) -> list[Answer]:
    """How each bot answered a wish, as far as they have."""
    kept = await facts.beginning(tx, facts.config_of(""))
    told = [Answer(**one) for _, value in kept for one in json.loads(value)]
    return [one for one in told if one.wish == name]
