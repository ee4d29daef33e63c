"""What the profiles of people's accounts say of them: by which clocks they live."""

from dataclasses import replace

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.settings.setting import NAMES, ByProfile, InZone, Scope, Source
from standup.core.wording import settings as wording
from standup.core.zones import zone_names
from standup.engine.commands.settings import bridge, end_bridge, still_in
from standup.engine.occasion import Occasion, say
from standup.store import outbox, settings


async def take_zone(at: Occasion, zone: str, platform: str) -> None:
    """Go by the zone of a profile, from the next asking on, where neither its person nor the files
    say another; and tell them so."""
    scope = Scope(at.person.id)
    held = await settings.same(at.tx, scope, NAMES[ByProfile])
    known = zone if zone in zone_names() else ""
    if known == (held.value.zone if held and isinstance(held.value, ByProfile) else ""):
        return
    counts = await _counts(at)
    if held is not None:
        await settings.end(at.tx, held.id, at.now)
        await outbox.withdraw(at.tx, [keys.by_profile(held.id)])
    if known:
        await _go_by(at, known, platform, counts=counts)
    elif counts:
        await _go_back(at, platform)
    at.leaving.is_setting = at.leaving.is_news = True


async def _counts(at: Occasion) -> bool:
    """Whether it is the profile that says by which clocks somebody is asked."""
    written = at.directory.as_written(at.person.id)
    if written is None or not written.zone_is_usual:
        return False
    if await settings.same(at.tx, Scope(at.person.id), NAMES[InZone]) is not None:
        return False
    return not any(NAMES[InZone] in one.fixed for one in at.directory.standups_of(at.person))


async def _go_by(at: Occasion, zone: str, platform: str, *, counts: bool) -> None:
    scope, moved = Scope(at.person.id), still_in(at, zone) if counts else None
    if counts:
        await end_bridge(at, scope)
    source = Source(None, platform)
    number = await settings.keep(at.tx, scope, ByProfile(zone, moved), "", source, at.now)
    is_minded = any(one.zone is None for one in at.directory.standups_of(at.person))
    if counts and is_minded and zone != at.person.zone:
        told = wording.by_profile(zone, platform)
        there = replace(at, person=replace(at.person, zone=zone))  # whose quiet hours count
        await say(there, Say(told, keys.by_profile(number), Urgency.REMINDER))


async def _go_back(at: Occasion, platform: str) -> None:
    """Go by the zone of all again; a day whose asking is to come in the former one still does."""
    written = at.directory.as_written(at.person.id) or at.person
    await bridge(at, Scope(at.person.id), written.zone, "", Source(None, platform))
