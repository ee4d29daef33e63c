"""What is asked before anybody signs in: whether this is a homeserver, whose, and who gets in."""

from urllib.parse import urlsplit

from standup.chat.interface import AuthLost, TryAgain
from standup.chat.network import shown
from standup_matrix.errors import Answer, Refused, failure, strange, unread
from standup_matrix.homeserver import Homeserver
from standup_matrix.settings import is_url

_VERSIONS = "/_matrix/client/versions"
_WELL_KNOWN = "/.well-known/matrix/client"
_KEYS = "/_matrix/key/v2/server"
_PASSWORD = "m.login.password"  # noqa: S105
_ASIDE_SECONDS = 10.0  # for what only makes a message better


async def see_homeserver(server: Homeserver) -> None:
    """See that a homeserver answers. Raises AuthLost, which says what does, or TryAgain."""
    answer = await server.look(server.url, _VERSIONS)
    if answer.status == 200 and isinstance((answer.body or {}).get("versions"), list):
        return
    if answer.status >= 500 or answer.status == 429:
        raise failure(answer.status, answer.body or {}, answer.headers.get("Retry-After"))
    if answer.status == 407:
        raise unread(answer)
    raise AuthLost(f"{strange(answer)}; {await _what_to_write(server, answer)}")


async def see_password(server: Homeserver) -> None:
    """See that a password may let our user in. Raises AuthLost, or TryAgain."""
    await _see_whose(server)
    try:
        flows = (await server.call("GET", "/login")).get("flows", [])
    except Refused:  # it knows no such thing
        flows = []
    offered = [str(one.get("type")) for one in flows if isinstance(one, dict)]
    if _PASSWORD not in offered:
        raise AuthLost(
            f"{server.url} lets nobody in with a password (it offers"
            f" {', '.join(offered) or 'nothing that this bot knows'}): sign in as {server.user} in"
            " another way, and give the `access_token` you get in place of `password`"
        )


def not_let_in(server: Homeserver, refused: Exception) -> AuthLost:
    """What to do where the password was refused."""
    return AuthLost(
        f"the homeserver does not let {server.user} in with this password ({refused}): put the"
        f" right one where the configuration reads it; or, if {server.url} is not the homeserver"
        f" of {_server_of(server.user)}, correct `user` or `homeserver`"
    )


def _server_of(user: str) -> str:
    return user.partition(":")[2]


async def _see_whose(server: Homeserver) -> None:
    """A homeserver that tells its name has no users of others."""
    mine = _server_of(server.user)
    answer = await _aside(server, server.url, _KEYS)
    name = (answer.body or {}).get("server_name") if answer and answer.status == 200 else None
    if isinstance(name, str) and name.lower() != mine.lower():
        raise AuthLost(
            f"{server.url} is the homeserver of {name}, and {server.user} is a user of {mine}:"
            " correct `user` or `homeserver`"
        )


async def _what_to_write(server: Homeserver, answer: Answer) -> str:
    named = await _named(server)
    if named and named != server.url:
        return f"it says that its homeserver is {named}: write `homeserver: {named}`"
    if answer.led_to:
        return f"if that is your homeserver, write `homeserver: {answer.led_to}`"
    return (
        "write the homeserver's own address under `homeserver`, as clients know it (in Element:"
        " All settings → Help & About)"
    )


async def _named(server: Homeserver) -> str | None:
    """The homeserver that the server's `.well-known` names."""
    parts = urlsplit(server.url)
    answer = await _aside(server, f"{parts.scheme}://{parts.netloc}", _WELL_KNOWN)
    about = (answer.body or {}).get("m.homeserver") if answer and answer.status == 200 else None
    base = about.get("base_url") if isinstance(about, dict) else None
    if not isinstance(base, str) or not is_url(base := shown(base)):
        return None
    return base.rstrip("/")


async def _aside(server: Homeserver, url: str, path: str) -> Answer | None:
    """An answer that is of use where there is one."""
    try:
        return await server.look(url, path, _ASIDE_SECONDS)
    except TryAgain:
        return None
