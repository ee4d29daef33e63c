"""Keys: the name by which a message is promised once, and found again.

Each is made here and nowhere else, so that two occasions never share one. A message that needs
several parts, or pictures, has a key for each of them.
"""

from datetime import date, datetime

from standup.core.model import Account
from standup.core.posts import Post, PostKind

SHOWN = "shown/"
"""Begins the keys of messages that show somebody the words of others."""
PARTS = "#"
"""What stands in the key of a part, and in no other."""
_REMINDER, _MOVED, _CHANNEL = "remind/", "moved/", "channel/"
SHOWN = "shown/"
"""Begins the keys of messages that show somebody a report: they hold the words of others."""
_THANKS, _OFFER, _READ = "done/", "offer/", "read/"


def asking(check_in: int) -> str:
    """The first question of a check-in."""
    return f"ask/{check_in}"


def following(check_in: int, after: int, now: datetime) -> str:
    """The question of a check-in that follows once another check-in is over."""
    return f"next/{check_in}/{after}/{now.timestamp():.3f}"


def asked_at(check_in: int, adapter: str, now: datetime) -> str:
    """A question that moves with its person to another account."""
    return f"{_MOVED}{check_in}/{adapter}/{now.timestamp():.6f}"


def is_moved(key: str) -> bool:
    """Whether this is a question that moved so."""
    return key.startswith(_MOVED)


def again(check_in: int, due: datetime) -> str:
    """The question of a check-in that comes back when its person wanted it to."""
    return f"again/{check_in}/{due.timestamp():.3f}"


def reminder(check_in: int, due: datetime) -> str:
    """The reminder of a check-in that is still open: one for each moment at which it is due."""
    return f"{_REMINDER}{check_in}/{due.timestamp():.3f}"


def reminders(check_in: int) -> tuple[str, str]:
    """Between which two the keys of all reminders of a check-in lie."""
    return f"{_REMINDER}{check_in}/", f"{_REMINDER}{check_in}0"


def reminded_of(key: str) -> int | None:
    """The check-in of which a message reminds, if it does."""
    whole, _, _ = key.partition(PARTS)
    number, _, _ = whole.removeprefix(_REMINDER).partition("/")
    return int(number) if whole.startswith(_REMINDER) else None


def thanks(check_in: int) -> str:
    """The thanks for a check-in, which change with the answers."""
    return f"{_THANKS}{check_in}"


def rhythm(check_in: int) -> str:
    """The question whether the rhythm is right, asked with a check-in."""
    return f"rhythm/{check_in}"


def by_profile(setting: int) -> str:
    """That somebody is asked by the zone that their profile says, kept as this setting."""
    return f"profile/{setting}"


def rhythm_of(key: str) -> int | None:
    """The check-in with which a message asks whether the rhythm is right, if it does."""
    kind, _, number = key.partition("/")
    return int(number) if kind == "rhythm" else None


def let_be(check_in: int) -> str:
    """That nothing more is asked after a check-in, until the person says a word."""
    return f"letbe/{check_in}"


def asks_again(message: str) -> str:
    """That a message ended that."""
    return f"re/{message}/again"


def unchanged(check_in: int) -> str:
    """That answers stay as they were, since the next questions have come."""
    return f"unchanged/{check_in}"


def reply(message: str) -> str:
    """The reply to a message."""
    return f"re/{message}"


def replied_to(key: str) -> str:
    """The message that what has this key replies to."""
    return key.removeprefix("re/").removesuffix("/alone")


def question_after(message: str) -> str:
    """The question that follows the reply to a message."""
    return f"re/{message}/ask"


def taken_back(check_in: int) -> str:
    """That a poll was taken back before somebody had answered it."""
    return f"taken back/{check_in}"


def done_for(person: str, what: str, now: datetime) -> str:
    """That something was done for somebody by those who run a standup of theirs."""
    return f"done for/{person}/{what}/{now.timestamp():.3f}"


def channel(setting: int) -> str:
    """The first word in the channel that a standup posts in by a setting."""
    return f"{_CHANNEL}{setting}"


def tried(key: str) -> int | None:
    """The setting by which a message is the first word in a channel, if it is."""
    whole, _, _ = key.partition(PARTS)
    return int(whole.removeprefix(_CHANNEL)) if whole.startswith(_CHANNEL) else None


def refused(setting: int) -> str:
    """That a channel lets nothing in which was to be posted in by a setting."""
    return f"refused/{setting}"


def invited(standup: str, person: str, day: date) -> str:
    """The hello to somebody who is invited to a standup, once a day."""
    return f"invited/{standup}/{person}/{day.isoformat()}"


def besides(message: str) -> str:
    """A word on what came with a message and is not kept, such as a picture."""
    return f"besides/{message}"


def offer(token: str) -> str:
    """The question what a message was that waits for its author's word."""
    return f"{_OFFER}{token}"


def offered(key: str) -> str:
    """The token of the offer that a message makes; empty where it makes none."""
    whole, _ = parted(key)
    return whole.removeprefix(_OFFER) if whole.startswith(_OFFER) else ""


def thanked_for(key: str) -> int | None:
    """The check-in for which a message thanks, if it does."""
    whole, _ = parted(key)
    return int(whole.removeprefix(_THANKS)) if whole.startswith(_THANKS) else None


def is_read(key: str) -> bool:
    """Whether a message tells somebody of a post that stands in no channel."""
    return key.startswith(_READ)


def hello(person: str) -> str:
    """The first words to somebody."""
    return f"hello/{person}"


def stranger(account: Account, now: datetime, which: str = "") -> str:
    """What a stranger is told, once a day; or once for each of several occasions."""
    key = f"stranger/{account.adapter}:{account.id}/{now.date().isoformat()}"
    return f"{key}/{which}" if which else key


def put_aside(message: str) -> str:
    """That something went wrong with a message, which is kept."""
    return f"aside/{message}"


def hints(person: str) -> str:
    """What the keys of all hints to somebody begin with."""
    return f"{SHOWN}hint/{person}/"


def hint(person: str, check_in: int, mark: int) -> str:
    """What was settled before of a line of somebody's plan, for which this `mark` stands."""
    return f"{hints(person)}{check_in}/{mark}"


def missing(run: int, person: str) -> str:
    """Who was missing in a run, for somebody who is told at its close."""
    return f"missing/{run}/{person}"


def of_item(number: int, source: str, person: str) -> str:
    """What somebody is told of an item, for what was said in a source."""
    return f"{SHOWN}item/{number}/{source}/{person}"


def told_of(key: str) -> int | None:
    """The item that a message tells of, if it tells of one alone."""
    name, _, rest = key.removeprefix(SHOWN).partition("/")
    number, _, _ = rest.partition("/")
    return int(number) if name in {"item", "urged"} and number.isdecimal() else None


def first_of_life(person: str, life: str) -> str:
    """How items live, told to whoever begins the first of theirs."""
    return f"lives/{person}/{life}"


def urged(number: int, person: str, day: date) -> str:
    """That an item has not moved yet, told again, once a day."""
    return f"{SHOWN}urged/{number}/{person}/{day.isoformat()}"


def asked_of_items(check_in: int, number: int | None = None) -> str:
    """Where items stand, or the one of that number, asked with a check-in."""
    return f"stands/{check_in}" if number is None else f"item/{number}/stands/{check_in}"


def published(person: str, standup: str, day: date) -> str:
    """How to be left out of what a standup publishes."""
    return f"publishing/{person}/{standup}/{day.isoformat()}"


def linked(account: Account, told: str, now: datetime) -> str:
    """That another account is one's own now, told on one's other platforms."""
    return f"linked/{account.adapter}:{account.id}/{told}/{now.timestamp():.3f}"


FAREWELL = "farewell/"


def farewell(name: str) -> str:
    """That somebody is forgotten; `name` says nothing of whom."""
    return f"{FAREWELL}{name}"


def also_at(key: str, account: Account) -> str:
    """The same message at another account."""
    return f"{key}/{account.adapter}:{account.id}"


def alone(key: str) -> str:
    """The same message where nobody else reads it."""
    return f"{key}/alone"


def thread(run: int) -> str:
    """What the keys of the first messages of a run's thread begin with, one a channel."""
    return Post(PostKind.THREAD, run).key


def read(post: Post, person: str = "") -> str:
    """What somebody is told of a post that stands in no channel."""
    return f"{_READ}{post.key}/{person}"


def part(key: str, number: int) -> str:
    """The key of a part of a message; the first part has the message's own."""
    return f"{key}{PARTS}{number}" if number else key


def parted(key: str) -> tuple[str, int]:
    """The message to which a key belongs, and the number of the part."""
    whole, _, number = key.partition(PARTS)
    return whole, int(number) if number.isdecimal() else 0


def picture(key: str, number: int) -> str:
    """The key of a picture below a message."""
    return f"{key}{PARTS}picture{number}"


def is_first(key: str) -> bool:
    """Whether this is the first of all messages of its key."""
    return PARTS not in key
