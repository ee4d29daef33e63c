"""The town that is simulated: standups, people and platforms, made up from the seed or given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from standup.chat.interface import Capabilities
from standup.core.model import (
    Account,
    Accountability,
    Channel,
    Instance,
    Person,
    Question,
    Rhythm,
    Round,
    Standup,
)
from standup.simulate.people import LIVELY, Habits
from standup.simulate.remarks import LIFE

_NEW_LINE = "Shift+Enter on a computer"
MATRIX = Capabilities(
    text_limit=8000,
    threads=True,
    edits=True,
    images=True,
    silent=True,
    opens_direct=True,
    sees_edits=True,
    sees_deletes=True,
    new_line=_NEW_LINE,
    per_second=8.0,
    at_once=16,
    key_window=20 * 3600.0,
    reads_history=True,
)
DISCORD = Capabilities(
    text_limit=1800,
    threads=True,
    edits=True,
    images=True,
    silent=True,
    choices=True,
    forms=True,
    opens_direct=True,
    sees_edits=True,
    sees_deletes=True,
    new_line=_NEW_LINE,
    per_second=40.0,
    place_per_second=1.0,
    place_burst=4,
    channel_per_minute=50.0,
    at_once=50,
    key_window=120.0,
    reads_history=True,
)
TELEGRAM = Capabilities(
    text_limit=4096,
    threads=True,
    edits=True,
    images=True,
    silent=True,
    choices=True,
    invitation="https://t.me/standup_bot?start={code}",
    sees_edits=True,
    new_line=_NEW_LINE,
    cuts_text=True,
    per_second=30.0,
    place_per_second=1.0,
    place_burst=3,
    channel_per_minute=20.0,
    at_once=30,
)
PLATFORMS: Mapping[str, Capabilities] = {
    "discord": DISCORD,
    "matrix": MATRIX,
    "telegram": TELEGRAM,
}
"""What the adapters of these names promise; a test holds the one to the other."""

ZONES = (
    *("Europe/London", "Europe/Lisbon", "Europe/Berlin", "America/New_York", "America/St_Johns"),
    *("Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Kiritimati"),
    *("Africa/Casablanca", "America/Santiago", "Asia/Tehran", "Pacific/Apia", "UTC"),
)
_NAMES = ("Ana", "Bo", "Chi", "Dee", "Eli", "Fay", "Gus", "Hana")
_MONDAYS = (  # of weeks in which clocks change somewhere, and of one in which none do
    *(date(2026, 3, 2), date(2026, 3, 23), date(2026, 3, 30), date(2026, 9, 28)),
    *(date(2026, 10, 19), date(2026, 10, 26), date(2026, 11, 23), date(2027, 3, 8)),
)


@dataclass(frozen=True, slots=True)
class Town:
    """What the bot is told, what each of its platforms can do, and how its people are.

    `habits` None: they are drawn for each of them.
    """

    instance: Instance
    platforms: Mapping[str, Capabilities]
    habits: Habits | None = None


def built_in(chance: Random) -> Town:
    """A town made up from a seed."""
    people = tuple(_person(chance, name) for name in _NAMES[: chance.randint(2, 5)])
    standups = [_learning_day(chance, people)]
    if chance.random() < 0.7:
        standups.append(_daily(chance, people[: chance.randint(1, len(people))]))
    if chance.random() < 0.4:
        standups.append(_review(chance, people[-chance.randint(1, len(people)) :]))
    used = {c.adapter for s in standups for c in s.channels}
    used |= {a.adapter for p in people for a in p.accounts}
    told = Instance(tuple(standups), people, "Ana (ana)", "Europe/London")
    return Town(told, {name: PLATFORMS[name] for name in sorted(used)})


def steered(town: Town, chance: Random) -> Town:
    """The same whose standups are run by one or two of their people."""

    def run(standup: Standup) -> Standup:
        ids = [person.id for person in standup.participants]
        owners = chance.sample(ids, min(len(ids), chance.choice((1, 2))))
        return replace(standup, owners=tuple(owners))

    standups = tuple(run(one) for one in town.instance.standups)
    return replace(town, instance=replace(town.instance, standups=standups))


def reporting(town: Town, chance: Random) -> Town:
    """The same with a standup without a schedule, in which some report when they like."""
    told = town.instance
    people = told.people[: chance.randint(1, len(told.people))]
    questions = (
        Question("new", "text", "What is new with you?"),
        Question("next", "items", "What comes next?"),
    )
    closes = timedelta(hours=chance.choice((20, 24, 24)))
    round_ = Round("note", "Note", None, questions[: chance.randint(1, 2)], closes)
    adapter = chance.choice(sorted(town.platforms))
    notes = Standup(
        *("notes", "Notes", (round_,), people, (Channel(adapter, "#notes"),)),
        zone=chance.choice(ZONES),
        accountability=Accountability("0 11 * * *", "Europe/London", 2),
    )
    return replace(town, instance=replace(told, standups=(*told.standups, notes)))


def tired(town: Town, chance: Random) -> Town:
    """The same whose people may tire of being asked after a run or two without a word."""

    def tire(standup: Standup) -> Standup:
        return replace(standup, fatigue=chance.choice((1, 1, 2)))

    standups = tuple(tire(one) for one in town.instance.standups)
    return replace(town, instance=replace(town.instance, standups=standups))


def experimenting(town: Town, chance: Random) -> Town:
    """The same with a standup of hypotheses, each of which lives on with a number of its own."""
    told = town.instance
    people = told.people[: chance.randint(1, len(told.people))]
    hour = chance.choice((1, 8, 13))
    asked = Round(
        "lab",
        "Lab",
        f"15 {hour} * * mon-sat",
        (Question("try", "items", "What is to be found out?", life=LIFE.name),),
        closes=timedelta(hours=hour + chance.choice((3, 9))),
    )
    channels = (Channel(chance.choice(sorted(town.platforms)), "#lab"),)
    zone = chance.choice((None, "Europe/London"))
    lab = Standup("lab", "Lab", (asked,), people, channels, zone=zone, lives=(LIFE,))
    return replace(town, instance=replace(told, standups=(*told.standups, lab)))


def lenient(town: Town) -> Town:
    """The same whose rounds may be begun the evening before, and for two days after their end."""

    def let(standup: Standup) -> Standup:
        early, late = timedelta(hours=18), timedelta(days=2)
        rounds = (replace(one, early=early, late=late) for one in standup.rounds)
        return replace(standup, rounds=tuple(rounds))

    standups = tuple(let(one) for one in town.instance.standups)
    return replace(town, instance=replace(town.instance, standups=standups))


def moved(instance: Instance, person: str, zone: str) -> Instance:
    """The same where somebody lives in another zone."""

    def there(people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(replace(one, zone=zone) if one.id == person else one for one in people)

    standups = (replace(one, participants=there(one.participants)) for one in instance.standups)
    return replace(instance, standups=tuple(standups), people=there(instance.people))


def learning_day() -> Town:
    """One Learning Day, on a Thursday, of people who think twice and press what can be pressed."""
    people = (
        _at("Ana", "Europe/London", "matrix"),
        _at("Bo", "Europe/Berlin", "telegram"),
        _at("Chi", "Europe/Athens", "discord"),
    )
    plan = Question("will_learn", "items", "What will you learn today?")
    learned = Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn"))
    again = Question("again", "yes_no", "Shall we do it again?", optional=True)
    hours = timedelta(hours=1)
    rounds = (
        Round("plan", "Plan", "30 9 * * thu", (plan,), closes=17 * hours),
        Round("learned", "Learned", "0 17 * * thu", (learned, again), closes=22 * hours),
    )
    channels = (Channel("matrix", "#learning"), Channel("telegram", "#learning"))
    standup = Standup(
        "learning-day",
        "Learning Day",
        rounds,
        people,
        channels,
        accountability=Accountability("0 23 * * thu", "Europe/London", 7),
    )
    told = Instance((standup,), people, "Ana (ana)", "Europe/London")
    return Town(told, PLATFORMS, LIVELY)


def _at(name: str, zone: str, adapter: str) -> Person:
    return Person(name.lower(), name, zone, (Account(adapter, f"{name.lower()}-{adapter[0]}"),))


def monday(chance: Random) -> date:
    """A day on which a story may begin."""
    return chance.choice(_MONDAYS)


def _person(chance: Random, name: str) -> Person:
    ways = chance.sample(sorted(PLATFORMS), 2 if chance.random() < 0.25 else 1)
    accounts = tuple(Account(adapter, f"{name.lower()}-{adapter[0]}") for adapter in ways)
    prefer = chance.choice(ways) if len(ways) > 1 else None
    return Person(name.lower(), name, chance.choice(ZONES), accounts, prefer=prefer)


def _channels(chance: Random, place: str) -> tuple[Channel, ...]:
    names = chance.sample(sorted(PLATFORMS), chance.choice((1, 1, 2)))
    return tuple(Channel(name, f"#{place}") for name in names)


def _learning_day(chance: Random, people: tuple[Person, ...]) -> Standup:
    day = chance.choice(("thu", "fri", "sun", "mon,thu"))
    morning, evening = chance.choice(((9, 17), (2, 14), (0, 22)))
    plan = Round(
        "plan",
        "Plan",
        f"30 {morning} * * {day}",
        (Question("will_learn", "items", "What will you learn today?"),),
        closes=timedelta(hours=evening),
    )
    learned = Round(
        "learned",
        "Learned",
        f"0 {evening} * * {day}",
        (
            Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn")),
            *_helped(chance),
        ),
        closes=timedelta(hours=evening + chance.choice((2, 3, 12))),
        reminder=timedelta(minutes=45),
    )
    zone = None if chance.random() < 0.7 else chance.choice(ZONES)
    standup = Standup(
        "learning-day",
        "Learning Day",
        (plan, learned),
        people,
        _channels(chance, "learning"),
        zone=zone,
    )
    post = Accountability("0 10 * * mon", zone or "Europe/London", 7)
    return replace(standup, accountability=post) if chance.random() < 0.5 else standup


def _helped(chance: Random) -> tuple[Question, ...]:
    if chance.random() < 0.5:
        return ()
    return (Question("helped", "text", "What would have helped?", optional=True),)


def _daily(chance: Random, people: tuple[Person, ...]) -> Standup:
    questions = (
        Question("mood", "mood", "How are you today?", optional=True),
        Question("done", "items", "What have you done since yesterday?"),
        Question("blocked", "text", "Is anything in your way?", optional=True),
    )
    hour = chance.choice((1, 2, 9, 16))
    today = Round(
        "today",
        "Today",
        f"{chance.choice((0, 30))} {hour} * * mon-fri",
        questions[chance.randint(0, 2) :],
        closes=timedelta(hours=hour + chance.choice((2, 6, 20))),
        reminder=timedelta(minutes=chance.choice((0, 30))),
        grace=chance.choice((None, timedelta(hours=1))),
    )
    zone = chance.choice((None, "Europe/London", "America/Santiago"))
    return Standup("daily", "Daily", (today,), people, _channels(chance, "daily"), zone=zone)


def _review(chance: Random, people: tuple[Person, ...]) -> Standup:
    questions = (
        Question("pace", "scale", "How was the pace?", labels=("slow", "fast")),
        Question("stay", "choice", "What shall stay?", options=("Pairs", "Demos", "Tea")),
        Question("hours", "number", "How many hours went into learning?", unit="hours"),
        Question("again", "yes_no", "Shall we do it again?"),
    )
    asked = Round(
        "review",
        "Review",
        f"0 {chance.choice((3, 15))} * * fri",
        tuple(chance.sample(questions, chance.randint(1, 4))),
        closes=timedelta(hours=chance.choice((23, 30))),
    )
    rhythm = Rhythm(weeks=chance.choice((1, 2)), starting=date(2026, 1, 1))
    standup = Standup(
        "review",
        "Review",
        (asked,),
        people,
        _channels(chance, "review"),
        zone=chance.choice(ZONES),
        rhythm=rhythm,
    )
    if len(people) % 2:
        return standup
    return replace(standup, readers="participants")
