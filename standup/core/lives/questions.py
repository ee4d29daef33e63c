"""Whether words about an item ask something, so that its owner is to hear of them."""

import re

from standup.core.text.pattern import Pattern

_LONGEST = 4000  # characters that are looked through
_LINK = Pattern(r"https?://\S+|`[^`]*`")
_QUOTED = Pattern(r"^[ \t]*>.*$", re.MULTILINE)
_MARKED = Pattern(r"[\w)\]\"'’”»…*_]\s*[?？؟]|¿")
_SENTENCE = Pattern(r"(?<=[.!;\n])\s+|\n")
_LEAD = r"(?:[^\w¿]|#\d+|(?:and|und|y|but|aber|pero|so|also|ok(?:ay)?|hm+|hey|hi|well)\b)*"
_ENGLISH = (
    r"(?:did|does|have|has|had|is|are|was|were|can|could|will|would|should)(?:n['’]?t)?\s+"
    r"(?:you|we|it|this|that|they|there|these|those|he|she|any(?:one|body))\b"
    r"|do(?:n['’]?t)?\s+(?:you|we|they)\b|why\s+\w+\W*$"
    r"|(?:what|why|how|where|who|which|when)\s+(?:exactly\s+)?"
    r"(?:about|is|are|was|were|did|do|does|if|would|should|could|can|will|has|have"
    r"|many|much|long|often|come|not)\b"
    r"|any\s+(?:news|idea|update)s?\b"
)
_GERMAN = (
    r"(?:hast|habt|bist|seid|kannst|könnt|könntest|willst|wollt|weißt|wisst|meinst|meint|nimmst"
    r"|machst|probierst|brauchst)\s+(?:du|ihr)\b"
    r"|(?:hat|haben|ist|sind|war|waren|kann|können|könnte|wird|wurde|gibt|gab|soll|sollen|sollten"
    r"|wäre|geht|gilt|liegt|hilft)\s+(?:das|es|die|der|den|dem|wir|man|jemand|sie|er|ihr)\b"
    r"|(?:was|warum|wieso|weshalb|wie|wann|wo|wer|welche[rsnm]?|womit|wofür|wozu|woher)\s+"
    r"(?:genau\s+)?(?:ist|sind|war|waren|hast|habt|hat|kann|könnte|wäre|wird|heißt|meinst|machst"
    r"|passiert|kommt|viele?|lange|oft|groß|wenn|nicht|denn|sagt|soll|sollen)\b"
    r"|(?:warum|wieso)\s+\w+\W*$"
)
_SPANISH = (
    r"(?:por\s+qué|qué|cómo|cuándo|cuánt[oa]s?|cuál(?:es)?|quién(?:es)?|dónde)\b"
    r"|y\s+si\b|(?:has|habéis)\s+\w+(?:ado|ido|sto|cho|to)\b"
)
_UNMARKED = Pattern(rf"{_LEAD}(?:{_ENGLISH}|{_GERMAN}|{_SPANISH})", re.IGNORECASE)
_TOLD = Pattern(r"[^?]*(?:,|\bthen\b|\bdann\b)", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether it asks: with the sign anywhere, or a sentence that begins as a question does.

    What is quoted, linked or code asks nothing. A sentence without the sign that goes on behind a
    comma may as well tell: "when was changed, it worked".
    """
    said = _LINK.sub(" … ", _QUOTED.sub("", text[:_LONGEST]))
    if _MARKED.search(said):
        return True
    return any(_begins_so(one) for one in _SENTENCE.split(said))


def _begins_so(sentence: str) -> bool:
    found = _UNMARKED.match(sentence)
    return found is not None and _TOLD.match(sentence[found.end() :]) is None
