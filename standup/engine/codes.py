"""Codes that tie an account to a person: good once, and slow to guess.

A link code is made when a person asks for one and is good for ten minutes. An invitation is made
from the database's secret, so that it can be shown at any time, and is good until it is used: until
its person has an account on the platform it is for. Once they let go of that, it is another one.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from standup.core.commands import SIGNS
from standup.core.model import Account
from standup.core.pause import grown
from standup.engine.directory import Directory
from standup.store import accounts, facts
from standup.store.database import Transaction

GOOD_FOR = timedelta(minutes=10)
_LINK_SIGNS, _INVITATION_SIGNS = 8, 16
_FREE_TRIES = 3
_WAIT = (60.0, 12 * 3600.0)  # seconds, at first and at last


class TooManyTriesError(Exception):
    """So many wrong codes came from this account that it has to wait until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many wrong codes")
        self.until = until


async def for_link(tx: Transaction, person: str, now: datetime) -> str:
    """A new code by which a person joins another account, good for ten minutes."""
    code = "".join(secrets.choice(SIGNS) for _ in range(_LINK_SIGNS))
    await accounts.keep_code(tx, _digest(code), person, now, GOOD_FOR)
    return code


async def invitation(tx: Transaction, person: str, adapter: str) -> str:
    """The code by which a person ties their account on one platform."""
    secret = await _secret(tx)
    used = await facts.get(tx, _used(secret, person, adapter))
    whose = f"{adapter}/{person}" + (f"/{used}" if used else "")
    number = int.from_bytes(_keyed(secret, whose))
    return "".join(SIGNS[number // len(SIGNS) ** n % len(SIGNS)] for n in range(_INVITATION_SIGNS))


async def renew_invitation(tx: Transaction, person: str, adapter: str) -> None:
    """Replace an invitation that was used, so that it stays void once its account is gone."""
    name = _used(await _secret(tx), person, adapter)
    await facts.put(tx, name, str(int(await facts.get(tx, name) or 0) + 1))


def _used(secret: bytes, person: str, adapter: str) -> str:
    """The fact that says how many invitations were used up; it does not say whose."""
    return f"invitations/{_keyed(secret, f'used/{adapter}/{person}').hex()}"


def _keyed(secret: bytes, text: str) -> bytes:
    """What nobody can work out who has not got the database."""
    return hmac.digest(secret, text.encode(), "sha256")


async def _secret(tx: Transaction) -> bytes:
    secret = await facts.get(tx, facts.SECRET)
    assert secret is not None
    return bytes.fromhex(secret)


async def use(
    tx: Transaction, directory: Directory, code: str, account: Account, now: datetime
) -> str | None:
    """The person whose code this is, used up with that. None: it is wrong, over or used.

    Raises TooManyTriesError, without looking at the code, for an account that guesses.
    """
    wrong = await accounts.wrong_codes(tx, account)
    if wrong is not None and wrong[0] >= _FREE_TRIES:
        pause = grown(*_WAIT, wrong[0] - _FREE_TRIES)
        until = wrong[1] + timedelta(seconds=pause)
        if now < until:
            raise TooManyTriesError(until)
    person = await _invited(tx, directory, code, account.adapter)
    person = person or await accounts.use_code(tx, _digest(code), now)
    if person is None:
        await accounts.note_wrong_code(tx, account, now)
    return person


async def _invited(tx: Transaction, directory: Directory, code: str, adapter: str) -> str | None:
    """The person whose invitation this is, while they have no account there."""
    for person in directory.people.values():
        if adapter in person.invited and len(code) == _INVITATION_SIGNS:
            good = hmac.compare_digest(code, await invitation(tx, person.id, adapter))
            if good and not any(a.adapter == adapter for a in await accounts.tied(tx, person.id)):
                return person.id
    return None


def readable(code: str) -> str:
    """A code in groups of four, as people copy it."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4)).upper()


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
