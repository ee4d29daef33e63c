"""`standup people` and `standup invite`: who can be asked, and how those begin who cannot yet."""

import asyncio
from argparse import Namespace
from difflib import get_close_matches

from standup.app import create_adapters
from standup.cli.holding import as_it_holds
from standup.cli.moved import moved
from standup.config import Loaded, load
from standup.core.model import Account, Person
from standup.core.wording.accounts import hindrance
from standup.engine import addresses, codes
from standup.engine.clock import SystemClock
from standup.engine.directory import Directory
from standup.errors import NotFoundError
from standup.store import accounts
from standup.store.database import Transaction
from standup.wiring.opening import look


def people(arguments: Namespace) -> int:
    """Print everybody, where they are asked, and why somebody cannot be."""
    loaded = load(arguments.folder)
    directory = _directory(loaded)

    async def find(tx: Transaction) -> list[str]:
        everybody = directory.instance.people
        lines = [line for person in everybody for line in await _of(tx, directory, person)]
        return [*lines, *await moved(tx, loaded)]

    print("\n".join(asyncio.run(look(loaded.database, find))))
    return 0


async def _of(tx: Transaction, directory: Directory, person: Person) -> list[str]:
    found = await addresses.all_of(tx, directory, person)
    asked_at = await addresses.of(tx, directory, person)
    shut = await accounts.shut(tx, found)
    titles = ", ".join(standup.id for standup in directory.standups_of(person)) or "no standup"
    lines = [f"{person.name} ({person.id}), {person.zone}: {titles}"]
    lines += [f"  {_account(a, asked=a == asked_at, why=shut.get(a))}" for a in found]
    return lines if found else [*lines, "  no account on a connected platform: cannot be asked"]


def _account(account: Account, *, asked: bool, why: str | None) -> str:
    if addresses.is_expected(account):
        return f"{account.adapter:<10} invited: `standup invite` prints the link"
    state = (
        f"cannot be asked: {hindrance(why)}" if why else "is asked here" if asked else "may answer"
    )
    return f"{account.adapter:<10} {account.id:<28} {state}"


def invite(arguments: Namespace) -> int:
    """Print, for everybody who has to begin by themselves, the link or words by which they do."""
    loaded = load(arguments.folder)
    directory = _directory(loaded)
    asked = chosen(loaded, arguments.person)

    async def find(tx: Transaction) -> list[str]:
        return [line for person in asked for line in await _invitations(tx, directory, person)]

    lines = asyncio.run(look(loaded.database, find))
    print("\n".join(lines) or "Nobody is waiting for an invitation.")
    return 0


async def _invitations(tx: Transaction, directory: Directory, person: Person) -> list[str]:
    """What one person is to be sent, privately: whoever uses it answers as them."""
    found = await addresses.all_of(tx, directory, person)
    shut = await accounts.shut(tx, found)
    lines = []
    for account in found:
        link = directory.capabilities[account.adapter].invitation
        if addresses.is_expected(account):
            code = await codes.invitation(tx, person.id, account.adapter)
            how = link.format(code=code) if link else f"write to me: link {codes.readable(code)}"
            lines.append(f"{person.name:<16} {account.adapter:<10} {how}")
        elif shut.get(account) == addresses.NOT_STARTED and link:
            lines.append(f"{person.name:<16} {account.adapter:<10} {link.partition('?')[0]}")
    return lines


def chosen(loaded: Loaded, person_id: str | None) -> tuple[Person, ...]:
    """The person of this id, or everybody; NotFoundError names who may be meant."""
    found = tuple(p for p in loaded.instance.people if person_id in {None, p.id})
    if found:
        return found
    close = get_close_matches(str(person_id), [p.id for p in loaded.instance.people], n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    raise NotFoundError(f"there is no person {person_id}{hint}")


def _directory(loaded: Loaded) -> Directory:
    adapters = create_adapters(loaded, SystemClock())
    laid, _ = as_it_holds(loaded)
    return Directory(laid.instance, {name: a.capabilities for name, a in adapters.items()})
