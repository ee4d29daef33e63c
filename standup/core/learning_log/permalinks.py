"""Where each report and each page stands on the site: the same for ever, revealing no account."""

import hashlib
import string
from datetime import date

_PLAIN = frozenset(string.ascii_lowercase + string.digits + "-")
_LONGEST = 80
_DIGITS = string.digits + string.ascii_lowercase


def of_month(day: date) -> str:
    """The page of a month."""
    return f"{day:%Y-%m}.html"


def of_day(day: date) -> str:
    """The page of a day."""
    return f"{day.isoformat()}.html"


def of_person(person: str) -> str:
    """The page of a person: neither their id nor an account can be read from it."""
    return f"people/{hashlib.sha256(f'person/{person}'.encode()).hexdigest()[:12]}.html"


def of_item(number: int) -> str:
    """The page of an item that lives, by the number that people say."""
    return f"items/{number}.html"


ITEMS, MAP = "items.html", "map.html"
"""Where all items stand by their states, and where over the time."""


def of_tag(tag: str) -> str:
    """The page of a subject."""
    return f"subjects/{_slug(tag)}.html"


def of_kind(kind: str) -> str:
    """The page of a kind of learning."""
    return f"kinds/{_slug(kind)}.html"


def _slug(text: str) -> str:
    """A text as a file's name: no two texts that differ in more than case have the same."""
    signs = (sign if sign in _PLAIN else f"_{ord(sign):x}_" for sign in text.casefold())
    slug = "".join(signs)
    if len(slug) <= _LONGEST:
        return slug
    return hashlib.sha256(text.casefold().encode("utf-8", "replace")).hexdigest()[:20]


def anchor(entry: int) -> str:
    """The name of a report on its day's page."""
    short = ""
    while entry:
        entry, rest = divmod(entry, len(_DIGITS))
        short = _DIGITS[rest] + short
    return f"r{short}"


def of_entry(day: date, entry: int) -> str:
    """Where a report stands for ever."""
    return f"{of_day(day)}#{anchor(entry)}"
