"""Through which proxy a server is reached, and what is said of it."""

import pytest

from standup.chat.proxy import Proxy, ProxyUnclearError, proxy_to, read, told

P, Q = "http://proxy.example:3128", "http://other.example:8080"
LEFT, RIGHT = "q7canary", "x9canary"


def url(found: Proxy | None) -> str | None:
    return None if found is None else found.url


@pytest.mark.parametrize(
    ("environment", "asked", "expected"),
    [
        ({}, "https://discord.com", None),
        ({"HTTPS_PROXY": P}, "https://discord.com/api/v10", P),
        ({"HTTPS_PROXY": P}, "wss://gateway.discord.gg", P),
        ({"HTTPS_PROXY": P}, "https://discord.com:no-port", P),
        ({"HTTPS_PROXY": P}, "http://localhost:8008", None),
        ({"HTTP_PROXY": P}, "http://localhost:8008", P),
        ({"HTTP_PROXY": P}, "ws://localhost:8008", P),
        ({"HTTP_PROXY": P}, "https://discord.com", None),
        ({"ALL_PROXY": P}, "https://discord.com", P),
        ({"ALL_PROXY": P}, "ws://discord.com", P),
        ({"ALL_PROXY": P, "HTTPS_PROXY": Q}, "https://discord.com", Q),
        ({"https_proxy": P}, "https://discord.com", P),
        ({"https_proxy": P, "HTTPS_PROXY": Q}, "https://discord.com", P),
        ({"HTTPS_PROXY": ""}, "https://discord.com", None),
        ({"HTTPS_PROXY": " \n"}, "https://discord.com", None),
        ({"HTTPS_PROXY": f"{P}/\n"}, "https://discord.com", P),
        ({"HTTPS_PROXY": "proxy.example:3128"}, "https://discord.com", P),
        ({"HTTPS_PROXY": "proxy.example"}, "https://discord.com", "http://proxy.example:80"),
        ({"HTTPS_PROXY": "HTTP://Proxy:1"}, "https://discord.com", "http://Proxy:1"),
        ({"HTTPS_PROXY": "https://p.example"}, "https://d.com", "https://p.example:443"),
        ({"HTTPS_PROXY": "http://[::1]:3128"}, "https://d.com", "http://[::1]:3128"),
        ({"ALL_PROXY": "socks5h://p.example"}, "https://d.com", "socks5h://p.example:1080"),
    ],
)
def test_the_variables_say_which_proxy_is_on_the_way(
    environment: dict[str, str], asked: str, expected: str | None
) -> None:
    assert url(proxy_to(asked, environment)) == expected


@pytest.mark.parametrize(
    ("entry", "host", "is_direct"),
    [
        ("*", "discord.com", True),
        ("discord.com", "discord.com", True),
        ("discord.com", "DISCORD.com.", True),
        ("discord.com", "gateway.discord.com", True),
        ("discord.com", "notdiscord.com", False),
        (".discord.com", "gateway.discord.com", True),
        (".discord.com", "discord.com", True),
        (".discord.com", "notdiscord.com", False),
        ("*.discord.com", "gateway.discord.com", True),
        ("com", "discord.com", True),
        ("discord.com:443", "discord.com", True),
        ("discord.com:8443", "discord.com", False),
        ("discord.com:8443", "discord.com:8443", True),
        (".corp:8443", "chat.corp:8443", True),
        ("a.example, b.example\tc.example", "c.example", True),
        (",,", "discord.com", False),
        ("127.0.0.1", "127.0.0.1:8008", True),
        ("127.0.0.1:8008", "127.0.0.1:8008", True),
        ("127.0.0.1:8009", "127.0.0.1:8008", False),
        ("0.0.1", "127.0.0.1", False),
        ("10.0.0.0/8", "10.20.30.40", True),
        ("10.0.0.0/8", "11.0.0.1", False),
        ("10.0.0.0/8", "ten.example", False),
        ("10.0.0.7/8", "10.20.30.40", True),
        ("::1", "[::1]:8008", True),
        ("[::1]", "[::1]:8008", True),
        ("[::1]:8008", "[::1]:8008", True),
        ("[::1]:8009", "[::1]:8008", False),
        ("fd00::/8", "[fd12::1]", True),
        ("fe80::/10", "[fd12::1]", False),
        ("10.0.0.0/99", "10.0.0.1", False),
        ("localhost", "127.0.0.1", False),
    ],
)
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_who_is_asked_directly(name: str, entry: str, host: str, is_direct: bool) -> None:
    environment = {"HTTPS_PROXY": P, name: entry}
    assert (proxy_to(f"https://{host}/path", environment) is None) is is_direct


def test_its_user_and_password_may_hold_any_sign_that_is_encoded() -> None:
    found = read("HTTPS_PROXY", "http://b%40t:%2F%23%3F%25%3A%20%C3%BC@proxy.example:3128")
    assert (found.user, found.password) == ("b@t", "/#?%: ü")


@pytest.mark.parametrize("sign", ["/", "#", "?", "@", "%", "[", "]", " ", "\t", "\n"])
@pytest.mark.parametrize("scheme", ["http://", "", "socks5://"])
def test_a_sign_that_is_not_encoded_is_named_and_no_letter_beside_it(
    sign: str, scheme: str
) -> None:
    value = f"{scheme}bot:{LEFT}{sign}{RIGHT}@proxy.example:3128"
    with pytest.raises(ProxyUnclearError) as refused:
        proxy_to("https://discord.com", {"HTTPS_PROXY": value})
    said = str(refused.value)
    assert said.startswith("HTTPS_PROXY is not a clean URL")
    assert LEFT not in said
    assert RIGHT not in said
    assert list(told({"HTTPS_PROXY": value})) == [said]


@pytest.mark.parametrize(
    "value",
    [
        f"http://{LEFT}:{RIGHT}",
        f"http://:{LEFT}",
        f"ftp://bot:{LEFT}@proxy:1",
        "http://proxy:99999",
        f"http://proxy:3128/{LEFT}",
        f"http://proxy:3128?{LEFT}",
        f"http://bot:12#{LEFT}@proxy",
        f"bot:{LEFT}@",
    ],
)
def test_what_names_no_proxy_is_refused_without_a_letter_of_it(value: str) -> None:
    with pytest.raises(ProxyUnclearError) as refused:
        read("ALL_PROXY", value)
    assert str(refused.value).startswith("ALL_PROXY is not ")
    assert LEFT not in str(refused.value)


def test_what_holds_is_told_without_the_password() -> None:
    environment = {
        "HTTPS_PROXY": f"http://bot:{LEFT}@proxy.example:3128",
        "all_proxy": f"socks5://bot:{LEFT}@127.0.0.1",
        "NO_PROXY": "localhost,.corp, 10.0.0.0/8",
    }
    but = "but directly to localhost, .corp, 10.0.0.0/8 (NO_PROXY)"
    web, rest = told(environment)
    through = "through the proxy http://proxy.example:3128 (HTTPS_PROXY)"
    assert web == f"What is https:// goes {through}, {but}"
    through = "through the proxy socks5://127.0.0.1:1080 (all_proxy)"
    assert rest == f"What has no proxy of its own goes {through}, {but}"
    assert list(told({"NO_PROXY": "localhost"})) == []
    assert LEFT not in repr(read("HTTPS_PROXY", environment["HTTPS_PROXY"]))
