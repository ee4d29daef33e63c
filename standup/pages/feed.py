"""The Atom feed of the latest reports."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from standup.core.language import now_spoken
from standup.core.learning_log import permalinks
from standup.core.learning_log.entries import Entry
from standup.pages.shown import message
from standup.pages.words import Address, clean, html

MOST = 40
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"


def feed(title: str, entries: Sequence[Entry], site: str, url: str, of_tag: Address) -> bytes:
    """The feed; `site` sets this installation's ids apart, `url` is where the site will be."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": now_spoken()})
    _add(root, "title", clean(title))
    _add(root, "id", _id(site, "feed"))
    _add(root, "updated", _instant(max((entry.at for entry in entries), default=None)))
    if url:
        _add(root, "link", rel="self", href=f"{url}feed.xml")
    _add(root, "link", href=f"{url}index.html", type="text/html")
    for entry in entries:
        _entry(root, entry, site, url, of_tag)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ET.Element, entry: Entry, site: str, url: str, of_tag: Address) -> None:
    one = ET.SubElement(root, "entry")
    _add(one, "title", clean(f"{entry.name}: {entry.title}, {entry.day.isoformat()}"))
    _add(one, "id", _id(site, str(entry.id)))
    _add(one, "updated", _instant(entry.at))
    _add(one, "link", href=f"{url}{permalinks.of_entry(entry.day, entry.id)}", type="text/html")
    _add(ET.SubElement(one, "author"), "name", clean(entry.name))
    for tag in entry.tags:
        _add(one, "category", term=clean(tag))
    body = html(message(entry), lambda tag: f"{url}{of_tag(tag)}")
    _add(one, "content", str(body), type="html")


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text or None


def _id(site: str, what: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"standup:{site}/{what}").urn


def _instant(at: datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else _NEVER
