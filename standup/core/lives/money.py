"""An amount of money in somebody's words: "new keyboard 49.90 EUR". Where it may be another, none.

A sign that several currencies share, such as `kr` and `¥`, names none of them; `$` alone is the one
that nearly everybody means by it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from standup.core.text.pattern import Pattern

_CODES = (
    *("AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP"),
    *("EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KES", "KRW", "MXN", "MYR"),
    *("NGN", "NOK", "NZD", "PEN", "PHP", "PLN", "RON", "RSD", "SAR", "SEK", "SGD", "THB", "TRY"),
    *("TWD", "UAH", "USD", "UYU", "VND", "ZAR"),
)
_WITHOUT_CENTS = frozenset({"CLP", "ISK", "JPY", "KRW", "VND"})
_NAMES = {
    "EUR": ("eur", "€", "euro", "euros"),
    "USD": ("usd", "us$", "$", "dollar", "dollars", "dólares"),
    "GBP": ("gbp", "£"),
    "CHF": ("chf", "sfr", "franken"),
    "CZK": ("czk", "kč"),
    "PLN": ("pln", "zł"),
    "SEK": ("sek",),
    "DKK": ("dkk",),
    "CAD": ("c$", "ca$"),
    "AUD": ("a$", "au$"),
    "NZD": ("nz$",),
    "HKD": ("hk$",),
    "SGD": ("s$",),
    "BRL": ("r$",),
    "MXN": ("mx$",),
    "INR": ("₹",),
    "TRY": ("₺",),
    "UAH": ("₴",),
    "KRW": ("₩",),
    "ILS": ("₪",),
    "THB": ("฿",),
    "VND": ("₫",),
    "RON": ("lei",),
    "BGN": ("лв",),
    "": (
        *("kr", "kronen", "kronor", "¥", "yen", "yuan", "元", "rs"),
        *("pound", "pounds", "francs", "pesos", "cent", "cents", "ct"),
    ),
}
"""What a currency is called, great or small; under none what several are called."""
_ANY_CASE = {name: code for code, names in _NAMES.items() for name in names}
_AS_WRITTEN = {code: code for code in _CODES} | {"Ft": "HUF"}


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_SPACE = "[ \u00a0\u202f]"
_NAME = f"(?i:{_any_of(_ANY_CASE)})|{_any_of(_AS_WRITTEN)}"
_NUMBER = rf"\d+(?:[.,'’]\d+|{_SPACE}\d{{3}}(?!\d))*(?:[.,][-–—]{{1,2}})?"
_MONEY = Pattern(
    rf"(?<![\w$.,])(?:(?P<ahead>{_NAME}){_SPACE}?(?P<first>{_NUMBER})(?:{_SPACE}?(?:{_NAME}))?"
    rf"|(?P<second>{_NUMBER}){_SPACE}?(?P<behind>{_NAME}))(?P<more>[\w$]*)"
)
_DOUBTED_BY = Pattern(
    r"(?:(?<!\w)(?:at|à|je|jeweils|zu|cada|about|around|roughly|approx\.?|approximately|nearly"
    r"|almost|ca\.?|circa|etwa|ungefähr|rund|knapp|fast|unos|unas|casi|up\s+to|bis\s+zu|hasta"
    r"|at\s+(?:most|least)|(?:more|less)\s+than|over|under|max\.?|min\.?|mindestens|höchstens)\s*"
    r"|[~≈<>≤≥±@]\s*|[-−–—+]|\d\s?(?:[x×*+/–—-]|or|oder|o|to|bis|a)\s?)$",
    re.IGNORECASE,
)
_DOUBTED_AFTER = Pattern(
    r"\s*(?:(?:each|apiece|a\s+piece|per|pro|je|jeweils|pro\s+stück|cada|al\s+mes)(?!\w)"
    r"|[/x×*+]|[-–—]\s?\d|(?:or|oder|o|to|bis|a)\s\d)",
    re.IGNORECASE,
)
_GROUPED = Pattern(
    r"\d{1,3}(?P<group>[.,'’ \u00a0\u202f])\d{3}(?:(?P=group)\d{3})*(?P<cents>[.,]\d{1,2})?"
)
_PLAIN = Pattern(r"\d+(?P<cents>[.,]\d{1,2})?")
_MOST_DIGITS, _LONGEST = 12, 2000  # of an amount; characters that are looked through


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a currency, which is its ISO code."""

    value: Decimal
    currency: str

    @property
    def number(self) -> str:
        """ "49.90"."""
        return f"{self.value:.{0 if self.currency in _WITHOUT_CENTS else 2}f}"


def amount(words: str) -> Amount | None:
    """The one amount that is named; None where there is none, are several, or it may be another."""
    text = words[:_LONGEST]
    found = {_read(text, one) for one in _MONEY.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _read(text: str, found: re.Match[str]) -> Amount | None:
    """What is named there; None where somebody may read it otherwise."""
    if found["more"] or _DOUBTED_BY.search(text[: found.start()]):
        return None
    if _DOUBTED_AFTER.match(text, found.end()):
        return None
    name = found["ahead"] or found["behind"]
    currency = _AS_WRITTEN.get(name) or _ANY_CASE.get(name.casefold(), "")
    value = _number((found["first"] or found["second"]).rstrip("-–—").rstrip(".,"))
    if not currency or value is None or (currency in _WITHOUT_CENTS and value % 1):
        return None
    return Amount(value, currency)


def _number(said: str) -> Decimal | None:
    """A number with its thousands apart or not; with two signs alike for it, none."""
    grouped = _GROUPED.fullmatch(said)
    found = grouped or _PLAIN.fullmatch(said)
    if found is None or len(said) > _MOST_DIGITS:
        return None
    cents = found["cents"] or ""
    if grouped and cents[:1] == grouped["group"]:
        return None
    whole = "".join(filter(str.isdecimal, said[: len(said) - len(cents)]))
    return Decimal(f"{whole}.{cents[1:] or 0}")
