"""What is withheld from a model, and what is not: a table of what people write."""

import pytest

from standup.core.summaries.withheld import plain, without

LINKS = """
https://jax.dev/notes
HTTPS://JAX.DEV/notes
http://10.0.0.7:8080/admin?token=1
www.example.org
www.example.org/a_(b)
example.org
docs.example.co.uk/page
github.com/ana/private
t.me/ana_silva
wiki.internal/team
ftp://files.example.org/plan.pdf
sftp://ana@files.example.org
tg://resolve?domain=ana
mailto:ana@example.org
tel:+4915112345678
sms:+4915112345678
xmpp:ana@example.org
matrix:u/ana:example.org
magnet:?xt=urn:btih:abc
javascript:alert(1)
data:text/html;base64,PGI+
file:///etc/passwd
ssh://git@example.org/x.git
git:example.org/x.git
slack://channel?id=C1
web+foo://bar
192.168.1.20
192.168.1.20:5432
localhost:8080/x
ｈｔｔｐｓ://jax.dev/notes
ht\u200btps://jax.dev/notes
"""

ACCOUNTS = """
@ana_silva
@ana.silva
@everyone
@ana:example.org
@ana=x:matrix.example.org:8448
#room:example.org
!abc123:example.org
ana@example.org
ana.silva+work@mail.example.org
<@123456789012345678>
<@!123456789012345678>
<@&123456789012345678>
<#123456789012345678>
＠ana_silva
@\u2060ana_silva
"""

CODE = (
    "`rm -rf /`",
    "``a ` b``",
    "```\nsecret()\n```",
    "~~~\nsecret()\n~~~",
    "```py\nnever closed",
)

KEYS = (
    "sk-abcdEFGH1234ijklMNOP5678",
    "sk-proj-abcd_EFGH1234ijklMNOP5678",
    "ghp_abcdEFGH1234ijklMNOP5678qrst9012",
    "github_pat_11ABCDEFG0abcdefghijklmnop",
    "glpat-abcdEFGH1234ijklMNOP",
    "xoxb-123456789012-abcdefghijkl",
    "hf_abcdEFGHijklMNOPqrstUVWX",
    "pypi-AgEIcHlwaS5vcmcCJGFiY2Q",
    "syt_YW5h_abcdEFGHijklMNOP_1a2b3c",
    "AKIAIOSFODNN7EXAMPLE",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    "123456789:AAF-abcdefghijklmnopqrstuvwxyz012345",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-DEF_ghi",
    "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    "d3b07384-d9a0-4c9b-8b1e-2f3a4b5c6d7e",
    "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabCde.f1g2h3i4j5k6l7m8n9o0",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nnever closed",
    "password: hunter2",
    "Password=hunter2",
    "the password is hunter2",
    "Passwort: hunter2",
    "contraseña: hunter2",
    "api_key=hunter2",
    "token: hunter2",
    "Authorization: Bearer abcdEFGH1234ijkl",
)

SHOWN = (
    "attention is all you need",
    "and/or",
    "at 10:30",
    "3.14 and 2.5e-3",
    "from 9:00 to 17:00",
    "e.g. a kernel, i.e. a function",
    "numpy.array and torch.nn.Module",
    "README.md and model.py",
    "C++, C#, F# and .NET",
    "#jax #c++ are my tags",
    "#12 is done",
    "version 3.11.7",
    "x = y @ z",
    "the password manager works",
    "tokens are words",
    "why token embeddings matter",
    "a ratio of 3:4",
    "TL;DR: it works",
    "plan: read on",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
    "test_a_message_that_arrives_twice_counts_once",
    "state-of-the-art-results-in-a-day",
    "antidisestablishmentarianism2",
    "it trains (finally!) – 30 lines",
    "Straße, año, naïve, 注意力",
    "what?! done…",
    "30 lines were optimistic, it is 55",
    "a`b",
    "10² steps, ½ of it, a → b",
    "5 > 3 and 2 < 4",
    "<b>bold</b>",
)


@pytest.mark.parametrize("said", LINKS.split())
def test_links_are_withheld(said: str) -> None:
    assert without(plain(f"I read {said} today")) == "I read (link) today"


@pytest.mark.parametrize("said", ACCOUNTS.split())
def test_accounts_are_withheld(said: str) -> None:
    assert without(plain(f"ask {said} today")) == "ask (account) today"


@pytest.mark.parametrize("said", CODE)
def test_code_is_withheld(said: str) -> None:
    assert without(plain(f"I ran\n{said}")) == "I ran\n(code)"


@pytest.mark.parametrize("said", KEYS)
def test_whatever_looks_like_a_key_is_withheld(said: str) -> None:
    left = without(plain(f"so\n{said}"))
    assert "(key)" in left
    assert not [part for part in said.split() if any(s.isdigit() for s in part) and part in left]


@pytest.mark.parametrize("said", SHOWN)
def test_what_only_looks_like_it_is_shown(said: str) -> None:
    assert without(plain(said)) == said


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e", "\ufffe", "\x07"]
)
def test_signs_that_nobody_sees_are_gone(sign: str) -> None:
    assert plain(f"B{sign}o") == "Bo"
