"""What answers is looked at before anybody signs in, and what is wrong with it is said."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from pydantic import ValidationError

from standup.chat.contract import Recorder
from standup.chat.interface import AuthLost, Context, TryAgain
from standup.chat.secret import Secret
from standup_matrix import MatrixAdapter, MatrixSettings
from standup_matrix.doorstep import see_homeserver
from standup_matrix.homeserver import Homeserver
from tests.matrix.synapse import NAME, Synapse
from tests.patience import PATIENCE
from tests.standins.other import leads, other, page

PASSWORD = "a-password"
USER = "@standup:example.org"
VERSIONS, LOGIN = "/_matrix/client/versions", "/_matrix/client/v3/login"
WELL_KNOWN, KEYS = "/.well-known/matrix/client", "/_matrix/key/v2/server"
HERE = {"versions": ["v1.11"]}


def bot(folder: Path, homeserver: str, user: str = USER, **settings: Any) -> MatrixAdapter:
    (folder / "password").write_text(PASSWORD)
    way_in = {"password": Secret(file=folder / "password"), "encryption": False}
    given = MatrixSettings(homeserver=homeserver, user=user, **(way_in | settings))
    return MatrixAdapter(given, Context("matrix", folder, lambda: datetime.now(UTC)))


async def told(adapter: MatrixAdapter) -> str:
    """What only a person can mend."""
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(AuthLost) as lost:
            await adapter.run(Recorder(), lambda _: None)
    assert PASSWORD not in str(lost.value)
    assert "canary" not in str(lost.value)
    return str(lost.value)


class Door:
    """A homeserver's door: it says what it is told to at each path."""

    def __init__(self, **said: Any) -> None:
        self.said: dict[str, Any] = {VERSIONS: HERE} | said
        self.logins = 0

    def say(self, request: web.Request) -> web.Response | None:
        if request.method == "POST" and request.path == LOGIN:
            self.logins += 1
            letting = {"user_id": USER, "access_token": f"token-{self.logins}", "device_id": "D"}
            return web.json_response(self.said.get("POST", letting))
        found = self.said.get(request.path)
        if isinstance(found, Iterator):
            found = next(found)
        if found is None and request.headers.get("Authorization"):
            return web.json_response({"errcode": "M_UNKNOWN_TOKEN"}, status=401)
        return None if found is None else web.json_response(found)


class TestWhatAnswers:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    async def test_a_redirect_is_named_and_not_followed(self, tmp_path: Path, status: int) -> None:
        async with other(leads(status, "https://matrix.example.org")) as server:
            said = await told(bot(tmp_path, server.url))
        assert said == (
            f"{server.url} answers {status}, which leads to https://matrix.example.org and is not"
            " followed; if that is your homeserver, write `homeserver: https://matrix.example.org`"
        )
        assert {method for method, _ in server.asked} == {"GET"}

    async def test_nothing_is_told_of_a_redirect_but_its_server(self, tmp_path: Path) -> None:
        headers = {"Location": "https://who:canary@sso.example.org/canary?next=canary#canary"}
        async with other(lambda _: web.Response(status=302, headers=headers)) as server:
            said = await told(bot(tmp_path, server.url))
        assert "which leads to https://sso.example.org and is not followed" in said

    @pytest.mark.parametrize("location", ["http://[", "//[:::", "\x9b2J", "https://" + "x" * 300])
    async def test_a_redirect_to_nowhere_is_told_as_well(
        self, tmp_path: Path, location: str
    ) -> None:
        headers = {"Location": location}
        async with other(lambda _: web.Response(status=302, headers=headers)) as server:
            said = await told(bot(tmp_path, server.url))
        assert "and is not followed" in said
        assert said.isprintable()

    @pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 410])
    async def test_a_web_page_is_no_homeserver(self, tmp_path: Path, status: int) -> None:
        async with other(lambda _: page(status)) as server:
            said = await told(bot(tmp_path, server.url))
        assert (
            f"{server.url} answers {status} and something that is not JSON, as no homeserver"
            in said
        )
        assert "write the homeserver's own address under `homeserver`" in said

    @pytest.mark.parametrize("answer", [{}, {"versions": "1"}, [], "text", None, {"ok": True}])
    async def test_neither_is_what_speaks_json_of_another_kind(
        self, tmp_path: Path, answer: Any
    ) -> None:
        async with other(lambda _: web.json_response(answer)) as server:
            assert "as no homeserver does" in await told(bot(tmp_path, server.url))

    @pytest.mark.parametrize("status", [200, 404])
    async def test_the_address_in_its_well_known_is_suggested(
        self, tmp_path: Path, status: int
    ) -> None:
        about = {"m.homeserver": {"base_url": "https://matrix.example.org/"}}
        known = Door(**{VERSIONS: None, WELL_KNOWN: about})
        async with other(lambda asked: known.say(asked) or page(status)) as server:
            said = await told(bot(tmp_path, server.url))
        assert said.endswith(
            "it says that its homeserver is https://matrix.example.org: write"
            " `homeserver: https://matrix.example.org`"
        )

    @pytest.mark.parametrize(
        "about",
        [[], {}, {"m.homeserver": None}, {"m.homeserver": {"base_url": 1}}]
        + [
            {"m.homeserver": {"base_url": url}}
            for url in ("javascript:canary", "http://[", "http://a\x1b[1m", "http:///", "")
        ],
    )
    async def test_a_well_known_that_names_nothing_suggests_nothing(
        self, tmp_path: Path, about: Any
    ) -> None:
        async with other(Door(**{VERSIONS: None, WELL_KNOWN: about}).say) as server:
            assert "own address under `homeserver`" in await told(bot(tmp_path, server.url))

    @pytest.mark.parametrize("status", [407, 429, 500, 502, 503])
    async def test_what_passes_by_itself_is_waited_for(self, status: int) -> None:
        async with other(lambda _: page(status)) as server:
            homeserver = Homeserver(server.url, USER)
            with pytest.raises(TryAgain):
                await see_homeserver(homeserver)
            await homeserver.close()

    async def test_a_page_in_place_of_an_answer_later_is_waited_for(self) -> None:
        async with other(lambda _: page(200)) as server:
            homeserver = Homeserver(server.url, USER)
            with pytest.raises(TryAgain, match="something that is not JSON") as again:
                await homeserver.call("GET", "/sync")
            assert again.value.told
            await homeserver.close()

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("https://example.org/_matrix", "`/_matrix` does not belong"),
            ("https://example.org/_matrix/client/v3/", "write https://example.org"),
            ("https://example.org/a/_synapse/admin", "write https://example.org/a"),
            ("https://example.org/.well-known/matrix/client", "`/.well-known` does not"),
            ("https://example.org/?a=b", "write https://example.org"),
            ("https://app.example.org/#/home", "write https://app.example.org"),
            ("https://bot:canary@example.org", "stands under `user` and `password`"),
        ],
    )
    def test_what_does_not_belong_into_the_address_is_named(
        self, tmp_path: Path, address: str, words: str
    ) -> None:
        with pytest.raises(ValidationError) as refused:
            bot(tmp_path, address)
        [error] = refused.value.errors()
        assert words in error["msg"]
        assert "canary" not in error["msg"]


class TestWhoGetsIn:
    @pytest.mark.parametrize(
        ("flows", "offers"),
        [
            ([{"type": "m.login.sso"}, {"type": "m.login.token"}], "m.login.sso, m.login.token"),
            ([], "nothing that this bot knows"),
            ([None, "x"], "nothing that this bot knows"),
        ],
    )
    async def test_a_server_without_passwords_asks_for_an_access_token(
        self, tmp_path: Path, flows: Any, offers: str
    ) -> None:
        door = Door(**{LOGIN: {"flows": flows}})
        async with other(door.say) as server:
            said = await told(bot(tmp_path, server.url))
        assert f"{server.url} lets nobody in with a password (it offers {offers})" in said
        assert "give the `access_token` you get in place of `password`" in said
        assert door.logins == 0

    async def test_a_user_of_another_server_gives_it_no_password(self, tmp_path: Path) -> None:
        door = Door(**{KEYS: {"server_name": "example.com"}})
        async with other(door.say) as server:
            said = await told(bot(tmp_path, server.url))
        assert said == (
            f"{server.url} is the homeserver of example.com, and {USER} is a user of example.org:"
            " correct `user` or `homeserver`"
        )
        assert door.logins == 0

    async def test_who_is_known_by_another_name_is_told_it(self, tmp_path: Path) -> None:
        flows = {"flows": [{"type": "m.login.password"}]}
        answer = {"user_id": "@other:example.org", "access_token": "canary"}
        async with other(Door(**{LOGIN: flows, "POST": answer}).say) as server:
            said = await told(bot(tmp_path, server.url))
        assert said.endswith("as @other:example.org: write `user: '@other:example.org'`")

    @pytest.mark.parametrize("works", [False, True])
    async def test_signing_in_waits_longer_until_another_call_has_worked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, works: bool
    ) -> None:
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 9:
                raise AuthLost("enough")

        monkeypatch.setattr("standup_matrix.patience.asyncio", SimpleNamespace(sleep=sleep))
        door = Door(**{LOGIN: {"flows": [{"type": "m.login.password"}]}})
        if works:  # the account's data and one sync, each time
            data = f"/_matrix/client/v3/user/{USER}/account_data/m.direct"
            once = iter([{"next_batch": "s1"}, None] * 9)
            door.said |= {data: {}, "/_matrix/client/v3/sync": once}
        async with other(door.say) as server:
            assert await told(bot(tmp_path, server.url)) == "enough"
        assert door.logins == 9
        most = [1.0] * 9 if works else [1, 2, 4, 8, 16, 32, 60, 60, 60]
        for seconds, at_most in zip(waits, most, strict=True):
            assert 0.7 * at_most <= seconds <= at_most

    @pytest.mark.parametrize("answer", [{}, {"next_batch": None}, {"rooms": {}}])
    async def test_a_sync_without_a_position_is_asked_for_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Any
    ) -> None:
        async def sleep(_: float) -> None:
            raise AuthLost("enough")

        monkeypatch.setattr("standup_matrix.patience.asyncio", SimpleNamespace(sleep=sleep))
        data = f"/_matrix/client/v3/user/{USER}/account_data/m.direct"
        flows = {"flows": [{"type": "m.login.password"}]}
        door = Door(**{LOGIN: flows, data: {}, "/_matrix/client/v3/sync": answer})
        async with other(door.say) as server:
            assert await told(bot(tmp_path, server.url)) == "enough"


@pytest.mark.server
class TestOnSynapse:
    async def test_a_user_of_another_server(self, synapse: Synapse, tmp_path: Path) -> None:
        said = await told(bot(tmp_path, synapse.url, "@standup:example.org"))
        assert f"is the homeserver of {NAME}, and @standup:example.org is a user of exam" in said

    async def test_a_wrong_password(self, synapse: Synapse, tmp_path: Path) -> None:
        said = await told(bot(tmp_path, synapse.url, synapse.register("doorstep", "another")))
        assert "does not let @doorstep" in said
        assert "(the homeserver answered 403 M_FORBIDDEN)" in said

    async def test_a_server_name_in_place_of_the_address(
        self, synapse: Synapse, tmp_path: Path
    ) -> None:
        about = {"m.homeserver": {"base_url": synapse.url}}
        async with other(Door(**{VERSIONS: None, WELL_KNOWN: about}).say) as server:
            said = await told(bot(tmp_path, server.url, f"@standup:{NAME}"))
        assert f"write `homeserver: {synapse.url}`" in said

    async def test_a_password_login_that_is_off(self, tmp_path: Path) -> None:
        closed = Synapse(tmp_path / "closed", more={"password_config": {"enabled": False}})
        await asyncio.to_thread(closed.start)
        try:
            said = await told(bot(tmp_path, closed.url, f"@standup:{NAME}"))
        finally:
            await asyncio.to_thread(closed.stop)
        assert "lets nobody in with a password" in said
