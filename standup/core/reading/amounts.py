"""A number as people write or say it, read from all of the words it stands in."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from standup.core.reading.lexicon import answers
from standup.core.reading.numbers import GERMAN_COUNTS
from standup.core.reading.phrases import eaten
from standup.core.reading.spans import norm, tokens
from standup.core.text.pattern import Pattern

_MOST_DIGITS = 15  # as many as any program that reads the export keeps exactly
_LONGEST = 300  # characters that a number is looked for in
_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,9})?"
    r"|\d{1,3}(?:,\d{3})+\.\d{1,9}|\d{1,3}(?:\.\d{3})+,\d{1,9}"
    r"|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,15}(?:[.,]\d{1,9})?|[.,]\d{1,9}"
)
_ANOTHER = frozenset(["another", "more", "noch", "weitere", "otra", "otro"])
_GOING_ON = frozenset(["then", "plus", "dann", "danach", "luego", "despues", "later"])
_EACH = Pattern(  # of one thing, and what it is of another
    r"\s*(?:on|for|in|with|auf|für|bei|mit|en|para|con)\s[^–—]+\d\s*(?:%|percent|prozent)",
    re.IGNORECASE,
)
_HALVES = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333333", "⅔": "0.666666667"}
_SIGNED = Pattern(
    rf"(?P<sign>[-−–+])?\s?(?P<digits>{_DIGITS})?(?:\s?(?P<half>[½¼¾]))?(?:\s(?P<part>[1-9])/(?P<of>[2-9]))?"
)
_FRACTION = Pattern(r"(?P<part>[1-9])/(?P<of>[2-9])(?!\d)")
_KEYCAP = Pattern("[\ufe0f\u20e3\u200b\u200d]")
_SECONDS = {
    **dict.fromkeys(
        ["s", "sec", "secs", "second", "seconds", "sekunde", "sekunden", "segundo", "segundos"], 1
    ),
    **dict.fromkeys(
        ["min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "m", "'"], 60
    ),
    **dict.fromkeys(
        ["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "hora", "horas"], 3600
    ),
}
_METRES = {
    **dict.fromkeys(["m", "meter", "meters", "metre", "metres", "metro", "metros"], 1),
    **dict.fromkeys(
        [
            "km",
            "k",
            "kms",
            "kilometer",
            "kilometers",
            "kilometre",
            "kilometres",
            "kilometern",
            "kilometro",
            "kilometros",
        ],
        1000,
    ),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the unit that was asked for; `is_plain`: as it was written, and nothing else."""

    value: Decimal
    end: int
    is_plain: bool


@lru_cache(maxsize=1)
def _in_words() -> dict[str, int]:
    found: dict[str, int] = {}
    small = (
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen"
        ),
        (
            "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn"
            " funfzehn sechzehn siebzehn achtzehn neunzehn"
        ),
        (
            "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
            " quince dieciseis diecisiete dieciocho diecinueve"
        ),
    )
    for words in small:
        found |= {word: n for n, word in enumerate(words.split())}
    found |= {"eins": 1, "eine": 1, "einen": 1, "einer": 1, "uno": 1, "una": 1, "a": 1, "an": 1}
    found |= {"none": 0, "keine": 0, "keins": 0, "keinen": 0, "kein": 0, "ninguna": 0, "ninguno": 0}
    found |= {
        "nothing": 0,
        "nichts": 0,
        "nada": 0,
        "dozen": 12,
        "hundred": 100,
        "hundert": 100,
        "cien": 100,
        "veinte": 20,
        "treinta": 30,
    }
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    zehner = [
        "zwanzig",
        "dreissig",
        "vierzig",
        "funfzig",
        "sechzig",
        "siebzig",
        "achtzig",
        "neunzig",
    ]
    german = small[1].split()
    for n, (ten, zehn) in enumerate(zip(tens, zehner, strict=True), 2):
        found[ten] = found[zehn] = 10 * n
        for unit in range(1, 10):
            found[f"{german[unit]}und{zehn}"] = 10 * n + unit
    return found


_PARTS = {
    "half": "0.5",
    "halbe": "0.5",
    "halb": "0.5",
    "halben": "0.5",
    "media": "0.5",
    "medio": "0.5",
    "anderthalb": "1.5",
    "eineinhalb": "1.5",
    "dreiviertel": "0.75",
    "quarter": "0.25",
    "viertel": "0.25",
} | {f"{word}einhalb": f"{n}.5" for word, n in GERMAN_COUNTS.items() if n > 1}
_SHARES = (
    (("half", "an"), "0.5"),
    (("half", "a"), "0.5"),
    (("a", "half"), "0.5"),
    (("one", "and", "a", "half"), "1.5"),
    (("a", "quarter", "of", "an"), "0.25"),
    (("a", "quarter", "of", "a"), "0.25"),
    (("quarter", "of", "an"), "0.25"),
    (("three", "quarters", "of", "an"), "0.75"),
    (("three", "quarters", "of", "a"), "0.75"),
    (("un", "cuarto", "de"), "0.25"),
    (("cuarto", "de"), "0.25"),
    (("tres", "cuartos", "de"), "0.75"),
    (("ne", "halbe"), "0.5"),
    (("eine", "halbe"), "0.5"),
    (("eine", "dreiviertel"), "0.75"),
    (("eine", "viertel"), "0.25"),
    (("a", "dozen"), "12"),
    (("a", "hundred"), "100"),
    (("half", "a", "dozen"), "6"),
    (("not", "a", "single", "one"), "0"),
    (("kein", "einziger"), "0"),
    (("keinen", "einzigen"), "0"),
    (("ni", "uno"), "0"),
)
_AND_A_HALF = (
    ("and", "a", "half"),
    ("y", "media"),
    ("y", "medio"),
    ("einhalb",),
    ("und", "eine", "halbe"),
)
_COMPOUND = {"viertelstunde": "0.25", "halbstunde": "0.5", "dreiviertelstunde": "0.75"}


def scale_of(unit: str) -> tuple[dict[str, int], int] | None:
    """The units of a unit's own kind with their sizes, and its size."""
    for units in (_SECONDS, _METRES):
        if (size := units.get(norm(unit))) is not None:
            return units, size
    return None


class _Reader:
    """Reads an amount from left to right; `at` is how far it came."""

    def __init__(self, text: str, unit: str) -> None:
        self.text, self.unit, self.at = text, unit, 0
        self.scale = scale_of(unit)
        self.was_plain = True

    def read(self) -> Decimal | None:
        """The amount that the text begins with, in the unit; None: none, or it may be another."""
        self._signs()
        first = self._timed() or self._times() or self._one()
        if first is None:
            return None
        if self.scale is not None and (more := self._more()):
            first += more
        return _round(first)

    def _take(self, pattern: str) -> "re.Match[str] | None":
        match = Pattern(pattern, re.IGNORECASE).match(self.text, self.at)
        if match and match.end() > self.at:
            self.at = match.end()
            return match
        return None

    def _signs(self) -> None:
        self._take(r"\s*[~≈]?\s*")

    def _timed(self) -> Decimal | None:
        """`1:30`, `2h30`, `0h45`: hours and minutes."""
        if self.scale is None or self.scale[1] not in {60, 3600}:
            return None
        parts = "[:h]" if self.scale[1] == 3600 else "h"  # `1:30` of minutes may be of seconds
        match = self._take(rf"(\d){parts}(\d\d)(?:h| h|m| ?min)?(?![\d:])")
        if match is None or int(match[2]) > 59:
            return None
        self.was_plain = False
        seconds = 3600 * int(match[1]) + 60 * int(match[2])
        return _round(Decimal(seconds) / self.scale[1])

    def _times(self) -> Decimal | None:
        """`2x45min`."""
        match = Pattern(r"(\d{1,3})\s?[x×]\s?(?=\d)", re.IGNORECASE).match(self.text, self.at)
        if match is None:
            return None
        self.at, self.was_plain = match.end(), False
        one = self._one()
        return None if one is None else one * int(match[1])

    def _one(self) -> Decimal | None:
        """A number and its unit."""
        before = self.at
        value = self._digits()
        if value is None:
            value = self._words()
        if value is None:
            self.at = before
            return None
        size = self._unit()
        value += Decimal("0.5") * self._and_a_half()
        return value * size

    def _more(self) -> Decimal | None:
        """`2h 30m`, `2 hours and 15 minutes`."""
        before = self.at
        self._take(r"\s*(?:,|and|und|y)?\s*")
        if not self.text[self.at : self.at + 1].isdigit():
            self.at = before
            return None
        value = self._digits()
        if value is None or self._named_unit() is None:
            self.at = before
            return None
        self.at = before
        self._take(r"\s*(?:,|and|und|y)?\s*")
        self.was_plain = False
        return self._one()

    def _digits(self) -> Decimal | None:
        """The value of digits, unless they may mean one or a thousand times as much."""
        if fraction := _FRACTION.match(self.text, self.at):
            if self._unit_follows(fraction.end()):
                self.at = fraction.end()
                self.was_plain = False
                return Decimal(fraction["part"]) / Decimal(fraction["of"])
            return None
        match = _SIGNED.match(self.text, self.at)
        if match is None or not (match["digits"] or match["half"]):
            return None
        value = _value(match["digits"]) if match["digits"] else Decimal(0)
        if value is None or _goes_on(self.text, match.end(), self.unit):
            return None
        if match["half"]:
            value += Decimal(_HALVES[match["half"]])
        if match["part"]:
            value += Decimal(match["part"]) / Decimal(match["of"])
        negative = match["sign"] in {"-", "−", "–"} and bool(value)
        if negative and self.scale is not None:
            return None
        self.at = match.end()
        if self._and_a_half():
            value += Decimal("0.5")
        elif self._thousands():
            value *= 1000
        return -value if negative else value

    def _thousands(self) -> bool:
        return not self.unit and self._take(r"k(?!\w)") is not None

    def _and_a_half(self) -> bool:
        words, ends = _words_at(self.text, self.at)
        for phrase in _AND_A_HALF:
            if words[: len(phrase)] == phrase:
                self.at = ends[len(phrase) - 1]
                self.was_plain = False
                return True
        return False

    def _words(self) -> Decimal | None:
        """A number in words."""
        words, ends = _words_at(self.text, self.at)
        for phrase, value in sorted(_SHARES, key=lambda one: -len(one[0])):
            if words[: len(phrase)] == phrase:
                self.at = ends[len(phrase) - 1]
                return Decimal(value)
        if not words:
            return None
        if words[0] in _COMPOUND and self.scale is not None and self.scale[1] == 3600:
            self.at = ends[0]
            return Decimal(_COMPOUND[words[0]])
        if words[0] in _PARTS:
            self.at = ends[0]
            return Decimal(_PARTS[words[0]])
        return self._counted(words, ends)

    def _counted(self, words: tuple[str, ...], ends: list[int]) -> Decimal | None:
        known = _in_words()
        if words[0] not in known:
            return self._hour_and_a_half(words, ends)
        value, size = Decimal(known[words[0]]), 1
        if (
            value >= 20
            and words[1:2] == ("-",)
            and known.get(words[2] if len(words) > 2 else "", 99) < 10
        ):
            value, size = value + known[words[2]], 3
        elif (
            value >= 20
            and len(words) > 1
            and 0 < known.get(words[1], 99) < 10
            and words[1] not in {"a", "an"}
        ):
            value, size = value + known[words[1]], 2
        if words[0] in {"a", "an", "un", "una", "ein", "eine"} and not self._unit_follows(ends[0]):
            return None
        self.at = ends[size - 1]
        if self._and_a_half():
            value += Decimal("0.5")
        return value

    def _hour_and_a_half(self, words: tuple[str, ...], ends: list[int]) -> Decimal | None:
        """`hora y media`."""
        if self.scale is not None and words[:3] == ("hora", "y", "media") and self.scale[1] == 3600:
            self.at = ends[2]
            return Decimal("1.5")
        return None

    def _unit_follows(self, at: int) -> bool:
        before, self.at = self.at, at
        found = self._named_unit() is not None
        self.at = before
        return found

    def _unit(self) -> Decimal:
        """What one of the unit that follows is in the unit that is asked for."""
        before = self.at
        size = self._named_unit()
        if size is None:
            self.at = before
            return Decimal(1)
        if size != 1:
            self.was_plain = False
        return size

    def _named_unit(self) -> Decimal | None:
        self._take(r"\s*")
        words, ends = _words_at(self.text, self.at, most=1)
        if not words or not self.unit:
            return None
        if self.scale is not None:
            size = self.scale[0].get(words[0])
            if size is None:
                return None
            self.at = ends[0] + (self.text[ends[0] : ends[0] + 1] == "." and len(words[0]) < 4)
            return Decimal(size) / Decimal(self.scale[1])
        if _is_unit(words[0], self.unit):
            self.at = ends[0]
            return Decimal(1)
        return None


_WORD = Pattern(r"[^\W\d_]+|['’](?:d|ve|s|m|re|ll)(?![^\W\d_])|['’%€$£#]|-")


def _words_at(text: str, at: int, most: int = 5) -> tuple[tuple[str, ...], list[int]]:
    words: list[str] = []
    ends: list[int] = []
    while len(words) < most:
        while at < len(text) and text[at].isspace():
            at += 1
        match = _WORD.match(text, at)
        if match is None:
            break
        words.append(norm(match[0].replace("’", "'")) if match[0] not in "'’" else "'")
        at = match.end()
        ends.append(at)
    return tuple(words), ends


def _goes_on(text: str, end: int, unit: str) -> bool:
    """Whether the digits are part of something else: `3.5.2`, `3-4`, `10:30`, `1e5`."""
    if unit.startswith("%") and text[end : end + 1] == "%":
        return False
    return (
        re.match(
            r"\d|[.,:/’']\d|\s*(?:->|=>|[-–—/&+x×→⇒]|or|to|and|bis|oder|y|o|a|u)\s*\d|\+|e\d|%|st\b|nd\b|th\b",
            text[end : end + 12],
        )
        is not None
    )


def _value(digits: str) -> Decimal | None:
    digits = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    marks = [sign for sign in digits if sign in ",."]
    if len(marks) == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        return None
    if len(set(marks)) == 2 or len(marks) > 1:
        digits = digits.replace(marks[0], "")
    digits = digits.replace(",", ".")
    if len(digits) > _MOST_DIGITS:
        return None
    return Decimal(digits).normalize() or Decimal(0)


_PERCENT = frozenset({"percent", "pct", "prozent"})


def _is_unit(word: str, unit: str) -> bool:
    """Whether the word is the unit or short for it: `p` and `pgs` for `pages`."""
    whole = norm(unit)
    if whole == "%" and word in _PERCENT:
        return True
    if not word or not whole or word[0] != whole[0]:
        return False
    if word.removesuffix("s") == whole.removesuffix("s"):
        return True
    letters = iter(whole)
    return all(letter in letters for letter in word)


def _round(value: Decimal) -> Decimal:
    rounded = round(value, 9).normalize()
    return rounded or Decimal(0)


def read(text: str, unit: str) -> Amount | None:
    """The amount that a text begins with, maybe after a word such as `about`."""
    cleaned = _KEYCAP.sub(lambda sign: " " * len(sign[0]), text[:_LONGEST])
    lead = _lead(cleaned)
    before = _symbol(cleaned, lead, unit)
    reader = _Reader(cleaned[before:], unit)
    value = reader.read()
    if value is None or abs(value) >= Decimal(10) ** _MOST_DIGITS:
        return None
    return Amount(value, before + reader.at, reader.was_plain and lead == 0)


def goes_on(rest: str, unit: str) -> bool:
    """Whether another amount follows one: `2h in the morning, 1h after lunch`, `4, then 3 more`,
    `24 % on val, 26 % on test`."""
    if unit.startswith("%") and _EACH.match(rest):
        return True
    said = [token for token in tokens(rest[:_LONGEST]) if token.is_word or token.number is not None]
    words = [token.norm for token in said]
    if any(first in _GOING_ON and _is_number(word) for first, word in pairwise(words[:3])):
        return True
    scale = scale_of(unit)
    units = scale[0] if scale else {norm(unit): 1}
    return any(word in units and _is_number(before) for before, word in pairwise(words))


def _is_number(word: str) -> bool:
    return word.isdecimal() or word in _in_words() or word in _ANOTHER


def _symbol(text: str, at: int, unit: str) -> int:
    """Where the number begins behind a unit that stands before it, such as `€`."""
    rest = text[at:]
    if unit and not unit[:1].isalnum() and rest.lstrip().startswith(unit):
        return at + len(rest) - len(rest.lstrip()) + len(unit)
    return at


def _lead(text: str) -> int:
    words, ends = _words_at(text, 0, most=8)
    left = eaten(words, answers.AROUND, answers.LEADS)
    while len(left) < len(words):
        size = len(words) - len(left)
        if (
            size
            and words[size - 1] in {"a", "an", "un", "una", "eine", "ein", "ne", "half"}
            and _takes_article(left)
        ):
            left = words[size - 1 :]
            continue
        break
    size = len(words) - len(left)
    if not size:
        return 0
    return ends[size - 1] + (text[ends[size - 1] : ends[size - 1] + 1] == ".")


def _takes_article(left: tuple[str, ...]) -> bool:
    return bool(left) and not left[0].isdigit()
