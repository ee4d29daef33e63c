"""`standup publish`: the learning log as a site, with what its authors agreed to publish."""

import asyncio
from argparse import Namespace

from standup.config import load
from standup.config.addresses import site as site_address
from standup.config.problems import WrongError
from standup.errors import StandupError
from standup.pages.folder import Folder
from standup.pages.site import Counts, Site
from standup.wiring.opening import look


def publish(arguments: Namespace) -> int:
    """Write the site, and say how much of it there is and how much changed."""
    loaded = load(arguments.folder)
    url = _url(arguments.url) if arguments.url else loaded.instance.site
    with Folder(arguments.to) as folder:
        made = asyncio.run(look(loaded.database, Site(loaded.instance, folder, url).make))
    print(_told(made, str(arguments.to)))
    return 0


def _url(text: str) -> str:
    """Where the site will be. Raises StandupError for what is no place of one."""
    try:
        return site_address(text)
    except WrongError as wrong:
        raise StandupError(f"--url: {wrong}; expected {wrong.expected}") from None


def _told(made: Counts, where: str) -> str:
    reports = "1 report" if made.reports == 1 else f"{made.reports:,} reports"
    people = "1 person" if len(made.people) == 1 else f"{len(made.people):,} people"
    return (
        f"{where} holds {reports} of {people} in {made.pages:,} files:"
        f" {made.written:,} written now, {made.removed:,} removed"
    )
