"""Every owner of personal data gives it and forgets it, whichever table it is in."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from standup.core.asking.silence import Silence
from standup.core.commands import Search
from standup.core.dates.away import Away
from standup.core.life import SHIPPED
from standup.core.lives.item import Line, News, NewsKind, Sheet
from standup.core.model import Account, Nudge, Person
from standup.core.posts import PostKind
from standup.core.settings.setting import Paused, Remind, Scope, Source
from standup.engine.forgetting import forget_absent
from standup.store import (
    absences,
    accounts,
    adapter_values,
    called,
    changes,
    consents,
    facts,
    farewells,
    inbound,
    item_wordings,
    items,
    lasting,
    logbook,
    personal_data,
    posts,
    settings,
    sheets,
    silences,
    spoken,
    stumbles,
    wishes,
    writings,
)
from standup.store.database import Transaction
from standup.store.learning_log import searches
from standup.store.learning_log.words import mark
from standup.store.posts import Stale
from tests.engine.test_forgetting import cleared
from tests.team import LONDON, THURSDAY, Team, at, instance, learning_day, person, team

ACCOUNT = Account("chat", "acc-4711")
ANOUK = Person("anouk", "Anastasia", LONDON, (ACCOUNT,))
BO = person("bo")
TABLES = {table for owner in personal_data.OWNERS for table in owner.holds}
SOON = {"outbox", "fact", "inbound"}  # posts are composed anew, ids of events are many to read
DAY = date(2026, 11, 26)
MARKS = (ANOUK.id, ACCOUNT.id, ANOUK.name, "quokkas", mark("person", ANOUK.id))


async def evening(day: Team) -> None:
    """Two people share a Learning Day; one shares a report of their own besides."""
    await day.until(at("9:31"))
    message = await day.say(ACCOUNT.id, "quokkas at https://example.org/quokkas #quokkas")
    day.platform.edit_own(
        ACCOUNT.id, message, "more quokkas at https://example.org/quokkas #quokkas"
    )
    await day.say("bo", "maps")
    await day.until(at("17:01"))
    await day.say(ACCOUNT.id, "1 done, about quokkas")
    await day.say(ACCOUNT.id, "share my report")
    await day.until(at("17:05"))


async def fill(tx: Transaction) -> None:
    """Keep of her whatever a Learning Day alone does not bring about, or soon lets go of."""
    who, now = ANOUK.id, THURSDAY + timedelta(hours=17)
    await absences.stay_away(tx, who, Away(DAY + timedelta(days=7), DAY + timedelta(days=8)), now)
    await accounts.tie(tx, ACCOUNT, who, now)
    await accounts.prefer(tx, who, "chat")
    await accounts.keep_code(tx, "digest", who, now, timedelta(minutes=10))
    await accounts.note_wrong_code(tx, ACCOUNT, now)
    await consents.say(tx, who, None, now, agreed=True)
    await consents.tell(tx, who, "learning-day", DAY, now)
    await writings.add(tx, 1, who, "chat:added", "quokkas", now)
    await facts.put(tx, facts.FORGOTTEN, json.dumps([["chat", ACCOUNT.id]]))
    await farewells.ask(tx, who, now)
    await lasting.keep(tx, who, "ask about quokkas", now)
    await inbound.set_unreachable(tx, "chat", ACCOUNT.id, "blocked", now)
    failed = json.dumps({"type": "Said", "account": ACCOUNT.id, "text": "quokkas"})
    await stumbles.put_aside(tx, "chat", f"9.{ACCOUNT.id}.7", failed, now)
    await adapter_values.keep(tx, "chat", {f"room/{ACCOUNT.id}": "!room"})
    await spoken.keep(tx, who, "de")
    await spoken.keep_chats(tx, ACCOUNT, who, "es", now)
    await searches.keep(tx, who, "quokkas", 0, now)
    await wishes.keep(tx, "re/wished", who, ACCOUNT, None, Search("quokkas"), now)
    others = Stale(PostKind.REPORT, 99, 1, 1, 1)
    await called.keep(tx, others, who, ACCOUNT)
    await silences.keep(tx, who, "learning-day", Silence(2))
    about, there = Source(who, "chat"), Scope(standup="learning-day")
    mine = Remind(Nudge(at=timedelta(hours=16)))
    await settings.keep(tx, Scope(who), mine, "remind me of quokkas", about, now)
    held = await settings.keep(tx, there, Paused(DAY), "pause the quokkas", about, now)
    await changes.note(tx, "learning-day", "pause", "quokkas", "paused", about, now, held)
    await changes.undone(tx, held, about, now)
    await of_items(tx)
    await changes.note(tx, "learning-day", "away", "", "quokkas", about, now, None, who)
    shown = changes.Confirming(
        "learning-day", "remind missing", "quokkas", "", said_since=False, asked_at=now
    )
    await changes.confirm_first(tx, who, shown)
    await tx.run(
        "INSERT INTO run (standup, day, definition, opened_at, closes_at)"
        " SELECT standup, '2026-11-19', definition, opened_at, closes_at FROM run"
    )
    await tx.run("INSERT INTO leaver (run_id, person) SELECT max(id), ? FROM run", who)
    await tx.run("INSERT INTO touched (run_id, person) VALUES (1, ?) ON CONFLICT DO NOTHING", who)
    await tx.run(
        "INSERT INTO offer (key, person, run_id, message, text, said_at, ways)"
        " VALUES ('k', ?, 1, 'chat:o', 'quokkas', 0, '[]')",
        who,
    )
    await tx.run(
        "INSERT INTO summary (standup, period, state, model, statements, changed_at)"
        " VALUES ('learning-day', '2026-11-26', 'written', 'm', '[[\"quokkas\"]]', 0)"
    )


async def of_items(tx: Transaction) -> None:
    """A line of hers that lives on and is Bo's, one of his that was hers, and notes of both."""
    who, now = ANOUK.id, THURSDAY + timedelta(hours=17)
    begun = [Line("action", "todo", n, f"order {what}") for n, what in enumerate(("quokkas", "it"))]
    for line, author in zip(begun, (who, "bo"), strict=True):
        source = f"report/4{line.place}"
        sheet = Sheet(source, "learning-day", 1, author, now, (line,))
        await sheets.take(tx, sheet, {"action": SHIPPED["action"]})
        [made] = await items.of_source(tx, source)
        for owner in (who, "bo"):
            given = News(NewsKind.OWNER, f"said/{owner}", now, owner, person=who)
            await logbook.note(tx, made.number, given)
        told = News(NewsKind.WORDS, f"said/{ACCOUNT.id}", now, text="quokkas", person=who)
        await posts.want(tx, PostKind.ITEM, await logbook.note(tx, made.number, told), None)
        for owner in (who, "bo"):
            await item_wordings.keep(tx, f"said/{owner}", f"chat:{owner}.edit")
        await logbook.renew(tx, made.number)


async def naming(tx: Transaction) -> set[str]:
    """The tables of all owners in which she is named, or her words are."""
    found = set()
    for table in TABLES:
        rows = str(await tx.all(f"SELECT * FROM {table}"))  # noqa: S608
        found |= {table} if any(words in rows for words in MARKS) else set()
    return found


async def test_no_owner_says_anything_of_whoever_is_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANOUK, BO)), at("9:00")) as day:
        await evening(day)
        await day.bot.reload(instance(learning_day(BO)))
        directory = day.bot.directory()

        async def forget(tx: Transaction) -> tuple[set[str], dict[str, Any], set[str]]:
            await fill(tx)
            before, given = await naming(tx), await personal_data.export(tx, ANOUK.id)
            await forget_absent(tx, directory, ANOUK.id, day.clock.now())
            return before, given, await naming(tx)

        before, given, after = await day.store.write(forget)
        assert before == TABLES, "fill every table here, so that this shows that it is emptied"
        assert all(given.values()), "nothing is given of what was filled"
        assert after <= SOON
        day.bot.changed()
        await day.settled()
        await cleared(day)
        assert await day.store.read(naming) == set()
