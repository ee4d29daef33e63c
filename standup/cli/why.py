"""`standup why`: what somebody is told who asks the bot why they were asked, or were not."""

from argparse import Namespace

from standup.cli.holding import as_it_holds
from standup.cli.people import chosen
from standup.cli.reading import read
from standup.config import load
from standup.core.commands import Around, Why, understand
from standup.core.messages.markup import plain
from standup.core.zones import date_in
from standup.engine.clock import SystemClock
from standup.engine.commands.why import reasons
from standup.engine.directory import Directory
from standup.store.database import Transaction


def why(arguments: Namespace) -> int:
    """Print each rule that decides whether somebody is asked on a day, and where it stands."""
    loaded, now = load(arguments.folder), SystemClock().now()
    laid, _ = as_it_holds(loaded)
    directory = Directory.of(laid, {})
    person = directory.people[chosen(loaded, arguments.person)[0].id]
    today = date_in(person.zone, now)
    around = Around(today, is_signed=True, standups=directory.names_for(person))
    said = understand(" ".join(["/why", *arguments.words]), around)
    meant = said if isinstance(said, Why) else Why(is_unclear=True)

    async def find(tx: Transaction) -> int:
        print(plain(await reasons(tx, directory, person, meant, now)))
        return 2 if meant.is_unclear else 0

    return read(loaded.database, find)
