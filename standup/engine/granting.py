"""Working out the answer to a wish: it is looked up and laid out, and nothing is written."""

from datetime import timedelta

from standup.core import rights
from standup.core.commands import Export, History, Items, Map, MyReport, Report, Search
from standup.core.messages.markup import Message
from standup.core.rights import Action
from standup.core.wording import accounts as wording
from standup.core.wording.channel import digest
from standup.core.zones import date_in
from standup.engine import forgetting
from standup.engine.granted import Granted
from standup.engine.occasion import Occasion
from standup.store import records, runs
from standup.store.wishes import Told

_DAY = timedelta(days=1)


async def grant(at: Occasion, what: Told) -> Granted:
    """What somebody is to be told."""
    match what:
        case Search():
            return await _search(at, what)
        case MyReport() | History():
            return await _own_report(at, what)
        case Items() | Map():
            return await _living(at, what)
        case Export():
            return Granted(await forgetting.export(at))
        case Report():
            return Granted(await _last_report(at))


async def _search(at: Occasion, what: Search) -> Granted:
    """What was shared; where a state is named, what lives in it."""
    from standup.core.lives import sought  # noqa: PLC0415 - once somebody searches
    from standup.engine import search  # noqa: PLC0415
    from standup.engine.living import listing  # noqa: PLC0415

    wanted = sought.state_in(what.words)
    if wanted is not None:
        return await listing.with_words(at, *wanted)
    return await search.search(at, what)


async def _own_report(at: Occasion, what: MyReport | History) -> Granted:
    """What somebody learned, or their last reports."""
    from standup.engine import own_report  # noqa: PLC0415 - once somebody asks

    if isinstance(what, History):
        return await own_report.history(at, what)
    return await own_report.answer(at, what)


async def _living(at: Occasion, what: Items | Map) -> Granted:
    """What lives on, as a list or as a picture."""
    from standup.engine.living import listing, mapping  # noqa: PLC0415 - once somebody asks

    return await (mapping.mapped(at, what) if isinstance(what, Map) else listing.listed(at, what))


async def _last_report(at: Occasion) -> Message:
    """The digest, as it stands, of the latest run of each standup the person takes part in; none
    that somebody began before its day."""
    text = Message(())
    for standup in at.directory.standups.values():
        if not rights.may(rights.in_standup(at.person, standup), Action.SEE_REPORT):
            continue
        tomorrow = date_in(standup.zone_of(at.person), at.now) + _DAY
        day = await runs.day_before(at.tx, standup.id, tomorrow)
        run = await runs.of_day(at.tx, standup.id, day) if day else None
        if run is not None and (run.standup.is_posted or at.place is None):
            courses = await records.courses(at.tx, run)
            found = await records.run_report(at.tx, run, at.now)
            text += digest(found, courses, await records.numbers(at.tx, found))
    return text if text.blocks else wording.nothing_held()
