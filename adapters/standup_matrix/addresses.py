"""What is behind linked words, which stands in a message's HTML and not in its plain text."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

_ABOUT_MATRIX = "https://matrix.to/"  # names people and rooms
_SOMEBODY = "https://matrix.to/#/@"


def with_addresses(text: str, formatted: Any) -> str:
    """The text with the address behind each linked word that does not show it, and with the sign
    that people type to choose somebody, whose name alone is left of it."""
    if not isinstance(formatted, str) or "<a" not in formatted:
        return text
    links = _Links()
    links.feed(formatted)
    begin = 0
    for word, url in links.found:
        is_somebody = unquote(url).startswith(_SOMEBODY)
        if not is_somebody and (url in text or url.startswith(_ABOUT_MATRIX) or _shows(word, url)):
            continue
        at = text.find(word, begin)
        if is_somebody:
            text, begin = _with_sign(text, word, at) if at >= 0 else (text, begin)
            continue
        begin = len(text) if at < 0 else at + len(word)
        text = f"{text[:begin]} ({url}){text[begin:]}"
        begin += len(url) + 3
    return text


def _with_sign(text: str, word: str, at: int) -> tuple[str, int]:
    """The text with a sign before a name, and where that ends."""
    sign = "" if word.startswith("@") or text[:at].endswith("@") else "@"
    return f"{text[:at]}{sign}{text[at:]}", at + len(sign) + len(word)


def _shows(word: str, url: str) -> bool:
    return word.removesuffix("/").endswith(url.partition("://")[2].removesuffix("/"))


class _Links(HTMLParser):
    """What leads where, but for what is quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._url = ""
        self._word = ""
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link, or a quotation, begins."""
        self._quoted += tag == "mx-reply"
        url = dict(attrs).get("href") or ""
        if tag == "a" and not self._quoted and url.startswith(("http://", "https://")):
            self._url, self._word = url, ""

    def handle_data(self, data: str) -> None:
        """Words."""
        self._word += data

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self._quoted -= tag == "mx-reply"
        if tag == "a" and self._url and self._word.strip():
            self.found.append((self._word.strip(), self._url))
        if tag == "a":
            self._url = ""
