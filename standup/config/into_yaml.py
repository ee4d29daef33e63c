"""What was said since the files were written, written into them: comments, order and all stay.

Whatever is written is read again before anything is replaced, and has to hold what held before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from standup.chat import registry
from standup.config.amending import Amendment, Put, Swap, amended
from standup.config.check_instance import INVITE, Find
from standup.config.load import Loaded, loaded, sources
from standup.config.problems import ConfigError, WrongError
from standup.config.yaml_source import Source, parsed, text_of
from standup.core.model import Account, Instance, Person, Round, Standup
from standup.core.settings.setting import (
    Archived,
    AsBefore,
    Cancelled,
    Founded,
    Paused,
    Setting,
    TakesPart,
    TellsMissing,
    is_own_word,
)
from standup.core.settings.standups import is_of_standup, laid_over

Ties = Mapping[str, Sequence[Account]]
"""The accounts that people tied to themselves, by person."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_ELSE = "something else would change with it"


@dataclass(frozen=True, slots=True)
class Left:
    """What stays in the database alone, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """The files with what was said in them: those that change, as they were and as they will be."""

    changed: tuple[tuple[Source, Source], ...]
    left: tuple[Left, ...]


def into_yaml(
    configured: Loaded, said: Sequence[Setting], ties: Ties, *, find: Find = registry.find
) -> Written:
    """What standups were told, and people's accounts, as they would stand in the files."""
    before = _Files(configured.folder, *sources(configured.folder), find)
    left: list[Left] = []
    of_standups = [one for one in said if is_of_standup(one)]
    writable = list(_writable(configured.instance, said, left))
    files = _with_settings(before, writable, of_standups, left)
    files = _with_accounts(files, ties, left)
    pairs = zip((before.first, *before.standups), (files.first, *files.standups), strict=True)
    changed = tuple((was, is_) for was, is_ in pairs if was.content != is_.content)
    return Written(changed, tuple(left))


def name_of(setting: Setting) -> str:
    """What a setting is called where it is told of."""
    return f"setting {setting.id}, “{setting.words}”"


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a folder as they might stand there."""

    folder: Path
    first: Source
    standups: list[Source]
    find: Find

    def read(self) -> Loaded:
        """The configuration that they are. Raises ConfigError."""
        return loaded(self.folder, self.first, self.standups, find=self.find)

    def with_standups(self, amendments: Sequence[Sequence[Amendment]]) -> "_Files":
        """With these in the file of each standup."""
        pairs = zip(self.standups, amendments, strict=True)
        return replace(self, standups=[_amended(source, these) for source, these in pairs])


def _amended(source: Source, amendments: Sequence[Amendment]) -> Source:
    if not amendments:
        return source
    mark = b"\xef\xbb\xbf" if source.content.startswith(b"\xef\xbb\xbf") else b""
    text = amended(text_of(source.content), amendments)
    return parsed(source.path, source.shown, mark + text.encode())


def _writable(instance: Instance, said: Sequence[Setting], left: list[Left]) -> Iterator[Setting]:
    """What is said of standups and has a place in YAML; it tells what else is said of them."""
    unfit = dict(laid_over(instance, (one for one in said if is_of_standup(one)))[1])
    made = {one.value.standup.id for one in said if isinstance(one.value, Founded)}
    made -= {standup.id for standup in instance.standups}
    for setting in said:
        if isinstance(setting.value, TellsMissing | AsBefore):
            continue
        if why := _why_it_stays(setting, made):
            left.append(Left(name_of(setting), why))
        elif setting in unfit:
            left.append(Left(name_of(setting), f"it does nothing: {unfit[setting]}"))
        elif is_of_standup(setting):
            yield setting


def _why_it_stays(setting: Setting, made: set[str]) -> str:
    """Why something stays in the database whatever the files say; empty where it need not."""
    match setting.value:
        case Paused() | Cancelled():
            return "it ends by itself, or by `resume`"
        case Archived():
            return "it ends by `resume`"
        case Founded(standup) if standup.id in made:
            return "it was made in a chat"
        case _ if setting.scope.standup in made:
            return "its standup was made in a chat"
        case TakesPart(people) if any(is_own_word(setting, one) for one in people):
            return "it is their own, and they may say otherwise"
    return ""


def _with_settings(
    files: _Files, said: list[Setting], held: list[Setting], left: list[Left]
) -> _Files:
    """With all of them at once, or else with each that can be written by itself; `held` is all that
    is said of standups."""
    try:
        return _saying(files, said, held)
    except (ConfigError, WrongError):
        for setting in said:
            try:
                files = _saying(files, [setting], held)
                held = [one for one in held if one is not setting]
            except WrongError as wrong:
                left.append(Left(name_of(setting), wrong.what))
            except ConfigError:
                left.append(Left(name_of(setting), _ELSE))
        return files


def _saying(files: _Files, said: list[Setting], held: list[Setting]) -> _Files:
    """The files that say this, and nothing else that they did not, so that all that is held comes
    to the same. Raises ConfigError, WrongError.

    What follows from other keys where it is left out is looked at once those are written.
    """
    if not said:
        return files
    was = files.read().instance
    meant, _ = laid_over(was, said)
    for differences in (_of_questions, _of_channels, _of_deadlines, _of_reminders):
        now = files.read().instance
        pairs = zip(now.standups, meant.standups, files.standups, strict=True)
        files = files.with_standups([list(differences(*each)) for each in pairs])
    is_ = files.read().instance
    rest = [one for one in held if one not in said]
    if is_ != meant or laid_over(is_, rest)[0] != laid_over(was, held)[0]:
        raise WrongError(_ELSE)
    return files


def _of_questions(now: Standup, meant: Standup, source: Source) -> Iterator[Amendment]:
    for number, is_, to_be in _rounds(now, meant):
        if to_be.cron is not None and is_.cron != to_be.cron:
            yield Put(("rounds", number, "cron"), to_be.cron)
        for place, (one, other) in enumerate(zip(is_.questions, to_be.questions, strict=True)):
            if one.ask != other.ask:
                yield Put(("rounds", number, "questions", place, "ask"), other.ask)
    here, there = (tuple(one.id for one in each.participants) for each in (now, meant))
    if here == there:
        return
    if not isinstance(source.at("participants"), list):
        raise WrongError("`participants: everyone` leaves nobody out")
    new = tuple(one for one in there if one not in here)
    yield Swap(("participants",), frozenset(here) - frozenset(there), new)


def _of_channels(now: Standup, meant: Standup, source: Source) -> Iterator[Amendment]:
    """Another channel of a platform stands where the one before it did."""
    here, there = ({one.adapter: one.place for one in each.channels} for each in (now, meant))
    written = source.at("channels")
    for number, one in enumerate(written if isinstance(written, list) else ()):
        for adapter in one if isinstance(one, dict) else ():
            if adapter in there and here[adapter] != there[adapter]:
                yield Put(("channels", number, adapter), there[adapter])


def _of_deadlines(now: Standup, meant: Standup, _: Source) -> Iterator[Amendment]:
    for number, is_, to_be in _rounds(now, meant):
        if is_.closes != to_be.closes:
            after = "cron" if is_.cron is not None else "id"
            yield Put(("rounds", number, "closes"), _wall(to_be.closes), after=after)


def _of_reminders(now: Standup, meant: Standup, source: Source) -> Iterator[Amendment]:
    for number, is_, to_be in _rounds(now, meant):
        if is_.reminder != to_be.reminder:
            minutes = to_be.reminder // _MINUTE
            after = "closes" if source.at("rounds", number, "closes") else "cron"
            told = f"{minutes} minutes" if minutes else "0"
            yield Put(("rounds", number, "reminder"), told, after=after)


def _rounds(now: Standup, meant: Standup) -> Iterator[tuple[int, Round, Round]]:
    for number, (is_, to_be) in enumerate(zip(now.rounds, meant.rounds, strict=True)):
        yield number, is_, to_be


def _wall(time: timedelta) -> str:
    """ "20:00", "+1 day 10:00"."""
    days, rest = divmod(time, _DAY) if time != _DAY else (0, time)
    hours, minutes = divmod(rest // _MINUTE, 60)
    later = f"+{days} {'day' if days == 1 else 'days'} " if days else ""
    return f"{later}{hours:02}:{minutes:02}"


def _with_accounts(files: _Files, ties: Ties, left: list[Left]) -> _Files:
    """With the accounts that people tied to themselves, as far as nothing else changes."""
    was = files.read()
    amendments = [
        one
        for person in was.instance.people
        for one in _of_person(files.first, was, person, ties.get(person.id, ()), left)
    ]
    if not amendments:
        return files
    try:
        written = replace(files, first=_amended(files.first, amendments))
        if _without_accounts(written.read().instance) == _without_accounts(was.instance):
            return written
        why = _ELSE
    except WrongError as wrong:
        why = wrong.what
    except ConfigError:
        why = _ELSE
    left.append(Left("the accounts that people tied to themselves", why))
    return files


def _of_person(
    source: Source, was: Loaded, person: Person, tied: Sequence[Account], left: list[Left]
) -> Iterator[Amendment]:
    written = source.mapping("people", person.id, "accounts")
    new: dict[str, str] = {}
    for account in tied:
        if account.adapter not in was.adapters or account in person.accounts:
            continue
        if account.adapter in new or written.get(account.adapter, INVITE) != INVITE:
            what = f"an account of {person.id} on {account.adapter}"
            left.append(Left(what, "the files know one there, and have room for no other"))
            continue
        new[account.adapter] = account.id
        yield Put(("people", person.id, "accounts", account.adapter), account.id)
    in_order = [*(one.adapter for one in person.accounts), *new]
    if new and person.prefer is None and next(iter({**written, **new})) != in_order[0]:
        yield Put(("people", person.id, "prefer"), in_order[0], after="accounts")


def _without_accounts(instance: Instance) -> Instance:
    """All of it but whose account is whose."""

    def bare(person: Person) -> Person:
        return replace(person, accounts=(), invited=(), prefer=None)

    standups = (
        replace(one, participants=tuple(map(bare, one.participants))) for one in instance.standups
    )
    return replace(instance, people=tuple(map(bare, instance.people)), standups=tuple(standups))
