"""Getting acquainted with Telegram, the menu, and what the adapter says of itself."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from standup.chat.contract import Recorder, running, until
from standup.chat.interface import AuthLost, Context
from standup.core.commands.menu import MENU, MenuEntry
from standup_telegram import TelegramAdapter
from tests.standins.telegram import How
from tests.telegram.bench import TelegramBench

PRIVATE = '{"type": "all_private_chats"}'


async def refused(adapter: TelegramAdapter) -> str:
    with pytest.raises(AuthLost) as caught:
        await adapter.run(Recorder(), lambda _: None)
    return str(caught.value)


def menu(bench: TelegramBench) -> dict[str, list[Any]]:
    commands = bench.server.world.profile.commands
    assert {scope for scope, _ in commands} <= {PRIVATE}
    return {language: entries for (_, language), entries in commands.items()}


async def offered(bench: TelegramBench, entries: tuple[MenuEntry, ...], *, languages: int) -> None:
    adapter = bench.adapter()
    adapter._context = replace(adapter._context, menu=entries)

    async def all_asked() -> bool:
        return len(bench.server.sent("getMyCommands")) >= languages

    bench.server.requests.clear()
    async with running(adapter, Recorder()):
        await until("the menu is looked at", all_asked)
        await until("the menu is set", lambda: is_settled(bench, entries))


async def is_settled(bench: TelegramBench, entries: tuple[MenuEntry, ...]) -> bool:
    shown = menu(bench).get("", [])
    return [one["description"] for one in shown] == [one.does["en"] for one in entries]


class TestBeginning:
    async def test_ready_says_who_we_are_and_where(self, bench: TelegramBench) -> None:
        words: list[str] = []

        class EnoughError(Exception):
            pass

        def ready(told: str) -> None:
            words.append(told)
            raise EnoughError

        with pytest.raises(EnoughError):
            await bench.adapter(username="@Standup_BOT").run(Recorder(), ready)
        assert words == [f"@standup_bot on {bench.server.url}, asking for what is new"]

    async def test_the_token_of_another_bot_is_told_with_both_names(
        self, bench: TelegramBench
    ) -> None:
        told = await refused(bench.adapter(username="other_bot"))
        assert "the token is that of @standup_bot" in told
        assert "username: other_bot" in told

    @pytest.mark.parametrize("token", ["424242:another", "nonsense:", "https://x/y", "1:a b"])
    async def test_a_token_telegram_does_not_know_is_told_with_what_to_do(
        self, bench: TelegramBench, token: str
    ) -> None:
        bench.token_file.write_text(token)
        told = await refused(bench.adapter())
        assert "/mybots → the bot → API Token" in told
        assert token not in told

    async def test_a_token_that_is_not_there_is_told_with_where_it_belongs(
        self, bench: TelegramBench
    ) -> None:
        bench.token_file.unlink()
        assert str(bench.token_file) in await refused(bench.adapter())

    async def test_a_bot_that_moved_to_another_server_is_told(self, bench: TelegramBench) -> None:
        bench.server._logged_out = True
        assert "logged out of this Bot API server" in await refused(bench.adapter())

    async def test_a_token_revoked_while_running_ends_the_run(self, bench: TelegramBench) -> None:
        def revoke(_: str) -> None:
            bench.server.revoke_token()

        with pytest.raises(AuthLost, match="/mybots"):
            await bench.adapter().run(Recorder(), revoke)

    async def test_an_outage_at_the_beginning_is_waited_out(self, bench: TelegramBench) -> None:
        faults = [
            bench.server.fail(method, How.BAD_GATEWAY_BEFORE, times=2)
            for method in ("getMe", "getWebhookInfo", "getMyCommands")
        ]
        async with running(bench.adapter(), Recorder()):
            await faults[2].met(2)
        assert [fault.happened for fault in faults] == [2, 2, 2]

    async def test_the_bot_says_how_a_group_it_was_added_to_is_written(
        self, bench: TelegramBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        group = bench.server.group("Readers", bot=False)
        async with running(bench.adapter(), Recorder()):
            await group.add_bot()

            async def told() -> bool:
                return 'Added to "Readers"; as a broadcast channel it is written' in caplog.text

            await until("it is said", told)
        assert f'{{telegram: "{group.id}"}}' in caplog.text


class TestMenu:
    async def test_the_menu_is_offered_in_each_language(self, bench: TelegramBench) -> None:
        await offered(bench, MENU, languages=4)
        shown = menu(bench)
        assert shown.keys() == {"", "de", "es", "fr"}
        assert [one["command"] for one in shown["de"]] == [entry.name for entry in MENU]
        assert shown["de"][0]["description"] == MENU[0].does["de"]

    async def test_a_menu_that_is_shown_already_is_not_set_again(
        self, bench: TelegramBench
    ) -> None:
        await offered(bench, MENU, languages=4)
        await offered(bench, MENU, languages=4)
        assert bench.server.sent("setMyCommands") == []

    async def test_a_changed_entry_is_set_in_its_language_alone(self, bench: TelegramBench) -> None:
        await offered(bench, MENU, languages=4)
        first, *others = MENU
        changed = replace(first, does={**first.does, "en": "What waits for you"})
        await offered(bench, (changed, *others), languages=4)
        [request] = bench.server.sent("setMyCommands")
        assert "language_code" not in request.parameters

    async def test_what_has_no_words_in_a_language_is_offered_in_english(
        self, bench: TelegramBench
    ) -> None:
        entries = (MENU[0], MenuEntry("mood", {"en": "How you feel"}))
        await offered(bench, entries, languages=4)
        assert menu(bench)["de"][1] == {"command": "mood", "description": "How you feel"}

    async def test_a_menu_that_telegram_refuses_keeps_nobody_from_talking(
        self, bench: TelegramBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        adapter = bench.adapter()
        odd = (MenuEntry("no command!", {"en": "x" * 400}),)
        adapter._context = Context("telegram", bench.folder, adapter._context.now, odd)
        inbox = Recorder()
        async with running(adapter, inbox):
            await bench.ana.say("hello")

            async def both() -> bool:
                return bool(inbox.said) and "offering the menu failed" in caplog.text

            await until("both", both)


class TestItself:
    def test_it_says_what_it_can_do(self, bench: TelegramBench) -> None:
        able = bench.adapter(per_second=200).capabilities
        assert (able.threads, able.edits, able.choices, able.sees_edits) == (True,) * 4
        assert (able.forms, able.opens_direct, able.sees_deletes) == (False,) * 3
        assert (able.reads_history, able.key_window) == (False, 0)
        assert (able.per_second, able.place_per_second, able.channel_per_minute) == (200, 1, 20)

    def test_the_web_server_is_imported_only_where_telegram_calls(self) -> None:
        code = "import sys, standup_telegram; sys.exit('aiohttp.web' in sys.modules)"
        subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)
