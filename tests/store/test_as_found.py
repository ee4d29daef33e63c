"""PostgreSQL as people have it: parameters of other programs in the URL, and a pooler before it."""

import socket
from pathlib import Path

import pytest

from standup.errors import DatabaseAwayError, DatabaseError
from standup.store.postgres import PostgresReader, PostgresStore
from standup.store.postgres.connect import reach
from standup.store.postgres.parameters import Wire
from standup.store.postgres.url import Url
from tests.postgres import Postgres, schema_of
from tests.standins.pooler import Pooler

AS_FOUND = (
    "connect_timeout=10&channel_binding=prefer&keepalives=1&keepalives_idle=30"
    "&keepalives_interval=5&keepalives_count=4&tcp_user_timeout=9000&gssencmode=disable&sslsni=1"
    "&sslcompression=0&application_name=psql&client_encoding=auto&target_session_attrs=any"
    "&min_protocol_version=3.0&load_balance_hosts=disable&sslmode=prefer"
)


@pytest.fixture
def url(postgres: Postgres, tmp_path: Path) -> str:
    return postgres.url(schema_of(tmp_path))


async def test_what_other_programs_take_in_a_url_is_taken_here(url: str) -> None:
    store = await PostgresStore.open(f"{url}&{AS_FOUND}")
    await store.close()


async def test_what_a_url_says_of_the_connection_is_set_on_it(url: str) -> None:
    session = await reach(Url.read(f"{url}&keepalives_idle=31&tcp_user_timeout=9000"))
    wire = session._transport.get_extra_info("socket")  # type: ignore[attr-defined]
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 31
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 9000
    await session.close()


async def test_nobody_is_waited_for_longer_than_a_url_says() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        url = Url.read(f"postgresql://standup@127.0.0.1:{port}/x?connect_timeout=2")
        assert url.wire == Wire(2.0)
        with pytest.raises(DatabaseAwayError):
            await reach(url)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("channel_binding=require", "channel_binding.*leave it out.*sslmode=verify-full"),
        ("gssencmode=require", "gssencmode.*leave it out"),
        ("sslsni=0", "sslsni.*leave it out"),
        ("hostaddr=127.0.0.1", "hostaddr.*write the address as the host"),
        ("require_auth=scram-sha-256", "require_auth.*leave it out"),
        ("connect_timeout=soon", "connect_timeout.*a number"),
        ("pgbouncer=true", "pgbouncer.*leave it out"),
    ],
)
async def test_what_cannot_be_heeded_is_named_with_what_to_write(
    url: str, said: str, words: str
) -> None:
    with pytest.raises(DatabaseError, match=words) as caught:
        await PostgresStore.open(f"{url}&{said}")
    assert not isinstance(caught.value, DatabaseAwayError)


async def test_what_may_be_the_rest_of_a_password_is_not_said(url: str) -> None:
    with pytest.raises(DatabaseError, match="a parameter that its URL has; leave it out") as caught:
        await PostgresStore.open(f"{url}&password=q7canary&x9canary=1")
    assert "canary" not in f"{caught.value} {Url.read(f'{url}&password=q7canary')!r}"


@pytest.mark.parametrize("most", [1, 2, 5])
async def test_a_pooler_that_gives_each_transaction_another_session_is_refused(
    postgres: Postgres, tmp_path: Path, most: int
) -> None:
    async with Pooler(postgres.port, most=most).listening() as port:
        for kind in (PostgresStore, PostgresReader):
            with pytest.raises(DatabaseError, match=r"pool_mode = transaction.*server itself"):
                await kind.open(postgres.url(schema_of(tmp_path), port))


async def test_a_pooler_that_takes_no_settings_is_not_waited_for(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with Pooler(postgres.port, refuses=("tcp_keepalives_idle",)).listening() as port:
        with pytest.raises(DatabaseError, match="name the PostgreSQL server itself") as caught:
            await PostgresStore.open(postgres.url(schema_of(tmp_path), port))
    assert not isinstance(caught.value, DatabaseAwayError)
