"""Whether somebody who was asked for what is to live on says that there is nothing to say."""

import re

from standup.core.reading.plans import is_nothing
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_NO = (
    r"no|nope|nah|none|nothing|nein|nix|nichts|kein(?:e|er|en|s)?|nada|ningun[oa]?|sin"
    r"|no (?:hay|tengo|tenemos)(?: ningun[oa]?| nada)?"
)
_HAVE = r"(?:i|we)(?: have|'ve got| have got)|there(?: is|'s| are)|ich habe|wir haben|es gibt"
_WHAT = (
    r"of (?:it|them|this|these|those)"
    r"|blockers?|blocks?|impediments?|obstacles?|hypothes[ie]s|actions?|expenses?|issues?|problems?"
    r"|hindernisse?|probleme?|bloqueos?|problemas?|gastos?|ausgaben|new|neues|nuevo|more|else|really"
    r"|(?:is )?block(?:s|ed|ing|iert|ea)(?: me| us| mich| uns)?|me bloquea|to report|zu berichten"
)
_NOW = (
    r"so far|today|right now|for now|now|at the moment|currently|this week|yet|atm"
    r"|heute|gerade|bisher|im moment|momentan|aktuell|diese woche|hoy"
    r"|por ahora|de momento|ahora|esta semana|aun|noch"
)
_THANKS = r"thanks?|thank you|thx|danke|gracias|please"
_WELL = (
    r"(?:it'?s |it is |we'?re |we are |i'?m |i am )?(?:all|everything|alles|todo)"
    r"(?:'?s| is| ist| esta)? (?:good|fine|clear|well|ok|okay|smooth|gut|klar|bien)"
    r"|(?:not|nicht|no) (?:blocked|blockiert|bloquead[oa])"
    r"|(?:i'?m|i am|we'?re|we are) (?:good|fine|ok|okay|not blocked)|alles im gruenen bereich"
    r"|ich bin nicht blockiert|no estoy bloquead[oa]"
)
_NOTHING = Pattern(
    rf"(?:(?:{_NOW}) )?(?:(?:{_NO})[,.!]? ?)?(?:(?:{_HAVE}) )?"
    rf"(?:(?:{_NO})(?: (?:{_WHAT}))*|{_WELL})?"
    rf"(?:,? (?:{_NOW}|{_THANKS}))*",
    re.IGNORECASE,
)


def is_none(text: str) -> bool:
    """Whether these words say so, and nothing else."""
    words = " ".join(fold(text).replace("’", "'").strip(" .!…-–—👍✅🙂😊").split())
    return not any(map(str.isalnum, words)) or is_nothing(text) or bool(_NOTHING.fullmatch(words))
