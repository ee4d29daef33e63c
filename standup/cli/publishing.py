"""`standup publish`: the learning log as a site, with what its authors agreed to publish."""

import asyncio
from argparse import Namespace
from urllib.parse import urlsplit

from standup.config import load
from standup.errors import StandupError
from standup.opening import look
from standup.pages.folder import Folder
from standup.pages.site import Counts, Site


def publish(arguments: Namespace) -> int:
    """Write the site, and say how much of it there is and how much changed."""
    loaded = load(arguments.folder)
    url = _url(arguments.url) if arguments.url else ""
    site = Site(loaded.instance, Folder(arguments.to), url)
    made = asyncio.run(look(loaded.database, site.make))
    print(_told(made, str(arguments.to)))
    return 0


def _url(text: str) -> str:
    """Where the site will be. Raises StandupError for what is no place of a site."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    says_more = parts.username or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not parts.hostname or says_more:
        raise StandupError(f"--url: {text!r} is no address like https://learning.example.org/log")
    return text


def _told(made: Counts, where: str) -> str:
    reports = "1 report" if made.reports == 1 else f"{made.reports:,} reports"
    people = "1 person" if len(made.people) == 1 else f"{len(made.people):,} people"
    return (
        f"{where} holds {reports} of {people} in {made.pages:,} files:"
        f" {made.written:,} written now, {made.removed:,} removed"
    )
