from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from standup.chat.registry import find
from standup_telegram import TelegramSettings, plugin

TOKEN = {"env": "TELEGRAM_TOKEN"}
HOOK = {"url": "https://standup.example.org/telegram", "secret": {"env": "HOOK_SECRET"}}


def settings(**given: Any) -> TelegramSettings:
    return TelegramSettings.model_validate({"token": TOKEN, "username": "our_bot"} | given)


def test_it_is_found_by_its_name() -> None:
    assert find("telegram") is plugin


def test_a_token_and_a_name_are_enough() -> None:
    made = settings()
    assert made.api == "https://api.telegram.org"
    assert made.webhook is None
    assert made.per_second == 30


def test_a_name_may_be_written_with_its_sign() -> None:
    assert settings(username="@our_bot").username == "our_bot"


def test_an_api_may_end_in_a_slash_and_have_a_path() -> None:
    assert settings(api="http://127.0.0.1:8081/tg/").api == "http://127.0.0.1:8081/tg"


def test_a_webhook_listens_behind_a_web_server_unless_told_otherwise() -> None:
    made = settings(webhook=HOOK).webhook
    assert made is not None
    assert (made.host, made.port, made.path) == ("127.0.0.1", 8080, "/telegram")
    other = settings(webhook=HOOK | {"url": "https://x.org", "listen": "[::]:9"}).webhook
    assert other is not None
    assert (other.host, other.port, other.path) == ("::", 9, "/")


def test_a_webhooks_secret_stands_beside_the_yaml(tmp_path: Path) -> None:
    given = {"token": TOKEN, "username": "our_bot", "webhook": HOOK | {"secret": {"file": "hook"}}}
    made = TelegramSettings.model_validate(given, context={"folder": tmp_path})
    assert made.webhook is not None
    assert made.webhook.secret.file == tmp_path / "hook"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"token": "123:abc"}, "a secret must not be in YAML"),
        ({"username": "our bot"}, "@name as @BotFather shows it"),
        ({"username": "https://t.me/our_bot"}, "@name as @BotFather shows it"),
        ({"api": "api.telegram.org"}, "a URL such as"),
        ({"api": "https://api.telegram.org/bot"}, "write https://api.telegram.org"),
        ({"api": "http://a.org/tg/bot1:canary/getMe"}, "write http://a.org/tg"),
        ({"api": "https://a.org/file/bot1%3Acanary/"}, "write https://a.org"),
        ({"api": "https://a.org/bot<token>"}, "write https://a.org"),
        ({"per_second": 0}, "greater than 0"),
        ({"webhook": HOOK | {"listen": "8080"}}, "a host and a port"),
        ({"webhook": HOOK | {"listen": "localhost:99999"}}, "a host and a port"),
        ({"webhook": HOOK | {"url": "standup.example.org"}}, "a URL such as"),
        ({"webhook": HOOK | {"secret": "abc"}}, "a secret must not be in YAML"),
        ({"webhook": {"url": HOOK["url"]}}, "Field required"),
        ({"polling": True}, "Extra inputs"),
    ],
)
def test_a_mistake_is_told(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        settings(**given)


def test_every_field_says_what_it_is_for() -> None:
    schema = TelegramSettings.model_json_schema()
    for part in (schema, schema["$defs"]["WebhookSettings"]):
        assert all(
            "description" in field or "$ref" in field for field in part["properties"].values()
        )


@pytest.mark.parametrize(
    "api", ["http://bot", "http://bot:8081", "https://a.org/bots", "http://a/bot"]
)
def test_an_address_may_have_bot_in_it(api: str) -> None:
    assert settings(api=api).api == api


@pytest.mark.parametrize("account", ["123456789", "7000000001"])
def test_an_account_is_a_number(account: str) -> None:
    assert plugin.check_account(account) is None


@pytest.mark.parametrize("account", ["@ana", "ana", "-100123", "0123", "12 3", "", "1" * 20, "٣"])
def test_anything_else_is_none_and_how_to_find_it_is_told(account: str) -> None:
    told = plugin.check_account(account)
    assert told is not None
    assert "@userinfobot" in told
    assert "`invite`" in told


@pytest.mark.parametrize(
    "place", ["-1001234567890", "-4123", "@our_team", "-100123/7", "@our_team/7"]
)
def test_a_place_is_a_group_a_channel_or_a_topic(place: str) -> None:
    assert plugin.check_place(place) is None


@pytest.mark.parametrize("place", ["#team", "our_team", "-100123/", "-100123/x", "-0", "@", ""])
def test_anything_else_is_no_place(place: str) -> None:
    told = plugin.check_place(place)
    assert told is not None
    assert "-1001234567890" in told


def test_a_persons_id_is_no_place() -> None:
    told = plugin.check_place("123456789")
    assert told is not None
    assert "minus" in told
