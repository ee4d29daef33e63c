"""What is heard of what people say in servers: replies to us, and nothing else."""

from typing import Any

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import Deleted, Edited, Replied
from standup.core.messages.markup import say
from standup_discord import catch_up, events, overhearing
from standup_discord.channels import called
from standup_discord.posted import Posted
from tests.discord_adapter.bench import DiscordBench
from tests.discord_adapter.story import comes

Json = dict[str, Any]
OURS: Json = {"id": "3", "author": {"id": "9"}}
REPLY: Json = {
    "id": "4",
    "type": 19,
    "content": "why?",
    "author": {"id": "7"},
    "guild_id": "1",
    "channel_id": "5",
    "timestamp": "2026-11-26T09:31:00.000000+00:00",
    "message_reference": {"message_id": "3", "channel_id": "5", "guild_id": "1"},
    "referenced_message": OURS,
}


def of(inbox: Recorder, *kinds: type[Any]) -> list[Any]:
    return [event for event in inbox.events if isinstance(event, kinds)]


async def test_a_reply_that_notifies_nobody_has_no_words_for_us(bench: DiscordBench) -> None:
    inbox, adapter = Recorder(), bench.adapter()
    async with running(adapter, inbox):
        post = await adapter.send(bench.channel, say("a digest"), "post")
        inbox.posts.add(post)
        await bench.person.person.reply(post, "between the two of us", ping=False)
        heard = await bench.person.person.reply(post, "why?")
        await comes("the reply", lambda: of(inbox, Replied))
    assert [event.id for event in of(inbox, Replied)] == [str(heard.id)]


async def test_what_a_moderator_deletes_is_gone_be_it_one_or_several(bench: DiscordBench) -> None:
    inbox, adapter = Recorder(), bench.adapter()
    async with running(adapter, inbox):
        post = await adapter.send(bench.channel, say("a digest"), "post")
        inbox.posts.add(post)
        replies = [(await bench.person.person.reply(post, words)).id for words in ("a", "b", "c")]
        others = [(await bench.person.person.write_in(bench.text, "lunch?")).id for _ in range(3)]
        await comes("the replies", lambda: len(of(inbox, Replied)) == 3)
        bench.text.purge(*replies[:2], *others[:2])
        bench.text.delete_message(others[2])
        bench.text.delete_message(replies[2])
        await comes("the deletions", lambda: len(of(inbox, Deleted)) >= 3)
    gone = [(event.message, event.account) for event in of(inbox, Deleted)]
    assert gone == [(str(number), "") for number in replies]


async def test_a_reply_and_its_end_may_come_at_once(bench: DiscordBench) -> None:
    inbox, adapter = Recorder(), bench.adapter()
    async with running(adapter, inbox):
        post = await adapter.send(bench.channel, say("a digest"), "post")
        inbox.posts.add(post)
        reply = await bench.person.person.reply(post, "never mind")
        await bench.person.person.delete(reply)
        await comes("the deletion", lambda: of(inbox, Deleted))
    assert [type(event) for event in of(inbox, Replied, Deleted)] == [Replied, Deleted]


@pytest.mark.parametrize(
    ("more", "is_ours"),
    [
        ({}, True),
        ({"type": 0}, False),
        ({"type": 21}, False),
        ({"guild_id": None}, False),
        ({"referenced_message": None}, False),
        ({"referenced_message": OURS | {"author": {"id": "8"}}}, False),
        ({"referenced_message": {"author": "9"}}, False),
        ({"referenced_message": "3"}, False),
    ],
)
def test_a_reply_to_us_is_told_by_whom_it_replies_to(more: Json, is_ours: bool) -> None:
    assert events.is_reply_to(REPLY | more, "9") == is_ours
    assert not events.is_reply_to(REPLY | more, "")


def test_a_reply_to_what_discord_did_not_look_for_may_be_to_us() -> None:
    told = {name: value for name, value in REPLY.items() if name != "referenced_message"}
    assert events.is_reply_to(told, "9")


@pytest.mark.parametrize(
    "more",
    [
        {"content": ""},
        {"author": {"id": "7", "bot": True}},
        {"webhook_id": "8"},
        {"message_reference": {"message_id": "3", "channel_id": "6"}},
    ],
)
def test_what_no_person_wrote_or_shows_no_words_is_no_reply(more: Json) -> None:
    replied = events.replied(REPLY)
    assert replied is not None
    assert (replied.id, replied.account, replied.text, replied.answers) == ("4", "7", "why?", "3")
    assert events.replied(REPLY | more) is None


def test_our_message_may_open_a_post_or_stand_for_a_thread() -> None:
    assert called("3", "5") == ("3", "reply:3")
    assert called("3", "3") == ("3", "reply:3", "forum:3")


async def met(inbox: Recorder, bench: DiscordBench, posts: int = 1) -> list[str]:
    """What the bot posted before it went away."""
    adapter = bench.adapter()
    async with running(adapter, inbox):
        for number in range(posts):
            post = await adapter.send(bench.channel, say(f"post {number}"), f"post-{number}")
            inbox.posts.add(post)
        await bench.person.write("before")
        await comes("what was said", lambda: inbox.said)
    return sorted(inbox.posts, key=int)


def read_back(bench: DiscordBench) -> int:
    """How often the channel was read."""
    path = f"/channels/{bench.channel}/messages"
    return sum(one.path.endswith(path) and one.method == "GET" for one in bench.server.requests)


async def test_more_replies_than_a_page_are_read_back_in_order(bench: DiscordBench) -> None:
    inbox = Recorder()
    [post] = await met(inbox, bench)
    person = bench.person.person
    said = [(await person.reply(post, f"why {number}?")).id for number in range(130)]
    async with running(bench.adapter(), inbox):
        await comes("all of them", lambda: len(of(inbox, Replied)) == 130)
    assert [event.id for event in of(inbox, Replied)] == [str(one) for one in said]


async def test_no_more_is_read_back_than_so_much(
    bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overhearing, "MOST_PAGES", 1)
    inbox = Recorder()
    [post] = await met(inbox, bench)
    for number in range(105):
        await bench.person.person.reply(post, f"why {number}?")
    before = read_back(bench)
    async with running(bench.adapter(), inbox):
        await bench.person.write("live")
        await comes("what is live", lambda: len(inbox.said) == 2)
        await comes("the replies", lambda: of(inbox, Replied))
    assert read_back(bench) == before + 1
    assert len(of(inbox, Replied)) <= 100


async def test_nothing_is_read_where_no_reply_is_of_interest(bench: DiscordBench) -> None:
    inbox = Recorder()
    [post] = await met(inbox, bench)
    inbox.posts.clear()
    await bench.person.person.reply(post, "why?")
    before = read_back(bench)
    async with running(bench.adapter(), inbox):
        await bench.person.write("live")
        await comes("what is live", lambda: len(inbox.said) == 2)
    assert read_back(bench) == before
    assert of(inbox, Replied) == []


async def test_a_reply_that_was_changed_meanwhile_says_what_it_says_now(
    bench: DiscordBench,
) -> None:
    inbox = Recorder()
    [post] = await met(inbox, bench)
    reply = await bench.person.person.reply(post, "wy?")
    await bench.person.person.edit(reply, "why?")
    async with running(bench.adapter(), inbox):
        await comes("the reply", lambda: of(inbox, Replied))
        await comes("its change", lambda: of(inbox, Edited))
    [replied], [edited] = of(inbox, Replied), of(inbox, Edited)
    assert (replied.text, edited.text, edited.message) == ("why?", "why?", replied.id)


async def test_the_position_waits_for_what_cannot_be_read_back_yet(
    bench: DiscordBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catch_up, "LONGEST_PAUSE", 0.01)
    inbox = Recorder()
    [post] = await met(inbox, bench)
    await bench.person.person.reply(post, "why?")
    position, path = inbox.position, f"/channels/{bench.channel}/messages"
    bench.server.fail(method="GET", path=path, how="unavailable", times=10)
    async with running(bench.adapter(), inbox):
        await bench.person.write("live")
        await comes("what is live", lambda: len(inbox.said) == 2)
        assert inbox.position == position
        await comes("the reply", lambda: of(inbox, Replied))
        await bench.person.write("later")
        await comes("the position", lambda: inbox.position != position)


async def test_a_channel_that_is_closed_by_now_holds_up_nothing(bench: DiscordBench) -> None:
    inbox = Recorder()
    [post] = await met(inbox, bench)
    await bench.person.person.reply(post, "why?")
    position = inbox.position
    await bench.refuse(bench.channel)
    before = read_back(bench)
    async with running(bench.adapter(), inbox):
        await comes("that it was tried", lambda: read_back(bench) > before)
        await bench.person.write("live")
        await comes("what is live", lambda: len(inbox.said) == 2)
        await bench.person.write("later")
        await comes("the position", lambda: inbox.position != position)
    assert of(inbox, Replied) == []


def test_where_was_posted_is_known_of_the_latest_places_alone() -> None:
    posted, kept = Posted({}), dict[str, str | None]()
    for place in range(70):
        kept |= posted.note(str(place), str((place + 1) << 40))
    assert posted.note("69", str((70 << 40) + 1)) == {}
    assert [place for place, number in kept.items() if number is None] == [
        f"posted/{place}" for place in range(10)
    ]
    assert [*posted.latest] == [str(place) for place in range(69, 9, -1)]
    assert Posted({name: one for name, one in kept.items() if one}).latest == posted.latest
