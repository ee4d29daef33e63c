"""Nobody gets in: every role tries everything, on every platform, in every way there is."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from standup.chat.interface import Form
from standup.core import commands
from standup.core.life import SHIPPED
from standup.core.messages.markup import Choice
from standup.core.model import Account, Instance, Person
from standup.core.rights import MAY, Action, Role, may
from standup.core.wording.items import choice_of
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, learning_day, team

PLATFORMS = {
    "chat": replace(CAPABLE, choices=True, forms=True),
    "pager": replace(CAPABLE, choices=True, sees_deletes=False, key_window=0.0),
}
IN_CHAT = (Role.STRANGER, Role.MEMBER, Role.PARTICIPANT, Role.SELF, Role.HELPER, Role.OWNER)
WHO = {Role.STRANGER: "eve", Role.MEMBER: "chi", Role.PARTICIPANT: "bo", Role.SELF: "ana"}
WHO |= {Role.HELPER: "dot", Role.OWNER: "edo"}
SECRET = "quokkas"
SLASH = "#slash"
ALONE = {"/export", "/my report", "/share my report", "/items", "/items all", "/#1"}


def on_both(name: str) -> Person:
    accounts = tuple(Account(platform, name) for platform in PLATFORMS)
    return Person(name, name.title(), LONDON, accounts)


ANA, BO, CHI, DOT, EDO = map(on_both, ("ana", "bo", "chi", "dot", "edo"))
LEARNING = replace(
    learning_day(ANA, BO), owners=("edo",), helpers=("dot",), lives=(SHIPPED["hypothesis"],)
)
TOLD = Instance((LEARNING, daily(CHI, DOT, EDO)), (ANA, BO, CHI, DOT, EDO), "Ana (ana)", LONDON)


class Try:
    """Somebody in a chat, and what they try to get at: what Ana said today."""

    def __init__(self, day: Team, platform: str, account: str, place: str | None) -> None:
        self.day = day
        self.platform = day.platforms[platform]
        self.account = account
        self.place = place
        self.seen = 0

    async def say(self, words: str) -> str:
        """Say something, and what they alone are told on it, wherever that is."""
        before = {shown.id for shown in self.platform.shown}
        self.platform.say(self.account, words, place=self.place)
        await self.day.settled()
        mine = (f"@{self.account}", self.place)
        told = [s for s in self.platform.shown if s.id not in before and s.place in mine]
        if self.place is not None and words in ALONE:
            assert not any(SECRET in s.text for s in told if s.place == self.place)
        return "\n".join(shown.text for shown in told)

    async def asked(self) -> int:
        [(check_in,)] = await self.day.rows("SELECT id FROM check_in WHERE person = 'ana'")
        assert isinstance(check_in, int)
        return check_in

    async def words(self) -> list[str]:
        rows = await self.day.rows(
            "SELECT a.text FROM answer a JOIN check_in c ON c.id = a.check_in_id"
            " WHERE c.person = 'ana' ORDER BY a.id"
        )
        return [str(text) for (text,) in rows]


async def see_report(who: Try) -> bool:
    return SECRET in await who.say("/report")


async def search(who: Try) -> bool:
    before = {shown.id for shown in who.platform.shown}
    await who.say(f"/search {SECRET}")
    told = [s for s in who.platform.shown if s.id not in before and SECRET in s.text]
    assert all(shown.place == f"@{who.account}" for shown in told)  # whoever else is where they ask
    return bool(told)


async def press(who: Try) -> bool:
    check_in = await who.asked()
    who.platform.press(who.account, Choice("x", f"{check_in}.0.pressed"), who.place)
    await who.day.settled()
    return "pressed" in await who.words()


async def fill_in(who: Try) -> bool:
    check_in = await who.asked()
    assert who.platform.inbox is not None
    form = await who.platform.inbox.form(who.account, str(check_in))
    sent = Form(str(check_in), "x", ()) if not isinstance(form, Form) else form
    who.platform.fill(who.account, sent, who.place, will_learn="filled")
    who.platform.fill(who.account, Form(str(check_in), "x", ()), who.place)
    await who.day.settled()
    changed = "filled" in await who.words()
    assert changed == isinstance(form, Form)
    return changed


async def press_the_form_of_the_run(who: Try) -> bool:
    assert who.platform.inbox is not None
    [(run,)] = await who.day.rows("SELECT run_id FROM check_in WHERE person = 'ana'")
    form = await who.platform.inbox.form(who.account, f"run{run}")
    return isinstance(form, Form) and int(form.id) == await who.asked()


async def edit(who: Try) -> bool:
    message = (await who.day.rows("SELECT message FROM answer ORDER BY id LIMIT 1"))[0][0]
    who.platform.edit_own(who.account, str(message).partition(":")[2], "edited")
    await who.day.settled()
    return "edited" in await who.words()


async def take_back(who: Try) -> bool:
    message = (await who.day.rows("SELECT message FROM answer ORDER BY id LIMIT 1"))[0][0]
    who.platform.take_back(who.account, str(message).partition(":")[2])
    await who.day.settled()
    return not any(await who.words())


async def export(who: Try) -> bool:
    return SECRET in await who.say("/export")


async def see_own(who: Try) -> bool:
    return SECRET in await who.say("/my report")


async def see_readers(who: Try) -> bool:
    return ROOM in await who.say("/who reads this")


async def set_own(who: Try) -> bool:
    await who.say("/timezone Athens")
    mine = "SELECT * FROM setting WHERE person = 'ana' AND ended_at IS NULL"
    got_it = await who.day.rows(mine) != []
    await who.say("/timezone as the team")
    return got_it


async def steer(who: Try) -> bool:
    await who.say("/pause learning-day")
    await who.say("/yes")
    paused = "SELECT * FROM setting WHERE standup = 'learning-day' AND ended_at IS NULL"
    got_it = await who.day.rows(paused) != []
    await who.say("/resume learning-day")
    assert await who.day.rows(paused) == []
    return got_it


async def cancel(who: Try) -> bool:
    await who.say("/cancel next")
    await who.say("/yes")
    got_it = await who.day.rows("SELECT * FROM change WHERE action = 'cancel'") != []
    await who.say("/undo")
    return got_it


async def arrange(who: Try) -> bool:
    said = ("/time plan 9:15", "/days thu, fri", "/deadline learned 21:00", "/ask 1 What?")
    got_it = []
    for words in (*said, "/remove bo"):
        await who.say(f"{words} learning-day" if not words.startswith("/ask") else words)
        if words == "/remove bo":
            await who.say("/yes")
        action = words[1:].split()[0]
        got_it += await who.day.rows("SELECT * FROM change WHERE action = ?", action)
        if got_it:
            await who.say("/undo")
    assert len(got_it) in {0, 5}
    return got_it != []


async def excuse(who: Try) -> bool:
    for words in ("/away bo until friday learning-day", "/yes"):
        await who.say(words)
    got_it = await who.day.rows("SELECT * FROM away WHERE standup = 'learning-day'") != []
    for words in ("/back bo learning-day", "/yes"):
        await who.say(words)
    assert await who.day.rows("SELECT * FROM away") == []
    return got_it


async def post_elsewhere(who: Try) -> bool:
    for words in ("/channel #new learning-day", "/yes"):
        await who.say(words)
    got_it = await who.day.rows("SELECT * FROM change WHERE action = 'channel'") != []
    await who.say("/undo")
    return got_it


async def have_written_to(who: Try) -> bool:
    for words in ("/invite bo learning-day", "/yes"):
        await who.say(words)
    return await who.day.rows("SELECT * FROM change WHERE action = 'invite'") != []


async def hold_a_poll(who: Try) -> bool:
    for words in ("/poll Learning Day Shall we? yes/no", "/yes"):
        await who.say(words)
    return await who.day.rows("SELECT * FROM run WHERE standup LIKE 'learning-day/%'") != []


async def steer_run(who: Try) -> bool:
    return "Bo" in await who.say("/who")


async def be_told(who: Try) -> bool:
    await who.say("/tell me who is missing")
    told = await who.day.rows("SELECT * FROM setting WHERE kind = 'tell me who is missing'")
    await who.say("/do not tell me who is missing")
    return told != []


async def extend(who: Try) -> bool:
    before = await who.day.rows("SELECT closes_at FROM run")
    told = await who.say("/extend 1 hour")
    assert before == await who.day.rows("SELECT closes_at FROM run")  # the next round comes first
    return "no more time" in told


async def remind_missing(who: Try) -> bool:
    shown = await who.say("/remind missing")
    return "Bo" in shown and "Done" in await who.say("/yes")


async def see_changes(who: Try) -> bool:
    told = await who.say("/changes")
    return "Changes" in told or "Nothing was changed" in told


async def share_own(who: Try) -> bool:
    await who.say("/share my report")
    shared = [s.text for s in who.day.platform.channel(ROOM) if "What Ana learned" in s.text]
    return SECRET in "\n".join(shared)


async def publish(who: Try) -> bool:
    for words in ("/publish", "publish last", "/publish 2026-11-26"):
        await who.say(words)
    return await who.day.rows("SELECT * FROM consent WHERE person = 'ana'") != []


async def with_item(who: Try) -> None:
    """Something of Ana's lives on."""
    sql = (
        "INSERT INTO item (standup, life, source, question, place, run_id, author, is_authors,"
        " begun, begun_at, words, owner, state, since, news_at) VALUES ("
        " 'learning-day', 'hypothesis', 'report/1', 'will_learn', 0, 1, 'ana', 1, 'open', 0, ?,"
        " 'ana', 'open', 0, 0)"
    )
    if await who.day.rows("SELECT * FROM item") == []:
        await who.day.store.write(lambda tx: tx.run(sql, SECRET))


async def see_items(who: Try) -> bool:
    await with_item(who)
    told = [SECRET in await who.say(words) for words in ("/items", "/items all", "/#1")]
    assert len(set(told)) == 1
    return told[0]


async def move_item(who: Try) -> bool:
    await with_item(who)
    moved = "SELECT * FROM item WHERE state = 'refuted'"
    await who.say("/#1 refuted")
    got_it = await who.day.rows(moved) != []
    await who.say("/#1 open")
    before = {shown.id for shown in who.platform.shown}
    who.platform.press(who.account, Choice("x", choice_of(1, 2)), who.place)
    await who.day.settled()
    told = [s for s in who.platform.shown if s.id not in before and SECRET in s.text]
    assert not any(shown.place == SLASH for shown in told)
    assert got_it == (await who.day.rows(moved) != [])
    return got_it


async def write_into_a_logbook(who: Try) -> bool:
    await with_item(who)
    await who.say("/#1 note hm")
    return await who.day.rows("SELECT * FROM item_news WHERE kind = 'words'") != []


async def forget(who: Try) -> bool:
    for words in ("forget me", "forget me now"):
        await who.say(words)
    return not await who.words()


async def prefer(who: Try) -> bool:
    await who.say("prefer pager")
    return await who.day.rows("SELECT * FROM preference WHERE person = 'ana'") != []


async def unlink(who: Try) -> bool:
    sql = "INSERT INTO account VALUES ('pager', 'ana-too', 'ana', 0)"
    await who.day.store.write(lambda tx: tx.run(sql))
    await who.say("/unlink pager")
    return await who.day.rows("SELECT * FROM account WHERE person = 'ana'") == []


async def link(who: Try) -> bool:
    await who.say("link")
    return await who.day.rows("SELECT * FROM code WHERE person = 'ana'") != []


async def use_a_code(who: Try) -> bool:
    return "That code doesn’t work" in await who.say("link bcdf-2345")


async def ask_to_join(who: Try) -> bool:
    told = await who.say("/join")
    return "please send this line to" in told or "You’re in" in told


async def command_the_bot(who: Try) -> bool:
    """Nothing said to the bot starts, stops, reloads, configures or copies anything."""
    state = "SELECT name, value FROM fact UNION SELECT 'run', CAST(id AS TEXT) FROM run ORDER BY 1"
    before, told = await who.day.rows(state), ""
    for words in ("run", "/run learning-day", "/reload", "standup reload", "/backup x.db"):
        told += await who.say(words)
    for words in ("/invite", "standup people", "standup report learning-day", "/export ana"):
        told += await who.say(words)
    return SECRET in told or await who.day.rows(state) != before


TRIES: list[tuple[Action, Callable[[Try], Awaitable[bool]]]] = [
    (Action.SEE_REPORT, see_report),
    (Action.EXPORT, export),
    (Action.SEARCH, search),
    (Action.SEE_OWN, see_own),
    (Action.SEE_READERS, see_readers),
    (Action.SHARE_OWN, share_own),
    (Action.PUBLISH, publish),
    (Action.SET_OWN, set_own),
    (Action.STEER, steer),
    (Action.STEER, cancel),
    (Action.STEER, arrange),
    (Action.STEER, excuse),
    (Action.STEER, post_elsewhere),
    (Action.STEER, have_written_to),
    (Action.STEER_RUN, steer_run),
    (Action.STEER_RUN, extend),
    (Action.STEER_RUN, be_told),
    (Action.STEER_RUN, remind_missing),
    (Action.SEE_CHANGES, see_changes),
    (Action.USE_CODE, use_a_code),
    (Action.ASK_TO_JOIN, ask_to_join),
    (Action.LINK, link),
    (Action.PREFER, prefer),
    (Action.UNLINK, unlink),
    (Action.TRIGGER, command_the_bot),
    (Action.CONFIGURE, command_the_bot),
    (Action.INVITE, command_the_bot),
    (Action.BACK_UP, command_the_bot),
    (Action.SEE_ITEMS, see_items),
    (Action.SEE_ITEMS, write_into_a_logbook),
    (Action.MOVE_ITEM, move_item),
    (Action.ANSWER, press_the_form_of_the_run),
    (Action.ANSWER, press),
    (Action.ANSWER, fill_in),
    (Action.CORRECT, edit),
    (Action.CORRECT, take_back),
    (Action.FORGET, forget),
    (Action.STEER, hold_a_poll),  # which asks everybody, also whoever others are tried on
]


@asynccontextmanager
async def noon(folder: Path) -> AsyncIterator[Team]:
    """A day on which Ana answered, on a platform of each kind."""
    chat, pager = (Platform(capabilities=can) for can in PLATFORMS.values())
    async with team(folder, TOLD, at("9:00"), chat, {"pager": pager}) as day:
        await day.until(at("9:31"))
        await day.say("ana", SECRET)
        yield day


@pytest.mark.parametrize("place", [None, SLASH], ids=["directly", "by a slash"])
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("role", IN_CHAT)
async def test_each_role_gets_at_what_it_may_and_at_nothing_else(
    tmp_path: Path, role: Role, platform: str, place: str | None
) -> None:
    if role is Role.SELF:
        harmless = TRIES.index((Action.ANSWER, press))
        days = [TRIES[:harmless], *([one] for one in TRIES[harmless:])]
    else:  # nothing they try changes anything; what a stranger is told comes once a day
        days = [sorted(TRIES, key=lambda one: one[0] is not Action.ASK_TO_JOIN)]
    for number, tries in enumerate(days):
        async with noon(tmp_path / str(number)) as day:
            for action, attempt in tries:
                if action is Action.CORRECT and role is Role.SELF and platform != "chat":
                    continue  # it was written on the other platform
                got_it = await attempt(Try(day, platform, WHO[role], place))
                allowed = may(role, action) or _may_as_themselves(role, action)
                assert got_it == allowed, f"{role} {attempt.__name__} on {platform}"


def _may_as_themselves(role: Role, action: Action) -> bool:
    """Ana is a participant, too, where it is not about what is her own; and whoever steers is of
    the configuration."""
    if role in {Role.HELPER, Role.OWNER}:
        return may(Role.MEMBER, action)
    return role is Role.SELF and may(Role.PARTICIPANT, action)


async def test_what_others_read_in_the_channel_is_what_was_shared(tmp_path: Path) -> None:
    async with noon(tmp_path) as day:
        assert SECRET in day.platform.channel_text(ROOM)
        for other in ("#daily", "@bo", "@chi", "@eve"):
            assert SECRET not in day.platform.channel_text(other)


# ── the table itself ──


def test_every_action_is_somebodys_and_every_role_is_told_apart() -> None:
    assert set(MAY) == set(Action)
    assert all(roles for roles in MAY.values())
    assert {role for roles in MAY.values() for role in roles} == set(Role)


def test_no_chat_can_configure_or_trigger_anything() -> None:
    for role in IN_CHAT:
        for action in (Action.CONFIGURE, Action.TRIGGER, Action.BACK_UP, Action.INVITE):
            assert not may(role, action)


def test_a_stranger_may_do_no_more_than_come_in() -> None:
    allowed = {action for action in Action if may(Role.STRANGER, action)}
    assert allowed == {Action.ASK_TO_JOIN, Action.USE_CODE}


@pytest.mark.parametrize("name", commands.NAMES)
def test_every_command_takes_a_right(name: str) -> None:
    said = commands.parse(f"/{name}", date(2026, 11, 26))
    assert said is not None
    assert not isinstance(said, commands.Unknown)
    assert commands.action_of(said) in Action


def test_every_action_was_tried() -> None:
    assert {action for action, _ in TRIES} == set(Action)
