"""Whether whoever runs a standup tells the bot what to do with it, in words of no command: "let bo
and chi skip this week".

An imperative of steering alone is none ("move the tests"): something of a standup has to stand
behind it. What is found is asked about, never done.
"""

import re

from standup.core.intent.segments import segments
from standup.core.intent.words import bare, clauses, folded

_MOST_WORDS, _FEW = 10, 4  # whoever writes more tells of something
_BIDS = frozenset(
    {"let", "take", "put", "give", "make", "set", "move", "shift", "push", "change", "switch"}
    | {"rename", "call", "post", "send", "skip", "drop", "remove", "stop", "pause", "start"}
    | {"lass", "nimm", "setz", "stell", "verschieb", "verschiebe", "ander", "andere", "nenn"}
    | {"nenne", "poste", "deja", "quita", "pon", "mueve", "cambia", "publica", "llamalo"}
)
_IT = frozenset({"it", "this", "es", "das", "lo"})
_OUT = frozenset({"off", "out", "back", "raus", "rein", "weg", "fuera"})
_EVER = frozenset(
    {"from now on", "this week", "next week", "this time", "ab jetzt", "diese woche"}
    | {"nachste woche", "a partir de ahora", "esta semana", "la proxima semana"}
)
_PLACE = re.compile(r"#[a-z][\w-]+")
_QUESTION = re.compile(r"\bq\d\b|\b(?:question|frage|pregunta) \d\b")


def is_order(text: str) -> bool:
    """Whether it is an order to the bot, as far as its shape tells."""
    found = clauses(text)
    words = found[0].words if len(found) == 1 else ()
    if not 2 < len(words) <= _MOST_WORDS or words[0] not in _BIDS or found[0].end == "?":
        return False
    said = folded(bare(text))
    is_of_it = words[1] in _IT and len(words) <= _FEW
    is_of_somebody = words[-1] in _OUT and len(words) <= _FEW and _is_name(words[1])
    is_named = bool(_PLACE.search(said) or _QUESTION.search(said))
    return is_of_it or is_of_somebody or is_named or any(one in said for one in _EVER)


def _is_name(word: str) -> bool:
    return next(segments((word,))).is_unknown
