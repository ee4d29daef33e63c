"""Damage to what is valid: to trees as JSON has them, and to texts."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

_MOST = 4
_DEEP = 60

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**53 + 1, 2**63, -(2**80), 0.5, 1e308, -1e-9),
    *(
        "",
        " ",
        "0",
        "-1",
        "1e9",
        "\x00",
        "\ud83d",
        "\u202e",
        "\N{ARABIC-INDIC DIGIT THREE}",
        "null",
    ),
    *("9" * 30, "x" * 5000, "@everyone", "../../etc", "2026-13-45T99:99:99Z", "\N{PILE OF POO}"),
    *([], [[]], {}, {"": {}}, [None], {"id": []}, {"type": {}}),
)
SCRAPS = (
    *("", " ", "\n", "\t", "\r\n", "\x00", "\x1b[31m", "\ud83d", "\u2028", "\ufeff", "\u0301" * 9),
    *("/", "//", "-", "–", "1", "1.", "99999999999999999999", "½", "٣", "%", "+", "1/0", "e", "."),
    *("from", "since", "3/4", "24.12.", "mar", "KW 49", "mañana"),
    *("done", "not", "partly", "changed", "skip", "back", "away", "until", "friday", "forget me"),
    *(
        "link",
        "edit",
        "prefer",
        "export me",
        "my report",
        "yes",
        "nein",
        "\N{SLIGHTLY SMILING FACE}",
        "🇩🇪",
    ),
    *("**", "__", "`", "<b>", "&amp;", "@everyone", "[x](y)", "> ", "}{", "'", '"', "\\"),
)


def tree(chance: Random, valid: Any) -> Any:
    """The tree with a few things in it that do not belong there, or gone."""
    damaged = deepcopy(valid)
    for _ in range(chance.randint(1, _MOST)):
        places = list(_places(damaged))
        if not places:
            return _odd(chance)
        _damage(chance, *chance.choice(places), places)
    return damaged


def text(chance: Random, valid: str) -> str:
    """The text with pieces cut out, doubled, moved or put in."""
    for _ in range(chance.randint(1, _MOST)):
        start = chance.randint(0, len(valid))
        end = chance.randint(start, min(len(valid), start + 12))
        piece = chance.choice((chance.choice(SCRAPS), "", valid[start:end] * 2, _sign(chance)))
        valid = valid[:start] + piece * chance.choice((1, 1, 1, 50)) + valid[end:]
    return valid


def octets(chance: Random, valid: bytes) -> bytes:
    """The bytes with some cut out, changed or put in."""
    start = chance.randint(0, len(valid))
    end = chance.randint(start, min(len(valid), start + 12))
    return valid[:start] + chance.randbytes(chance.randint(0, 9)) + valid[end:]


def _places(found: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a tree: what holds it, and under which key."""
    if isinstance(found, dict | list):
        for key in found if isinstance(found, dict) else range(len(found)):
            yield found, key
            yield from _places(found[key])


def _damage(chance: Random, holder: Any, key: Any, places: list[tuple[Any, Any]]) -> None:
    match chance.randrange(7):
        case 0 if isinstance(holder, dict):
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        case 2:
            other, there = chance.choice(places)
            if isinstance(other, dict) and there in other:
                holder[key] = deepcopy(other[there])
        case 3 if isinstance(holder[key], str):
            holder[key] = text(chance, holder[key])
        case 4:
            for _ in range(chance.choice((1, 2, _DEEP))):
                holder[key] = chance.choice(([holder[key]], {"content": holder[key]}))
        case _:
            holder[key] = _odd(chance)


def _odd(chance: Random) -> Any:
    return deepcopy(chance.choice(ODD))


def _sign(chance: Random) -> str:
    return chr(chance.choice((chance.randrange(0x20, 0x250), chance.randrange(0x110000))))
