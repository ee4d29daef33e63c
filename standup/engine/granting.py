"""Working out the answer to a wish: it is looked up and laid out, and nothing is written."""

from datetime import timedelta

from standup.core import rights
from standup.core.commands import Export, History, Items, Map, MyReport, Report, Search
from standup.core.lives import sought
from standup.core.messages.markup import Message
from standup.core.rights import Action
from standup.core.wording import accounts as wording
from standup.core.wording.channel import digest
from standup.core.zones import zone_info
from standup.engine import forgetting, own_report, search
from standup.engine.granted import Granted
from standup.engine.living import listing, mapping
from standup.engine.occasion import Occasion
from standup.store import records, runs
from standup.store.wishes import Told

_DAY = timedelta(days=1)


async def grant(at: Occasion, what: Told) -> Granted:  # noqa: PLR0911 - a line a wish
    """What somebody is to be told."""
    match what:
        case Search(words) if (wanted := sought.state_in(words)) is not None:
            return await listing.with_words(at, *wanted)
        case Search():
            return await search.search(at, what)
        case MyReport():
            return await own_report.answer(at, what)
        case History():
            return await own_report.history(at, what)
        case Items():
            return await listing.listed(at, what)
        case Map():
            return await mapping.mapped(at, what)
        case Export():
            return Granted(await forgetting.export(at))
        case Report():
            return Granted(await _last_report(at))


async def _last_report(at: Occasion) -> Message:
    """The digest, as it stands, of the latest run of each standup the person takes part in; none
    that somebody began before its day."""
    text = Message(())
    for standup in at.directory.standups.values():
        if not rights.may(rights.in_standup(at.person, standup), Action.SEE_REPORT):
            continue
        tomorrow = at.now.astimezone(zone_info(standup.zone_of(at.person))).date() + _DAY
        day = await runs.day_before(at.tx, standup.id, tomorrow)
        run = await runs.of_day(at.tx, standup.id, day) if day else None
        if run is not None and (run.standup.is_posted or at.place is None):
            courses = await records.courses(at.tx, run)
            text += digest(await records.run_report(at.tx, run, at.now), courses)
    return text if text.blocks else wording.nothing_held()
