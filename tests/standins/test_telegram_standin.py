"""The stand-in for Telegram, driven by the library our adapter uses."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, web
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.patience import PATIENCE
from tests.standins import specs
from tests.standins.telegram import How, Limits, TelegramServer
from tests.standins.telegram.control import Control
from tests.standins.telegram.spec import Specification
from tests.standins.telegram.uploads import PIXEL

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])


class Clock:
    """Time that only moves when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 5, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns about `retry_after` in whole seconds unless it is told this."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(now=clock) as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with connected(server) as connection:
        yield connection


def connected(server: TelegramServer) -> Bot:
    return Bot(server.token, base_url=server.base_url, base_file_url=server.base_file_url)


async def refusal(call: Any, kind: type[TelegramError] = BadRequest) -> str:
    with pytest.raises(kind) as caught:
        await call
    return caught.value.message


async def post(server: TelegramServer, method: str, **form: str) -> tuple[int, dict[str, Any]]:
    url = f"{server.base_url}{server.token}/{method}"
    async with ClientSession() as session, session.post(url, data=form) as reply:
        return reply.status, await reply.json()


async def test_a_question_is_asked_answered_and_changed(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana", language="de")
    await ana.start("token-7")
    (started,) = await bot.get_updates()
    assert started.message is not None
    assert started.message.text == "/start token-7"
    assert started.message.entities[0].type == "bot_command"
    assert started.message.from_user is not None
    assert started.message.from_user.language_code == "de"
    entities = [MessageEntity(MessageEntity.BOLD, 3, 4)]
    sent = await bot.send_message(ana.id, "👍 Done?", entities=entities, reply_markup=YES)
    seen = await ana.sees("Done?")
    assert (seen.parts("bold"), seen.buttons, seen.notified) == (["Done"], (("Yes",),), 1)
    answered = asyncio.create_task(ana.press("Yes"))
    updates: list[Update] = []
    while not any(update.callback_query for update in updates):
        updates = list(await bot.get_updates(started.update_id + 1, timeout=1))
    query = updates[0].callback_query
    assert query is not None
    assert query.data == "yes"
    await query.answer("Noted.")
    assert await answered == "Noted."
    await bot.edit_message_text("Thank you.", ana.id, sent.message_id)
    assert [(each.text, each.edited) for each in ana.from_bot] == [("Thank you.", True)]
    assert server.violations == []


async def test_everything_the_library_sends_is_in_the_document(
    server: TelegramServer, bot: Bot
) -> None:
    ana = server.person("Ana")
    first = await ana.start()
    await bot.send_message(
        ana.id,
        "See https://example.org",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(first, allow_sending_without_reply=True),
        reply_markup=ForceReply(input_field_placeholder="Your answer"),
        disable_notification=True,
    )
    await bot.send_message(ana.id, "Bye", reply_markup=ReplyKeyboardRemove())
    photo = await bot.send_photo(ana.id, b"\x89PNG", caption="A map")
    stored = await bot.get_file(photo.photo[0].file_id)
    assert bytes(await stored.download_as_bytearray()) == b"\x89PNG"
    await bot.send_chat_action(ana.id, "typing")
    await bot.set_message_reaction(ana.id, first, "👍")
    commands = [BotCommand("help", "What I do")]
    await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), "de")
    assert await bot.get_my_commands() == ()
    assert list(await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "de")) == commands
    assert await bot.delete_my_commands(BotCommandScopeAllPrivateChats(), "de")
    assert await bot.set_my_description("Asks.")
    assert await bot.set_my_short_description("Asks.")
    assert (await bot.get_chat(ana.id)).first_name == "Ana"
    assert (await bot.get_chat_member(ana.id, ana.id)).status == "member"
    assert (await bot.get_webhook_info()).url == ""
    assert [message.silent for message in ana.from_bot] == [True, False, False]
    assert server.violations == []


async def test_nobody_is_written_to_before_they_press_start(
    server: TelegramServer, bot: Bot
) -> None:
    ana = server.person("Ana")
    words = "Forbidden: bot can't initiate conversation with a user"
    assert await refusal(bot.send_message(ana.id, "Hi"), Forbidden) == words
    assert await refusal(bot.send_message(12, "Hi")) == "Chat not found"


async def test_who_blocks_the_bot_is_heard_of_and_not_written_to(
    server: TelegramServer, bot: Bot
) -> None:
    ana = server.person("Ana")
    await ana.start()
    await ana.block()
    words = "Forbidden: bot was blocked by the user"
    assert await refusal(bot.send_message(ana.id, "Hi"), Forbidden) == words
    await ana.start()
    await bot.send_message(ana.id, "Hi")
    await ana.delete_account()
    words = "Forbidden: user is deactivated"
    assert await refusal(bot.send_message(ana.id, "Hi"), Forbidden) == words
    changes = [each.my_chat_member for each in await bot.get_updates() if each.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]
    assert server.violations == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Message text is empty"),
        (" \n", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
    ],
)
async def test_texts_the_platform_refuses(
    server: TelegramServer, bot: Bot, text: str, words: str
) -> None:
    ana = server.person("Ana")
    await ana.start()
    assert await refusal(bot.send_message(ana.id, text)) == words
    await bot.send_message(ana.id, "👍" * 4096)


@pytest.mark.parametrize(
    ("offset", "length", "words"),
    [
        (0, 4, "ends after the end of the text at utf-16 offset 4"),
        (1, 1, "begins in a middle of a utf-16 symbol"),
        (0, 1, "ends in a middle of a utf-16 symbol"),
    ],
)
async def test_entities_are_measured_in_utf_16(
    server: TelegramServer, bot: Bot, offset: int, length: int, words: str
) -> None:
    ana = server.person("Ana")
    await ana.start()
    entities = [MessageEntity("bold", offset, length)]
    refused = await refusal(bot.send_message(ana.id, "👍x", entities=entities))
    assert words in refused


async def test_parse_mode_is_refused_and_noted(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    await ana.start()
    await refusal(bot.send_message(ana.id, "<b>Hi</b>", parse_mode="HTML"))
    assert server.bot_violations == ["sendMessage.parse_mode: not read by the stand-in"]


@pytest.mark.parametrize("data", ["", "ä" * 33])
async def test_callback_data_has_1_to_64_bytes(server: TelegramServer, bot: Bot, data: str) -> None:
    ana = server.person("Ana")
    await ana.start()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data=data)]])
    assert await refusal(bot.send_message(ana.id, "?", reply_markup=keyboard)) == (
        "Button_data_invalid"
    )


async def test_too_many_buttons_are_refused(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    await ana.start()
    row = [InlineKeyboardButton("Yes", callback_data="yes")] * 9
    words = await refusal(bot.send_message(ana.id, "?", reply_markup=InlineKeyboardMarkup([row])))
    assert words == "Reply markup is too long"


async def test_what_can_not_be_edited(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    own = await ana.start()
    sent = await bot.send_message(ana.id, "Hi", reply_markup=YES)
    edit = bot.edit_message_text
    assert "not modified" in await refusal(edit("Hi ", ana.id, sent.message_id, reply_markup=YES))
    assert await refusal(edit("Ho", ana.id, 999)) == "Message to edit not found"
    assert await refusal(edit("Ho", ana.id, own)) == "Message can't be edited"
    await bot.edit_message_reply_markup(ana.id, sent.message_id)
    assert ana.from_bot[0].buttons == ()
    assert not ana.from_bot[0].edited


async def test_a_reply_needs_its_message(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    await ana.start()
    reply = ReplyParameters(999)
    words = await refusal(bot.send_message(ana.id, "Hi", reply_parameters=reply))
    assert words == "Message to be replied not found"
    reply = ReplyParameters(999, allow_sending_without_reply=True)
    await bot.send_message(ana.id, "Hi", reply_parameters=reply)
    assert ana.from_bot[0].reply_to is None


async def test_a_message_is_deleted_within_48_hours(
    server: TelegramServer, bot: Bot, clock: Clock
) -> None:
    ana = server.person("Ana")
    await ana.start()
    old = await bot.send_message(ana.id, "Old")
    clock.at += timedelta(hours=48)
    new = await bot.send_message(ana.id, "New")
    assert "can't be deleted" in await refusal(bot.delete_message(ana.id, old.message_id))
    await bot.delete_message(ana.id, new.message_id)
    assert [message.text for message in ana.from_bot] == ["Old"]


async def test_a_press_is_answered_once_and_in_time(
    server: TelegramServer, bot: Bot, clock: Clock
) -> None:
    ana = server.person("Ana")
    await ana.start()
    await bot.send_message(ana.id, "?", reply_markup=YES)
    first = ana.press_only("Yes")
    await bot.answer_callback_query(first.query.id)
    assert await first.answer() is None
    assert "too old" in await refusal(bot.answer_callback_query(first.query.id))
    late = ana.press_only("Yes")
    clock.at += timedelta(minutes=1)
    assert "too old" in await refusal(bot.answer_callback_query(late.query.id))
    with pytest.raises(LookupError, match="no button 'No'"):
        ana.press_only("No")


async def test_updates_come_again_until_they_are_confirmed(
    server: TelegramServer, bot: Bot, clock: Clock
) -> None:
    ana = server.person("Ana")
    for text in ("a", "b", "c"):
        await ana.say(text)
    first, second = await bot.get_updates(limit=2)
    assert [each.update_id for each in await bot.get_updates(limit=2)] == [
        first.update_id,
        second.update_id,
    ]
    assert len(await bot.get_updates(offset=second.update_id)) == 2
    clock.at += timedelta(hours=25)
    assert await bot.get_updates() == ()
    await ana.edit(ana.messages[0].id, "d")
    (edited,) = await bot.get_updates()
    assert edited.edited_message is not None
    assert edited.edited_message.text == "d"


async def test_only_wanted_updates_are_kept(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    await bot.get_updates(allowed_updates=["message", "message_reaction"])
    written = await ana.say("Hi")
    await ana.edit(written, "Ho")
    await ana.react(written, "👍")
    updates = await bot.get_updates()
    assert [bool(each.message_reaction) for each in updates] == [False, True]
    assert server.violations == []


async def test_a_long_poll_hears_at_once(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    poll = asyncio.create_task(bot.get_updates(timeout=600, read_timeout=600))
    await server.until(lambda: server.delivery.polls == 1)
    await ana.say("Hi")
    async with asyncio.timeout(PATIENCE):
        assert len(await poll) == 1


async def test_the_older_of_two_pollers_is_sent_away(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    async with connected(server) as other:
        older = asyncio.create_task(bot.get_updates(timeout=10))
        await server.until(lambda: server.delivery.polls == 1)
        newer = asyncio.create_task(other.get_updates(timeout=10))
        assert "terminated by other getUpdates request" in await refusal(older, Conflict)
        await ana.say("Hi")
        assert len(await newer) == 1


async def test_a_webhook_is_pushed_to_until_it_takes_the_update(
    server: TelegramServer, bot: Bot
) -> None:
    taken: list[tuple[str | None, str]] = []
    answers = [500, 200, 200, 200]

    async def hook(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        taken.append((secret, (await request.json())["message"]["text"]))
        return web.Response(status=answers.pop(0))

    application = web.Application()
    application.router.add_post("/hook", hook)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await bot.set_webhook(url, secret_token="s-1", allowed_updates=["message"])
    ana = server.person("Ana")
    await ana.say("a")
    await ana.say("b")
    await server.until(lambda: len(server.world.updates) == 0)
    server.deliver_again()
    await server.until(lambda: len(server.world.updates) == 0)
    assert taken == [("s-1", "a"), ("s-1", "a"), ("s-1", "b"), ("s-1", "b")]
    info = await bot.get_webhook_info()
    assert "500" in str(info.last_error_message)
    assert "webhook is active" in await refusal(bot.get_updates(), Conflict)
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
    words = await refusal(bot.set_webhook("http://example.org/hook"))
    assert "https" in words
    await runner.cleanup()
    assert server.violations == []


async def test_wrong_requests_are_caught(server: TelegramServer) -> None:
    if not server.validates:
        pytest.skip("the Bot API document is not on this machine")
    ana = server.person("Ana")
    await ana.start()
    chat = str(ana.id)
    assert (await post(server, "sendMessage", chat_id=chat, text="Hi", txet="Hi"))[0] == 400
    assert (await post(server, "sendMessage", chat_id=chat))[0] == 400
    form = {"chat_id": chat, "text": "Hi", "message_thread_id": "one"}
    assert (await post(server, "sendMessage", **form))[0] == 400
    form = {"chat_id": chat, "text": "Hi", "reply_markup": '{"inline_keyboard": [[{"txt": 1}]]}'}
    assert (await post(server, "sendMessage", **form))[0] == 400
    assert server.bot_violations == [
        "sendMessage.txet: not a known field",
        "sendMessage.text: missing",
        "sendMessage.message_thread_id: str is not Integer",
        "sendMessage.reply_markup.inline_keyboard[0][0].txt: not a known field",
        "sendMessage.reply_markup.inline_keyboard[0][0].text: missing",
    ]
    assert server.own_violations == []


async def test_methods_and_tokens_nobody_knows(server: TelegramServer, bot: Bot) -> None:
    assert (await post(server, "sendNothing"))[0] == 404
    assert (await post(server, "GETME"))[0] == 200
    server.revoke_token()
    await refusal(bot.get_me(), InvalidToken)
    assert server.requests[-1].status == 401


async def test_figures_are_kept_as_documented(clock: Clock) -> None:
    async with TelegramServer(now=clock, limits=Limits(chat_burst=2)) as server:
        ana = server.person("Ana")
        await ana.start()
        async with connected(server) as bot:
            await bot.send_message(ana.id, "1")
            await bot.send_message(ana.id, "2")
            with pytest.raises(RetryAfter) as caught:
                await bot.send_message(ana.id, "3")
            assert caught.value.retry_after == timedelta(seconds=1)
            clock.at += timedelta(seconds=1)
            await bot.send_message(ana.id, "3")
            team = server.group("Team")
            for number in range(20):
                clock.at += timedelta(seconds=1)
                await bot.send_message(team.id, str(number))
            await refusal(bot.send_message(team.id, "21"), RetryAfter)
        assert [request.status for request in server.sent("sendMessage")].count(429) == 2


@pytest.mark.parametrize("how", list(How))
async def test_faults_happen_before_or_after_the_work(server: TelegramServer, how: How) -> None:
    ana = server.person("Ana")
    await ana.start()
    fault = server.fail("sendMessage", how, chat=ana.id)
    async with connected(server) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(ana.id, "Hi", read_timeout=0.05)
        await fault.met()
        assert len(ana.from_bot) == int(how.after)
        await bot.send_message(ana.id, "Ho")
    if "answer" in how:
        assert isinstance(caught.value, TimedOut)
    elif "cut" in how or "gateway" in how:
        assert isinstance(caught.value, NetworkError)


async def test_a_server_comes_back_as_it_was(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    await ana.start()
    poll = asyncio.create_task(bot.get_updates(10**9, timeout=10))
    await server.until(lambda: server.delivery.polls == 1)
    await server.stop()
    await refusal(poll, NetworkError)
    await refusal(bot.get_me(), NetworkError)
    await ana.say("Hi")
    await server.start()
    assert len(await bot.get_updates()) == 1
    await bot.send_message(ana.id, "Back")


async def test_a_private_bot_hears_only_what_is_meant_for_it(
    server: TelegramServer, bot: Bot
) -> None:
    ana = server.person("Ana")
    team = server.group("Team")
    sent = await bot.send_message(team.id, "Report")
    await ana.write_in(team, "unheard")
    await ana.write_in(team, "/help@other_bot")
    await ana.write_in(team, "/help@standup_bot")
    await ana.write_in(team, "Hey @standup_bot")
    await ana.write_in(team, "a reply", reply_to=sent.message_id)
    texts = [each.message.text for each in await bot.get_updates() if each.message]
    assert texts == ["/help@standup_bot", "Hey @standup_bot", "a reply"]
    await team.add_bot(admin=True)
    await ana.write_in(team, "heard")
    assert (await bot.get_updates())[-1].message is not None
    assert server.violations == []


async def test_a_group_throws_the_bot_out_and_becomes_a_supergroup(
    server: TelegramServer, bot: Bot
) -> None:
    team, small = server.group("Team"), server.group("Small", kind="group")
    assert (await bot.get_chat(team.id)).title == "Team"
    assert (await bot.get_chat_member(team.id, bot.id)).status == "member"
    await team.kick_bot()
    words = "Forbidden: bot was kicked from the supergroup chat"
    assert await refusal(bot.send_message(team.id, "Hi"), Forbidden) == words
    await team.add_bot()
    await bot.send_message(team.id, "Hi")
    old = small.id
    await small.migrate()
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(old, "Hi")
    assert caught.value.new_chat_id == small.id
    await bot.send_message(small.id, "Hi")
    assert (await small.sees("Hi")).from_bot
    await bot.get_updates()
    assert server.violations == []


async def test_a_forum_has_topics(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    team = server.group("Team", forum=True)
    assert "not enough rights" in (await refusal(bot.create_forum_topic(team.id, "Daily"))).lower()
    await team.add_bot(admin=True)
    topic = (await bot.create_forum_topic(team.id, "Daily")).message_thread_id
    sent = await bot.send_message(team.id, "Report", message_thread_id=topic)
    assert sent.is_topic_message
    await ana.write_in(team, "Read it", topic=topic)
    update = (await bot.get_updates())[-1]
    assert update.message is not None
    assert update.message.message_thread_id == topic
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.forum_topic_created is not None
    await bot.edit_forum_topic(team.id, topic, name="Weekly")
    await bot.close_forum_topic(team.id, topic)
    assert [(each.name, each.closed) for each in team.topics.values()] == [("Weekly", True)]
    await team.demote_bot()
    send = bot.send_message(team.id, "Hi", message_thread_id=topic)
    assert await refusal(send) == "Topic_closed"
    send = bot.send_message(team.id, "Hi", message_thread_id=999)
    assert await refusal(send) == "Message thread not found"
    await bot.get_chat_administrators(team.id)
    assert server.violations == []


async def test_a_topic_that_is_gone_takes_no_message(server: TelegramServer, bot: Bot) -> None:
    team = server.group("Team", forum=True)
    topic = await team.open_topic("Daily")
    await bot.send_message(team.id, "Hi", message_thread_id=topic)
    await team.delete_topic(topic)
    send = bot.send_message(team.id, "Hi", message_thread_id=topic)
    assert await refusal(send) == "Message thread not found"


async def test_an_update_can_come_twice(server: TelegramServer, bot: Bot) -> None:
    await server.person("Ana").say("Hi")
    (update,) = await bot.get_updates()
    server.deliver_again()
    (again,) = await bot.get_updates(update.update_id + 1)
    assert again.update_id == update.update_id
    assert await bot.get_updates(update.update_id + 1) == ()


def test_the_stand_in_holds_itself_against_the_document() -> None:
    spec = Specification(specs.load("telegram_api.json"))
    if not spec.present:
        pytest.skip("the Bot API document is not on this machine")
    chat = {"id": 1, "type": "private", "titel": "A"}
    message = {"message_id": 1, "date": "today", "chat": chat}
    assert sorted(spec.update({"update_id": 1, "message": message})) == [
        "Update.message.chat.titel: not a known field",
        "Update.message.date: str is not Integer",
    ]
    assert spec.answer("getMe", {"id": 1, "is_bot": True}) == ["getMe ->.first_name: missing"]
    left = {"status": "gone", "user": {"id": 1, "is_bot": True, "first_name": "A"}}
    assert spec.answer("getChatMember", left)


async def test_pictures_and_stickers_arrive(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    await ana.start()
    picture = await ana.send_photo("Look")
    await ana.send_sticker()
    await ana.reply(picture, "That one")
    _start, photo, sticker, reply = [each.message for each in await bot.get_updates()]
    assert photo is not None
    assert photo.caption == "Look"
    assert (await (await photo.photo[0].get_file()).download_as_bytearray()).startswith(b"\x89PNG")
    assert sticker is not None
    assert sticker.sticker is not None
    assert reply is not None
    assert reply.reply_to_message is not None
    assert server.violations == []


async def test_a_photo_is_replaced_and_its_caption_changed_as_on_the_platform(
    server: TelegramServer, bot: Bot
) -> None:
    ana = server.person("Ana")
    await ana.start()
    sent = await bot.send_photo(ana.id, PIXEL, caption="one")
    with pytest.raises(BadRequest, match="There is no text in the message"):
        await bot.edit_message_text("two", ana.id, sent.message_id)
    with pytest.raises(BadRequest, match="is not modified"):
        await bot.edit_message_caption(ana.id, sent.message_id, caption="one")
    await bot.edit_message_caption(ana.id, sent.message_id, caption="two")
    newer = InputMediaPhoto(PIXEL + b"more", caption="three")
    await bot.edit_message_media(newer, ana.id, sent.message_id)
    with pytest.raises(BadRequest, match="is not modified"):
        await bot.edit_message_media(newer, ana.id, sent.message_id)
    text = await bot.send_message(ana.id, "text")
    with pytest.raises(BadRequest, match="There is no caption"):
        await bot.edit_message_caption(ana.id, text.message_id, caption="four")
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(ana.id, PIXEL, caption="x" * 1025)
    photo, _ = ana.from_bot
    assert photo.text == "three"
    stored = server.world.files.get(photo.content["photo"][0]["file_id"])
    assert stored.content == PIXEL + b"more"
    assert server.violations == []


async def test_a_group_may_take_words_and_no_photos(server: TelegramServer, bot: Bot) -> None:
    group = server.group("Team")
    await group.forbid_photos()
    with pytest.raises(BadRequest, match="Not enough rights to send photos"):
        await bot.send_photo(group.id, PIXEL)
    await bot.send_message(group.id, "words")
    assert server.violations == []


async def test_a_bot_is_tested_from_outside(server: TelegramServer) -> None:
    await server.stop()
    server.routes += Control(server).routes()
    await server.start()
    async with ClientSession(server.url) as session, connected(server) as bot:

        async def told(path: str, **given: object) -> Any:
            async with session.post(f"/_control/{path}", json=given) as reply:
                return await reply.json()

        ana = await told("people", name="Ana", language="de")
        await told(f"people/{ana}/start", payload="t-1")
        await bot.send_message(ana, "Done?", reply_markup=YES)
        pressed = asyncio.create_task(told(f"people/{ana}/press", label="Yes"))
        await server.until(lambda: len(server.world.updates) == 2)
        query = (await bot.get_updates())[-1].callback_query
        assert query is not None
        await query.answer("Noted.")
        assert await pressed == "Noted."
        async with session.get(f"/_control/people/{ana}/messages") as reply:
            assert [each["text"] for each in await reply.json()] == ["/start t-1", "Done?"]
        team = await told("groups", title="Team")
        await told(f"people/{ana}/write_in", group=team, text="/help")
        forum = await told("groups", title="Learning", kind="supergroup", forum=True, admin=True)
        topic = await told(f"groups/{forum}/open_topic", name="Thursday")
        await told(f"groups/{forum}/close_topic", topic=topic)
        assert server.world.chats[forum].topics[topic].closed
        await told(f"groups/{forum}/reopen_topic", topic=topic)
        assert not server.world.chats[forum].topics[topic].closed
        written = await bot.send_message(forum, "Ana", message_thread_id=topic)
        await told(f"groups/{forum}/delete_message", message_id=written.message_id)
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await written.edit_text("Bo")
        gone = await told(f"groups/{forum}/delete_message", message_id=written.message_id)
        assert "no message" in gone["error"]
        old = await told("groups", title="Small", kind="group")
        new = await told(f"groups/{old}/migrate")
        with pytest.raises(ChatMigrated) as migrated:
            await bot.send_message(old, "Bo")
        assert migrated.value.new_chat_id == new
        await told("fail", method="getMe", how="bad_gateway_before")
        await refusal(bot.get_me(), NetworkError)
        assert "none of" in (await told(f"people/{ana}/dance"))["error"]
        assert "unexpected" in (await told(f"people/{ana}/say", txet="Hi"))["error"]
        async with session.get("/_control/violations") as reply:
            assert await reply.json() == {"bot": [], "stand-in": []}
