"""Whose an account is, and where a person is written to: the configuration, and what people tied.

A person who is expected on a platform and has not tied an account there yet is written to at an
account of their name that does not exist: what is said to it is held until the real one is tied.
"""

from standup.core.model import Account, Person
from standup.engine.directory import Directory
from standup.store import accounts
from standup.store.database import Transaction

NOT_STARTED = "not started"
_EXPECTED = "?"


def expected(adapter: str, person: str) -> Account:
    """The account that stands in for one yet to be tied."""
    return Account(adapter, _EXPECTED + person)


def is_expected(account: Account) -> bool:
    """Whether this stands in for an account yet to be tied."""
    return account.id.startswith(_EXPECTED)


async def owner(tx: Transaction, directory: Directory, account: Account) -> Person | None:
    """The person whose account this is: the configuration's word counts before a tie."""
    known = directory.person_of(account)
    return known or known_owner(directory, account, await accounts.owner(tx, account))


def known_owner(directory: Directory, account: Account, tied: str | None) -> Person | None:
    """The same, where it is known who tied the account to themselves."""
    known = directory.person_of(account)
    return known or (directory.people.get(tied) if tied is not None else None)


async def is_of(tx: Transaction, directory: Directory, account: Account, person: Person) -> bool:
    """Whether this account is this person's, or stands in for one that will be."""
    return account == expected(account.adapter, person.id) or (
        await owner(tx, directory, account) == person
    )


async def all_of(tx: Transaction, directory: Directory, person: Person) -> tuple[Account, ...]:
    """A person's accounts on connected platforms, those yet to be tied last."""
    tied = [
        account
        for account in await accounts.tied(tx, person.id)
        if directory.person_of(account) is None
    ]
    found = [a for a in (*person.accounts, *tied) if a.adapter in directory.capabilities]
    have = {account.adapter for account in found}
    missing = [a for a in person.invited if a in directory.capabilities and a not in have]
    return (*found, *(expected(adapter, person.id) for adapter in missing))


async def of(tx: Transaction, directory: Directory, person: Person) -> Account | None:
    """Where a person is written to: where they prefer it, of the places that they can be reached.

    None where no platform of theirs is connected.
    """
    found = await all_of(tx, directory, person)
    if len(found) < 2:
        return found[0] if found else None
    prefers = await accounts.preference(tx, person.id) or person.prefer
    shut = await accounts.shut(tx, found)
    return min(found, key=lambda a: (a in shut or is_expected(a), a.adapter != prefers))
