"""Times of day as they are spoken: "half past two", "viertel vor zehn", "las cuatro y media"."""

from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern

_HOURS = {
    word: n
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
        "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for n, word in enumerate(words.split(), 1)
}
_MINUTES = {
    **dict.fromkeys(("half", "media"), 30),
    **dict.fromkeys(("quarter", "a quarter", "viertel", "cuarto"), 15),
    **dict.fromkeys(("five", "funf", "cinco"), 5),
    **dict.fromkeys(("ten", "zehn", "diez"), 10),
    **dict.fromkeys(("twenty", "zwanzig", "veinte"), 20),
}
_HOUR = rf"(?P<hour>[01]?\d|2[0-3]|{'|'.join(_HOURS)})"
_PART = rf"(?P<part>[1-5]?\d|{'|'.join(_MINUTES)})"
_REST = r"(?P<rest>(?:\s+\S.*)?)"
_PAST = (
    Pattern(rf"{_PART}\s+(?:past|nach)\s+{_HOUR}{_REST}"),
    Pattern(rf"(?:las?\s+)?{_HOUR}\s+y\s+{_PART}{_REST}"),
)
_TO = (
    Pattern(rf"{_PART}\s+(?:to|vor)\s+{_HOUR}{_REST}"),
    Pattern(rf"(?:las?\s+)?{_HOUR}\s+menos\s+{_PART}{_REST}"),
)
_GERMAN = Pattern(rf"(?P<part>halb|dreiviertel)\s+{_HOUR}{_REST}")  # of the hour that begins


def in_digits(words: str) -> str | None:
    """The time in digits, with what stands behind it: "2:30 in the afternoon"; None where it was
    not spoken so."""
    said = " ".join(without_accents(words.casefold()).split())
    if found := _GERMAN.fullmatch(said):
        return _told(
            _number(found["hour"]) - 1, 30 if found["part"] == "halb" else 45, found["rest"]
        )
    for patterns, is_past in ((_PAST, True), (_TO, False)):
        for pattern in patterns:
            if found := pattern.fullmatch(said):
                part = _MINUTES.get(found["part"]) or int(found["part"])
                hour = _number(found["hour"]) - (not is_past)
                return _told(hour, part if is_past else 60 - part, found["rest"])
    return None


def _number(hour: str) -> int:
    return _HOURS.get(hour) or int(hour)


def _told(hour: int, minute: int, rest: str) -> str | None:
    """Twelve hours before one o'clock it is twelve."""
    return f"{hour or 12}:{minute:02}{rest}" if 0 <= hour < 24 and 0 <= minute < 60 else None
