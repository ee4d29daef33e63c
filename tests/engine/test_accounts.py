"""People with accounts on several platforms: linked, preferred, invited, out of reach and back."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from standup.core.model import Account, Channel, Instance, Person, Question
from standup.engine import codes
from standup.engine.forgetting import forget_absent
from standup.store import accounts
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA = Person("ana", "Ana", LONDON, (Account("chat", "ana"), Account("pager", "ana-pager")))
BO = person("bo")
PAGER = replace(
    CAPABLE,
    opens_direct=False,
    invitation="https://pager.example/bot?start={code}",
    sees_edits=False,
    sees_deletes=False,
    key_window=0.0,
)
CODE = re.compile(r"link ([0-9A-Z-]{9})")


@asynccontextmanager
async def pair(folder: Path, *people: Person, start: str = "9:00") -> AsyncIterator[Team]:
    """A team whose people sit on two platforms, with a channel on each."""
    standup = replace(
        learning_day(*people), channels=(Channel("chat", ROOM), Channel("pager", "#pages"))
    )
    told = Instance((standup,), people, "Ana (ana)", LONDON)
    pager = Platform(capabilities=PAGER)
    async with team(folder, told, at(start), others={"pager": pager}) as day:
        yield day


def pages(day: Team, account: str) -> list[str]:
    return day.platforms["pager"].direct_texts(account)


async def say_on_pager(day: Team, account: str, text: str) -> None:
    day.platforms["pager"].say(account, text)
    await day.settled()


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[1]


# ── preferring ──


async def test_a_person_is_asked_on_their_first_account_and_may_answer_on_any(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, ANA, BO) as day:
        await day.until(at("9:31"))
        assert "What will you learn" in day.last("ana")
        assert pages(day, "ana-pager") == []
        await say_on_pager(day, "ana-pager", "JAX")
        assert "posted" in pages(day, "ana-pager")[-1]
        for place, platform in ((ROOM, "chat"), ("#pages", "pager")):
            text = day.platforms[platform].channel_text(place)
            assert "JAX" in text
            assert "plan 1 of 2" in text


async def test_both_channels_read_the_same_and_edits_reach_both(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA, BO) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "JAX")
        day.platform.edit_own("ana", message, "JAX, properly")
        await day.until(at("20:01"))
        texts = [
            [shown.text for shown in day.platforms[name].channel(place)]
            for name, place in (("chat", ROOM), ("pager", "#pages"))
        ]
        assert texts[0] == texts[1]
        assert any("JAX, properly" in text for text in texts[0])


async def test_where_a_person_prefers_they_are_asked(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA) as day:
        await day.say("ana", "prefer pager")
        assert "on pager" in day.last("ana")
        await day.until(at("9:31"))
        assert "What will you learn" in pages(day, "ana-pager")[-1]
        await say_on_pager(day, "ana-pager", "prefer chat")
        await day.until(at("17:01"))
        assert "What did you learn" in day.last("ana")


async def test_a_preference_in_the_configuration_counts_until_the_person_says_otherwise(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, replace(ANA, prefer="pager")) as day:
        await day.until(at("9:31"))
        assert "What will you learn" in pages(day, "ana-pager")[-1]
        await day.say("ana", "prefer chat")
        await day.until(at("17:01"))
        assert "What did you learn" in day.last("ana")


async def test_prefer_is_a_command_only_before_the_name_of_a_platform(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA) as day:
        await day.until(at("9:31"))
        await day.say("ana", "prefer tea")
        assert "posted" in day.last("ana")
        assert "prefer tea" in day.platform.channel_text(ROOM)


async def test_an_edit_on_one_platform_changes_the_message_on_the_other(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "JAX")
        await say_on_pager(day, "ana-pager", "prefer pager")
        day.platform.edit_own("ana", message, "JAX, properly")
        await day.settled()
        assert "JAX, properly" in day.last("ana")
        assert len(day.platform.direct_texts("ana")) == 2


async def test_an_answer_given_again_is_confirmed_where_it_was_given(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await say_on_pager(day, "ana-pager", "edit")
        await say_on_pager(day, "ana-pager", "Rust")
        assert pages(day, "ana-pager")[-1].startswith("Changed, thanks.")
        assert "Rust" in day.last("ana")


# ── linking ──


async def test_a_code_joins_two_accounts_and_the_person_counts_once(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        code = code_in(day.last("bo"))
        await say_on_pager(day, "b-77", f"link {code}")
        assert "Hello Bo!" in pages(day, "b-77")[-1]
        assert "unlink pager" in day.last("bo")
        await day.until(at("9:31"))
        await say_on_pager(day, "b-77", "JAX")
        assert "plan 1 of 1" in day.platform.channel_text(ROOM)


async def test_a_code_may_be_typed_alone_and_as_it_likes(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        await say_on_pager(day, "b-77", f"  {code_in(day.last('bo')).lower()} ")
        assert "Hello Bo!" in pages(day, "b-77")[-1]


async def test_an_invitation_link_carries_the_code(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        bare = code_in(day.last("bo")).replace("-", "").lower()
        assert f"https://pager.example/bot?start={bare}" in day.last("bo")


async def test_a_code_is_good_once_and_for_ten_minutes(tmp_path: Path) -> None:
    async with pair(tmp_path, BO, ANA) as day:
        await day.say("bo", "link")
        code = code_in(day.last("bo"))
        await say_on_pager(day, "b-77", f"link {code}")
        await say_on_pager(day, "thief", f"link {code}")
        assert "doesn’t work" in pages(day, "thief")[-1]
        await day.say("bo", "link")
        code = code_in(day.last("bo"))
        day.clock.jump(day.clock.now() + timedelta(minutes=10, seconds=1))
        await say_on_pager(day, "b-78", f"link {code}")
        assert "doesn’t work" in pages(day, "b-78")[-1]


async def test_a_newer_code_voids_the_one_before(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        first = code_in(day.last("bo"))
        await day.say("bo", "link")
        await say_on_pager(day, "b-77", f"link {first}")
        assert "doesn’t work" in pages(day, "b-77")[-1]


async def test_guessing_is_slowed_down_even_for_a_good_code(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        code = code_in(day.last("bo"))
        for wrong in ("2222-2222", "3333-3333", "4444-4444"):
            await say_on_pager(day, "b-77", f"link {wrong}")
            assert "doesn’t work" in pages(day, "b-77")[-1]
        await say_on_pager(day, "b-77", f"link {code}")
        assert "try again in a minute" in pages(day, "b-77")[-1]
        day.clock.jump(day.clock.now() + timedelta(minutes=1, seconds=1))
        await say_on_pager(day, "b-77", f"link {code}")
        assert "Hello Bo!" in pages(day, "b-77")[-1]


async def test_an_account_of_somebody_else_cannot_be_taken(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA, BO) as day:
        await day.say("bo", "link")
        code = code_in(day.last("bo"))
        await say_on_pager(day, "ana-pager", f"link {code}")
        assert pages(day, "ana-pager")[-1].startswith("That code doesn’t work")


async def test_what_was_joined_can_be_let_go(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        await say_on_pager(day, "b-77", f"link {code_in(day.last('bo'))}")
        await day.say("bo", "unlink pager")
        assert "no longer connected" in day.last("bo")
        await day.until(at("9:31"))
        await say_on_pager(day, "b-77", "JAX")
        assert "not one of them" in pages(day, "b-77")[-1]
        assert "JAX" not in day.platform.channel_text(ROOM)


async def test_an_account_that_was_let_go_sees_nothing_that_is_said_afterwards(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        await say_on_pager(day, "b-77", f"link {code_in(day.last('bo'))}")
        await day.until(at("9:31"))
        await say_on_pager(day, "b-77", "JAX")
        await day.say("bo", "unlink pager")
        for words in ("Rust", "Zig"):
            await day.say("bo", "edit")
            await day.say("bo", words)
        assert "Zig" in "".join(day.platform.direct_texts("bo"))
        assert not [text for text in pages(day, "b-77") if "Rust" in text or "Zig" in text]


async def test_a_code_that_an_account_asked_for_is_void_once_it_is_let_go(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        await say_on_pager(day, "b-77", f"link {code_in(day.last('bo'))}")
        await say_on_pager(day, "b-77", "link")
        code = code_in(pages(day, "b-77")[-1])
        await day.say("bo", "unlink pager")
        await say_on_pager(day, "b-77", f"link {code}")
        assert "doesn’t work" in pages(day, "b-77")[-1]


async def test_the_store_keeps_no_code(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        await day.say("bo", "link")
        code = code_in(day.last("bo")).replace("-", "").lower()
        [(digest,)] = await day.rows("SELECT digest FROM code")
        assert code not in str(digest)


async def test_a_stranger_who_wants_to_join_gets_the_line_their_organiser_needs(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, BO) as day:
        await say_on_pager(day, "c-99", "/join")
        assert 'pager: "c-99"' in pages(day, "c-99")[-1]


# ── inviting ──

CHI = Person("chi", "Chi", LONDON, (), invited=("pager",))


async def invitation_of(day: Team, who: str) -> str:
    return await day.store.read(lambda tx: codes.invitation(tx, who, "pager"))


async def test_whoever_is_invited_is_not_reachable_until_they_begin_and_then_asked_once(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, CHI, BO) as day:
        await day.until(at("9:31"))
        first = day.platform.channel(ROOM)[0].text
        assert "Not reachable yet: Chi (hasn’t started a chat with me yet)" in first
        assert "https://pager.example/bot" in first
        code = await invitation_of(day, "chi")
        day.platforms["pager"].come_back("c-1")
        await say_on_pager(day, "c-1", f"link {code}")
        asked = [text for text in pages(day, "c-1") if "What will you learn" in text]
        assert len(asked) == 1
        assert "Hello Chi!" in pages(day, "c-1")[0]
        await say_on_pager(day, "c-1", "JAX")
        await day.settled()
        assert "Not reachable" not in day.platform.channel(ROOM)[0].text
        assert "plan 1 of 2" in day.platform.channel(ROOM)[0].text


async def test_an_invitation_is_good_once(tmp_path: Path) -> None:
    async with pair(tmp_path, CHI) as day:
        code = await invitation_of(day, "chi")
        await say_on_pager(day, "c-1", f"link {code}")
        await say_on_pager(day, "c-2", f"link {code}")
        assert "doesn’t work" in pages(day, "c-2")[-1]


async def test_an_invitation_is_good_once_even_when_its_account_was_let_go(tmp_path: Path) -> None:
    async with pair(tmp_path, CHI) as day:
        code = await invitation_of(day, "chi")
        await say_on_pager(day, "c-1", f"link {code}")
        await say_on_pager(day, "c-1", "unlink pager")
        await say_on_pager(day, "c-2", f"link {code}")
        assert "doesn’t work" in pages(day, "c-2")[-1]
        await say_on_pager(day, "c-1", f"link {await invitation_of(day, 'chi')}")
        assert "Hello Chi!" in pages(day, "c-1")[-1]


async def test_an_invitation_that_was_used_is_no_good_to_whoever_finds_it_after_a_farewell(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, CHI) as day:
        code = await invitation_of(day, "chi")
        await say_on_pager(day, "c-1", f"link {code}")
        await say_on_pager(day, "c-1", "forget me")
        await say_on_pager(day, "c-1", "forget me now")
        assert await day.rows("SELECT * FROM account") == []
        await say_on_pager(day, "c-2", f"link {code}")
        assert "doesn’t work" in pages(day, "c-2")[-1]
        assert await day.rows("SELECT * FROM account") == []
        await say_on_pager(day, "c-1", f"link {await invitation_of(day, 'chi')}")
        assert "Hello Chi!" in pages(day, "c-1")[-1]


async def test_nor_after_the_organiser_forgot_whoever_left_and_nothing_says_who_it_was(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, CHI, BO) as day:
        code = await invitation_of(day, "chi")
        await say_on_pager(day, "c-1", f"link {code}")
        told = day.bot.directory().instance
        await day.bot.reload(instance(learning_day(BO)))
        directory, now = day.bot.directory(), day.clock.now()
        await day.store.write(lambda tx: forget_absent(tx, directory, "chi", now))
        assert "chi" not in str(await day.rows("SELECT name FROM fact"))
        await day.bot.reload(told)
        await say_on_pager(day, "c-2", f"link {code}")
        assert "doesn’t work" in pages(day, "c-2")[-1]


async def test_an_invitation_that_was_not_used_is_the_same_after_a_farewell(tmp_path: Path) -> None:
    chi = replace(CHI, accounts=(Account("chat", "chi"),))
    async with pair(tmp_path, chi) as day:
        code = await invitation_of(day, "chi")
        await day.say("chi", "forget me")
        await day.say("chi", "forget me now")
        assert await invitation_of(day, "chi") == code


async def test_an_invitation_is_for_its_own_platform_and_person(tmp_path: Path) -> None:
    async with pair(tmp_path, CHI, replace(CHI, id="dan", name="Dan")) as day:
        codes_of = [
            await day.store.read(partial(codes.invitation, person=who, adapter=where))
            for who in ("chi", "dan")
            for where in ("pager", "chat")
        ]
        assert len(set(codes_of)) == 4
        day.platform.say("c-1", f"link {codes_of[0]}")
        await day.settled()
        assert "doesn’t work" in day.last("c-1")


async def test_nobody_is_asked_after_the_deadline_for_having_begun_late(tmp_path: Path) -> None:
    async with pair(tmp_path, CHI) as day:
        await day.until(at("20:30"))
        assert "I couldn’t reach: Chi (hasn’t started" in day.platform.channel_text(ROOM)
        await say_on_pager(day, "c-1", f"link {await invitation_of(day, 'chi')}")
        assert [t for t in pages(day, "c-1") if "?" in t] == []


# ── out of reach ──


async def test_whoever_cannot_be_reached_in_one_place_is_asked_in_the_other(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, ANA) as day:
        day.platform.unreachable["ana"] = "closed"
        await day.until(at("9:31"))
        asked = [text for text in pages(day, "ana-pager") if "What will you learn" in text]
        assert len(asked) == 1
        assert "Not reachable" not in day.platform.channel_text(ROOM)
        await day.until(at("17:01"))
        assert "What did you learn" in pages(day, "ana-pager")[-1]


async def test_who_cannot_be_reached_is_named_with_the_reason_until_they_can(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, BO) as day:
        day.platform.unreachable["bo"] = "closed"
        await day.until(at("9:31"))
        assert "Bo (doesn’t take direct messages from me)" in day.platform.channel(ROOM)[0].text
        day.platform.come_back("bo")
        await day.settled()
        assert "Not reachable" not in day.platform.channel(ROOM)[0].text
        asked = [text for text in day.platform.direct_texts("bo") if "What will you" in text]
        assert len(asked) == 1


async def test_whoever_writes_can_be_reached_again(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        day.platform.unreachable["bo"] = "closed"
        await day.until(at("9:31"))
        del day.platform.unreachable["bo"]
        await day.say("bo", "help")
        asked = [text for text in day.platform.direct_texts("bo") if "What will you" in text]
        assert len(asked) == 1


async def test_a_question_answered_elsewhere_is_not_asked_when_its_place_opens_again(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, ANA) as day:
        for platform, account in (("chat", "ana"), ("pager", "ana-pager")):
            day.platforms[platform].unreachable[account] = "closed"
        await day.until(at("9:31"))
        del day.platforms["pager"].unreachable["ana-pager"]
        await say_on_pager(day, "ana-pager", "JAX")
        before = len(pages(day, "ana-pager"))
        day.platform.come_back("ana")
        await day.settled()
        assert [t for t in day.platform.direct_texts("ana") if "What will you" in t] == []
        assert len(pages(day, "ana-pager")) == before


async def test_what_nobody_could_be_shown_is_shown_once_where_they_write(
    tmp_path: Path,
) -> None:
    told = Instance((daily(ANA),), (ANA,), "Ana (ana)", LONDON)
    pager = Platform(capabilities=PAGER)
    async with team(tmp_path, told, at("9:00"), others={"pager": pager}) as day:
        for platform, account in (("chat", "ana"), ("pager", "ana-pager")):
            day.platforms[platform].unreachable[account] = "closed"
        await day.until(at("9:31"))
        del pager.unreachable["ana-pager"]
        await say_on_pager(day, "ana-pager", "-")
        await say_on_pager(day, "ana-pager", "work")
        first, second = pages(day, "ana-pager")
        assert "What did you do?" in first
        assert "Where are you stuck?" in second


async def test_whoever_guesses_for_weeks_is_still_told_to_wait(tmp_path: Path) -> None:
    async with pair(tmp_path, BO) as day:
        for _ in range(60):
            await day.store.write(
                lambda tx: accounts.note_wrong_code(tx, Account("pager", "thief"), day.clock.now())
            )
        await say_on_pager(day, "thief", "link 2222-2222")
        assert "try again in 720 minutes" in pages(day, "thief")[-1]


SHOWING = replace(CAPABLE, choices=True, forms=True)
WHERE = Question("where", "choice", "Where are you? " + "Tell! " * 60, options=("Office", "Home"))
WHAT = Question("what", "text", "What else?")


async def test_a_question_is_put_as_the_platform_can_show_it_on_which_it_is_asked_at_last(
    tmp_path: Path,
) -> None:
    standup = daily(ANA)
    standup = replace(standup, rounds=(replace(standup.rounds[0], questions=(WHERE, WHAT)),))
    pager = Platform(capabilities=replace(PAGER, text_limit=300))
    chat = Platform(capabilities=SHOWING)
    told = Instance((standup,), (ANA,), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("9:00"), chat, others={"pager": pager}) as day:
        chat.unreachable["ana"] = "closed"
        await day.until(at("9:31"))
        asked = "".join(pages(day, "ana-pager"))
        assert asked.count("Tell!") == 60
        assert "2. Home" in asked
        assert not any(shown.message.choices for shown in pager.shown)
        await say_on_pager(day, "ana-pager", "2")
        assert "What else?" in pages(day, "ana-pager")[-1]


async def test_what_is_held_and_no_question_is_split_for_the_platform_it_goes_to(
    tmp_path: Path,
) -> None:
    pager = Platform(capabilities=replace(PAGER, text_limit=300))
    chat = Platform(capabilities=replace(CAPABLE, text_limit=500))
    told = Instance((learning_day(ANA),), (ANA,), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("9:00"), chat, others={"pager": pager}) as day:
        chat.unreachable["ana"] = "closed"
        await day.say("ana", "help all")
        assert "`" not in "".join(pages(day, "ana-pager"))
        assert "meant for others, I ask first" in "".join(pages(day, "ana-pager"))
        assert "added to the thread" in pages(day, "ana-pager")[-1]


async def test_whoever_was_expected_is_asked_once_their_account_is_written_down(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path, CHI) as day:
        await day.until(at("9:31"))
        assert "Not reachable yet: Chi" in day.platform.channel(ROOM)[0].text
        known = replace(CHI, accounts=(Account("pager", "c-1"),), invited=())
        told = Instance((learning_day(known),), (known,), "Ana (ana)", LONDON)
        await day.bot.reload(told)
        await day.settled()
        [asked] = pages(day, "c-1")
        assert "What will you learn" in asked
        assert "Not reachable" not in day.platform.channel(ROOM)[0].text


# ── what adapters are told of it ──


async def test_an_adapter_is_told_whom_we_know_and_what_our_channels_are(tmp_path: Path) -> None:
    async with pair(tmp_path, ANA, BO) as day:
        await day.say("bo", "link")
        await say_on_pager(day, "bo-pager", code_in(day.last("bo")))
        chat, pager = (day.platforms[name].inbox for name in ("chat", "pager"))
        assert chat is not None
        assert pager is not None
        assert set(await chat.known({"ana", "bo", "mallory", "ana-pager"})) == {"ana", "bo"}
        assert set(await pager.known({"bo-pager", "ana"})) == {"bo-pager"}
        assert not await chat.known(())
        assert await chat.is_channel(ROOM)
        assert not await pager.is_channel(ROOM)
