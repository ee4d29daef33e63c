"""Whether what is said after an answer looks like more of it.

In a plan's case that is a line which could stand on it; what tells of something is an update. Words
that only ever go on are the better evidence, for any answer.
"""

import re

from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern

_MOST_WORDS, _MOST_LETTERS = 6, 60  # of a line of a plan that says what is to be done
_FEW_WORDS = 4  # of one that names a thing
_GOES_ON = Pattern(
    r"\s*(?:[+&]\s|(?:[2-9]|[1-9]\d)[.)]\s|y\s+[^\W\d_]"
    r"|(?:oh[ ,]+)?(?:and|also|plus|as well as|und|auch|ausserdem|sowie|tambien|ademas)"
    r"(?![\w'’-]))",
    re.IGNORECASE,
)
_ADDED = Pattern(r"(?<!\w)(?:too|as well|auch noch|tambien)[.!]?\s*$", re.IGNORECASE)
_LINK = Pattern(r"\w+://\S+")
_WORD = Pattern(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# What somebody does, has done or has come to, in English, German and Spanish.
_TELLS = Pattern(
    r"(?<![\w'])(?:i|i'(?:m|ve|ll|d)|im|ive|we'(?:re|ve)|it's|that's|finally|just|now|today|already"
    r"|done|finished|changed|instead|actually|turns|turned|is|are|was|were|am|has|have|had|makes"
    r"|made|does|did|doing|works|worked|got|found|learned|learnt|stuck|clicked|btw|update|fyi"
    r"|ich|ist|sind|war|hab|habe|hat|bin|jetzt|gerade|endlich|fertig|doch|statt|heute"
    r"|yo|esta|estoy|son|ha|hemos|ya|ahora|hoy|era|fue"
    r"|he\s+(?:\w{2,}(?:ado|ido)|hecho|visto|escrito|leido|puesto|vuelto|abierto|roto|dicho))(?!\w)",
    re.IGNORECASE,
)
# What somebody has done, or asks, or how it went: no thing on a list.
_DONE = Pattern(
    r"(?<![\w'])(?:\w{3,}ed(?<!eed)(?<!mbed)|\w*ge\w{2,}(?:t|en)|ver(?:standen|gessen|sucht)"
    r"|\w{3,}(?:ado|ada|ido|ida|ados|adas|idos|idas)|read through|wrote|saw|took|went|why|who"
    r"|whose|wer|warum|quien|por que|passed|ok|compiles|lauft|sigo|segui|aprendi|lei|vi|hice"
    r"|escribi|entendi|termine|estudie"
    r"|repase|probe|arregle|resolvi|me|mir|til)(?!\w)"
    r"|^(?:\d+|half|one|two|three|four|five|ten|back)\s|^\w{3,}ing(?!\w)|\s\d+\s+\w"
    r"|\bde\s+la\b|[\U0001F300-\U0001FAFF]|[,;:]|\d/\d|\bvs\b|^\W",
    re.IGNORECASE,
)
_NUMBERED = Pattern(r"\s*#\s?\d")  # an item, or a rank
_TO_DO = Pattern(
    r"(?:to |zu )?(?:read|write|learn|fix|do|finish|watch|build|try|study|review|implement|prepare"
    r"|practi[cs]e|test|look|make|start|go|set|draw|solve|work|deploy|refactor|clean|ask|call|plan"
    r"|leer|escribir|aprender|hacer|ver|terminar|probar|estudiar|preparar"
    r"|\w+ (?:lesen|schreiben|lernen|machen|anschauen|bauen|testen|uben))(?!\w)",
    re.IGNORECASE,
)
_BEGINS_TO_TELL = Pattern(
    r"\W*(?:we|it|this|that|there|by|my|wir|es|das|mein|he|mi)(?!\w)",
    re.IGNORECASE,
)


def goes_on(text: str) -> bool:
    """Whether a text says itself that it goes on."""
    bare = without_accents(text)
    return bool(_GOES_ON.match(bare) or (_ADDED.search(bare) and not _TELLS.search(bare)))


def tells(text: str) -> bool:
    """Whether a text tells of something, such as "#1 on the leaderboard": no thing on a list."""
    return bool(_NUMBERED.match(text)) or bool(
        _TELLS.search(without_accents(text).replace("’", "'"))
    )


def could_be_planned(text: str) -> bool:
    """Whether each line of a text could stand on a plan, and tells of nothing."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and all(map(_is_item, lines))


def _is_item(line: str) -> bool:
    bare = without_accents(line).replace("’", "'").strip()
    if any(c.isalpha() and c > "\u024f" for c in bare):
        return False  # a script whose words we cannot tell apart
    words = len(_WORD.findall(bare))
    most = _MOST_WORDS if _TO_DO.match(bare) else _FEW_WORDS
    if not 0 < words <= most or len(bare) > _MOST_LETTERS:
        return False
    if bare.endswith(("!", "?", "…", "...", ":")) or _LINK.search(bare) or _DONE.search(bare):
        return False
    return not _BEGINS_TO_TELL.match(bare) and not _TELLS.search(bare)
