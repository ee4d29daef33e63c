"""What is to become of a poll, worked out from the documented rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from standup.core.model import Question, Rhythm, Round, Standup
from standup.simulate import almanac

_DAY = timedelta(days=1)
ROUND = "poll"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What is asked in a poll, and until when, from midnight; None for a day."""

    ask: str
    options: tuple[str, ...] = ()
    until: timedelta | None = None

    @property
    def question(self) -> Question:
        """Its one question."""
        return Question(ROUND, "choice" if self.options else "text", self.ask, options=self.options)

    @property
    def words(self) -> str:
        """How it is said."""
        until = "" if self.until is None else f"until {_clock(self.until)} "
        return f"{until}{self.ask} {'/'.join(self.options)}".rstrip()


BALLOTS = (
    Ballot("Shall we meet on the hill?", ("Yes please", "No way", "Maybe")),
    Ballot("Which tea is to be bought?", ("Mint", "Oolong"), timedelta(hours=15)),
    Ballot("Where do we eat the cake?"),
    Ballot("What is the boat to be called?", until=timedelta(hours=2, minutes=30)),
)


def _clock(time: timedelta) -> str:
    hours, rest = divmod(time, timedelta(hours=1))
    return f"{hours}:{rest // timedelta(minutes=1):02}"


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll of a standup that was begun: who is asked (`unsure`: perhaps), and until when."""

    ballot: Ballot
    of: Standup
    people: tuple[str, ...]
    unsure: frozenset[str]
    zone: str
    at: datetime

    @property
    def day(self) -> date:
        """The date of whoever began it."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def closes(self) -> datetime:
        """A day later, to the minute, or when clocks show its time for the first time."""
        until = self.ballot.until
        if until is None:
            return (self.at + _DAY).replace(second=0, microsecond=0)
        days = (self.day + number * _DAY for number in range(3))
        shown = (almanac.instant(day, until, self.zone) for day in days)
        return next(at for at in shown if at > self.at)

    def standup(self, name: str) -> Standup:
        """It as a standup of its own, which asks once."""
        local = self.at.astimezone(ZoneInfo(self.zone))
        cron = f"{local.minute} {local.hour} * * *"
        asked = Round(ROUND, "Poll", cron, (self.ballot.question,), closes=2 * _DAY)
        return replace(
            self.of,
            id=name,
            title=f"{self.of.title}: Poll",
            rounds=(asked,),
            zone=self.zone,
            rhythm=Rhythm(),
            accountability=None,
            watched_by=(),
        )
