"""Who is meant by the names that somebody at the wheel of a standup says."""

from collections.abc import Iterable, Sequence

from standup.core.messages.markup import Message
from standup.core.model import Account, Person
from standup.core.text.name_matching import fold
from standup.core.wording import arranging as wording
from standup.engine.wheel import Wheel

_MENTION = "<@!>"


def meant(
    wheel: Wheel, name: str, names: Iterable[str], among: Sequence[Person]
) -> list[Person] | Message:
    """Those who are called so, each once; or what is said where somebody is not known, or may be
    one or another."""
    found: dict[str, Person] = {}
    for called in names:
        fitting = called_so(called, among, wheel.source.via)
        if len(fitting) != 1:
            return wording.who_is_meant(name, called, [(one.id, one.name) for one in fitting])
        found[fitting[0].id] = fitting[0]
    return list(found.values())


def called_so(called: str, among: Sequence[Person], via: str) -> list[Person]:
    """Whoever has this id, name, or account where it is said (`via`); else whoever has it as a
    part of their name."""
    bare, exact = fold(called.strip(_MENTION)), called.strip(_MENTION)
    accounts = {Account(via, one) for one in (exact, f"@{exact}")}
    whole = [
        one for one in among if one.id.casefold() == bare or not accounts.isdisjoint(one.accounts)
    ]
    if whole:
        return whole
    named = [(one, _folded(one.name)) for one in among]
    return [one for one, name in named if name == bare] or [
        one for one, name in named if bare in name.split()
    ]


def _folded(name: str) -> str:
    return name.casefold() if name.isascii() else fold(name)  # which is slow, and there are many
