"""Addresses behind linked words, which stand in a message's HTML and not in its plain text."""

from html.parser import HTMLParser
from typing import Any

_ABOUT_MATRIX = "https://matrix.to/"  # names people and rooms


def with_addresses(text: str, formatted: Any) -> str:
    """The text with the address behind each linked word that does not show it."""
    if not isinstance(formatted, str) or "<a" not in formatted:
        return text
    links = _Links()
    links.feed(formatted)
    begin = 0
    for word, url in links.found:
        if url in text or url.startswith(_ABOUT_MATRIX) or _shows(word, url):
            continue
        at = text.find(word, begin)
        begin = len(text) if at < 0 else at + len(word)
        text = f"{text[:begin]} ({url}){text[begin:]}"
        begin += len(url) + 3
    return text


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
