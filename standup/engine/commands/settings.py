"""What somebody sets for themselves: when, where and on which days they are asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from standup.core import schedule, slots
from standup.core.commands.said import Adjust, Plain
from standup.core.conversation.effects import Say
from standup.core.messages.markup import Message
from standup.core.model import Moved, Nudge, Person, Standup
from standup.core.settings.overlay import is_fixed, objection
from standup.core.settings.reading import are_too_close
from standup.core.settings.setting import (
    NAMES,
    AskMeAt,
    ByProfile,
    InZone,
    OnDays,
    Remind,
    Scope,
    Setting,
    Source,
    StillIn,
    Value,
)
from standup.core.wording import choosing as choosing_wording
from standup.core.wording import settings as wording
from standup.core.zones import date_in
from standup.engine.commands import choosing
from standup.engine.occasion import Occasion, say
from standup.store import changes, settings

_DAY = timedelta(days=1)


async def show(at: Occasion, _: Plain, key: str) -> None:
    """Tell what they have set and holds."""
    held = await settings.of_person(at.tx, at.person.id)
    mine = [one for one in held if not is_bridge(one.value)]
    roster = at.directory.laid.roster
    rows = [(one, _title(at, one.scope.standup), objection(roster, one)) for one in mine]
    await say(at, Say(wording.shown(rows, at.person.zone), key))


def is_bridge(value: Value) -> bool:
    """Whether it only keeps a day from being left out."""
    return isinstance(value, StillIn) or (isinstance(value, AskMeAt) and value.chosen.time is None)


async def adjust(at: Occasion, said: Adjust, key: str) -> None:
    """Set what they said, or tell how it is."""
    await say(at, Say(await _adjusted(at, said), key))


async def fewer(at: Occasion, said: Plain, key: str) -> None:
    """Remind them less, in a standup or in all: once, where they wanted it several times."""
    named = said.argument or None
    mine = [one.id for one in at.directory.standups_of(at.person) if named in {None, one.id}]
    nudges = [at.person.in_standup(one).nudge for one in mine]
    several = next((one for one in nudges if one is not None and one.more), None)
    value = Remind(several.each[-1] if several else Nudge())
    words = f"{said.name} {said.argument}".strip()
    await adjust(at, Adjust("remind", value, named, words=words), key)


async def _adjusted(at: Occasion, said: Adjust) -> Message:
    scope = Scope(at.person.id, said.standup)
    if said.zones:
        return wording.which_zone(said.zones)
    if said.value is None and not said.drop:
        return await _told(at, said, scope)
    if refusal := _refusal(at, said) or _too_often(at, said):
        return refusal
    title = _title(at, said.standup)
    if said.drop:
        return await _as_the_team(at, said, scope, title)
    assert said.value is not None
    value = said.value
    if isinstance(value, InZone):
        value = replace(value, moved=still_in(at, value.zone))
        await end_bridge(at, scope)
    await settings.keep(at.tx, scope, value, said.words, at.source, at.now)
    at.leaving.is_setting = at.leaving.is_news = True
    return wording.done(value, title, at.now) + _where_fewer(at, said)


async def _as_the_team(at: Occasion, said: Adjust, scope: Scope, title: str | None) -> Message:
    """Have it as the team has it."""
    profile = await settings.same(at.tx, scope, NAMES[ByProfile])
    if said.name == NAMES[InZone] and profile is not None:
        return await _not_by_profile(at, said, scope)
    held = await settings.same(at.tx, scope, said.name)
    if held is None:
        return wording.nothing_to_drop(said.name)
    await _drop(at, held)
    return wording.dropped(said.name, title)


async def _not_by_profile(at: Occasion, said: Adjust, scope: Scope) -> Message:
    """Go by the team's zone, whatever their profile says: that is what they say then."""
    written = at.directory.as_written(at.person.id)
    zone = (written or at.person).zone
    value = InZone(zone, still_in(at, zone))
    await end_bridge(at, scope)
    await settings.keep(at.tx, scope, value, said.words, at.source, at.now)
    at.leaving.is_setting = at.leaving.is_news = True
    return wording.dropped(said.name, None)


def _too_often(at: Occasion, said: Adjust) -> Message | None:
    """Why they cannot be reminded that often, if they cannot."""
    if not isinstance(said.value, Remind) or not said.value.nudge.more:
        return None
    if are_too_close(said.value.nudge):
        return wording.too_close()
    mine = [one for one in at.directory.standups_of(at.person) if said.standup in {None, one.id}]
    most = max((one.most_reminders for one in mine), default=1)
    if len(said.value.nudge.each) <= most:
        return None
    titles = [one.title for one in mine if one.most_reminders == most]
    return wording.too_many_reminders(most, titles, at.directory.instance.organiser)


def _where_fewer(at: Occasion, said: Adjust) -> Message:
    """Where not all of several reminders hold."""
    if not isinstance(said.value, Remind) or said.standup is not None:
        return Message(())
    count, mine = len(said.value.nudge.each), at.directory.standups_of(at.person)
    titles = [one.title for one in mine if one.most_reminders < count]
    return wording.only_so_many(titles) if titles else Message(())


async def _told(at: Occasion, said: Adjust, scope: Scope) -> Message:
    held = await settings.same(at.tx, scope, said.name)
    zone = at.person.zone
    return wording.asked(said.name, held.value if held else None, zone, at.now)


def _refusal(at: Occasion, said: Adjust) -> Message | None:
    """Why they cannot set it, if they cannot."""
    mine = at.directory.standups_of(at.person)
    if said.standup is not None:
        mine = [one for one in mine if one.id == said.standup]
        if not mine:
            return wording.not_in_it(at.directory.standups[said.standup].title)
    value = said.value
    if said.standup is not None and _is_of_a_schedule(value) and not mine[0].has_schedule:
        return choosing_wording.unscheduled(mine)
    if value is None or not is_fixed(value, NAMES[type(value)], mine):
        return None
    fixed = [one.title for one in mine if said.name in one.fixed]
    return wording.refused(fixed, at.directory.instance.organiser)


def _is_of_a_schedule(value: Value | None) -> bool:
    """Whether it would change when somebody is asked or reminded, where anybody is."""
    return isinstance(value, OnDays) or (isinstance(value, Remind) and not value.nudge.is_never)


async def undo(at: Occasion, held: Setting) -> None:
    """Take back what they set last of themselves."""
    if isinstance(held.value, InZone):
        await _drop_zone(at, held)
    elif isinstance(held.value, AskMeAt):
        await choosing.undo(at, held)
    else:
        await settings.undo(at.tx, held.id, at.now)
    at.leaving.is_setting = at.leaving.is_news = True


async def pick_up(at: Occasion, dropped: Sequence[Setting]) -> None:
    """Have it as they had set it, before they wanted it no more."""
    for one in dropped:
        if isinstance(one.value, AskMeAt):
            await choosing.pick_up(at, one)
            continue
        await settings.pick_up(at.tx, one.id, at.now)
        await changes.redone(at.tx, one.id)
        if isinstance(one.value, InZone):
            moved = still_in(at, one.value.zone)
            await settings.amend(at.tx, one.id, replace(one.value, moved=moved))
            await end_bridge(at, one.scope)
    at.leaving.is_setting = at.leaving.is_news = True


async def _drop(at: Occasion, held: Setting) -> None:
    """Have it as the team has it again."""
    at.leaving.is_setting = at.leaving.is_news = True
    await settings.drop(at.tx, held.id, at.now)
    if isinstance(held.value, InZone):
        await bridge(at, held.scope, await _beneath(at), held.words, at.source)


async def _drop_zone(at: Occasion, held: Setting) -> None:
    await settings.undo(at.tx, held.id, at.now)
    before = await settings.same(at.tx, held.scope, held.name)
    if before is not None and isinstance(before.value, InZone):
        value = replace(before.value, moved=still_in(at, before.value.zone))
        await settings.amend(at.tx, before.id, value)
    else:
        await bridge(at, held.scope, await _beneath(at), held.words, at.source)


async def _beneath(at: Occasion) -> str:
    """The zone by which they are asked where they say none: their profile's, else that of the
    files."""
    written = at.directory.as_written(at.person.id)
    told = await settings.same(at.tx, Scope(at.person.id), NAMES[ByProfile])
    if told is not None and isinstance(told.value, ByProfile) and written and written.zone_is_usual:
        return told.value.zone
    return written.zone if written else at.person.zone


async def bridge(at: Occasion, scope: Scope, zone: str, words: str, source: Source) -> None:
    """Keep a day from being left out by going back to a zone, and no longer than that."""
    moved = still_in(at, zone)
    await end_bridge(at, scope)
    if moved is not None:
        value = StillIn(moved.zone, moved.until)
        await settings.keep(at.tx, scope, value, words, source, at.now)


async def end_bridge(at: Occasion, scope: Scope) -> None:
    """Let no former zone count any more."""
    held = await settings.same(at.tx, scope, NAMES[StillIn])
    if held is not None:
        await settings.end(at.tx, held.id, at.now)


def still_in(at: Occasion, zone: str) -> Moved | None:
    """The zone that still counts, and up to which day: one whose asking is to come there, and would
    be over in the new one."""
    person, moved = at.person, None
    for standup in at.directory.standups_of(person):
        if standup.zone is None:
            for day in _days_around(at.now, person.zone):
                if _is_left_out(standup, person, zone, day, at.now):
                    moved = Moved(standup.zone_of(person, day), day)
    return moved


def _days_around(now: datetime, zone: str) -> tuple[date, ...]:
    today = date_in(zone, now)
    return today - _DAY, today, today + _DAY


def _is_left_out(standup: Standup, person: Person, zone: str, day: date, now: datetime) -> bool:
    there = standup.slot_of(person, day)
    return any(
        schedule.opening(one, zone, day) <= now < schedule.opening(one, there.zone, day)
        for one in slots.of_day(standup, there, day).rounds
    )


def _title(at: Occasion, standup: str | None) -> str | None:
    known = at.directory.standups.get(standup) if standup else None
    return known.title if known else standup
