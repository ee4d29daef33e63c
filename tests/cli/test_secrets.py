"""No command and no log says a letter of a secret, however it was written or misplaced."""

import os
import signal
import subprocess
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from standup.address import Address, UnclearError
from standup.chat.secret import Secret, SecretMissingError
from tests.cli.command import name_database, standup, the_command
from tests.forked import Forked
from tests.length import some
from tests.patience import PATIENCE
from tests.postgres import Postgres

_NOBODY = 65534
LEFT, RIGHT = "q7canary", "x9canary"
SIGNS = ("/", "#", "?", "@", "%", "[", "]", ":", " ", "\t", "\N{FULLWIDTH NUMBER SIGN}")
PLACES = pytest.mark.parametrize("place", ["yaml", "env", "file"])
SIGN = pytest.mark.parametrize("sign", SIGNS)
COMMANDS = (
    ("check",),
    ("preview",),
    ("workers",),
    ("reload",),
    ("people",),
    ("report", "daily"),
    ("export",),
    ("log",),
    ("tags",),
    ("inbox",),
    ("forget", "--now"),
    ("backup", "copy"),
)


def put(folder: Path, url: str, place: str) -> dict[str, str]:
    """Let the folder find the URL at this place; the environment for it."""
    (folder / "url").write_text(url)
    yaml = {"yaml": url, "env": "{env: STANDUP_DATABASE}", "file": "{file: url}"}
    name_database(folder, yaml[place])
    return {"STANDUP_DATABASE": url if place == "env" else ""}


def meeting(sign: str) -> Sequence[tuple[str, ...]]:
    """The commands that meet a URL with this sign: each of them meets a few."""
    turned = deque(COMMANDS)
    turned.rotate(SIGNS.index(sign))
    return some([*turned], each=4)


def keeps_quiet(said: str) -> bool:
    return LEFT not in said and RIGHT not in said


def told(*words: str, folder: Path, environment: dict[str, str]) -> str:
    """All that a command says; one that waits for a database that is not there is stopped."""
    with Forked(
        *(the_command, [*words, "-f", str(folder)]),
        err=subprocess.STDOUT,
        environment={**os.environ, **environment},
    ) as process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "again in" in line or "Connected" in line:
                process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    return "".join(lines)


@SIGN
@PLACES
def test_no_command_says_a_letter_of_a_password_whatever_sign_is_in_it(
    folder: Path, sign: str, place: str
) -> None:
    url = f"postgresql://standup:{LEFT}{sign}{RIGHT}@127.0.0.1:1/standup"
    environment = put(folder, url, place)
    for command in meeting(sign) if place == "env" else COMMANDS[:1]:
        done = standup(*command, "-f", folder, **environment)
        assert keeps_quiet(done.stdout + done.stderr), command
        assert "Traceback" not in done.stderr, command


@SIGN
def test_a_log_says_no_letter_of_a_password_either(folder: Path, sign: str) -> None:
    url = f"postgresql://standup:{LEFT}{sign}{RIGHT}@127.0.0.1:1/standup"
    said = told("run", "--verbose", folder=folder, environment=put(folder, url, "env"))
    assert keeps_quiet(said)
    assert "Traceback" not in said


@pytest.mark.parametrize("sign", SIGNS[:7])
def test_check_says_which_sign_is_to_be_written_in_another_way(folder: Path, sign: str) -> None:
    url = f"postgresql://standup:{LEFT}{sign}{RIGHT}@db.example.org/standup"
    environment = put(folder, url, "env")
    said = standup("check", "-f", folder, **environment).stdout
    assert f"`{sign}` as {quote(sign, safe='')}" in said
    assert standup("run", "-f", folder, **environment).returncode == 4


@SIGN
@pytest.mark.parametrize("given", ["option", "environment"])
def test_moving_says_no_letter_of_a_password(folder: Path, sign: str, given: str) -> None:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "standup.db").touch()
    url = f"postgresql://standup:{LEFT}{sign}{RIGHT}@127.0.0.1:1/standup"
    to = ("--to", url) if given == "option" else ()
    done = standup("move", *to, "-f", folder, STANDUP_DATABASE=url)
    assert done.returncode == 4
    assert keeps_quiet(done.stdout + done.stderr)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql:/standup:{LEFT}@host/standup",
        f"standup:{LEFT}@host/standup",
        f"standup:{LEFT}/{RIGHT}@host/standup",
        f"host=db.example.org password={LEFT} dbname=standup",
        f"postgresql+asyncpg://standup:{LEFT}@host/standup",
        f"jdbc:postgresql://host/standup?user=standup&password={LEFT}",
        f"postgresql://standup:{LEFT}",
        f"postgresql://host/standup?password={LEFT}&{RIGHT}",
        f"postgresql://host/standup?sslpassword={LEFT}",
        f"postgresql://host:{LEFT}/standup",
        f"postgresql://{LEFT}:{RIGHT}",
        f'"postgresql://standup:{LEFT}@host/standup"',
        f"postgresql://standup:{LEFT}: {RIGHT}@host/standup",
        f"postgresql://standup:{LEFT} #{RIGHT}@host/standup",
    ],
)
@PLACES
def test_what_is_hardly_a_url_is_not_said_either(folder: Path, url: str, place: str) -> None:
    environment = put(folder, url, place)
    for command in some((("check",), ("workers",), ("people",))):
        done = standup(*command, "-f", folder, **environment)
        assert keeps_quiet(done.stdout + done.stderr), command
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("sign", ["", *SIGNS])
def test_a_clean_url_says_the_same_to_whatever_reads_it(sign: str) -> None:
    password = f"{LEFT}{sign}{RIGHT}"
    url = (
        f"postgresql://standup:{quote(password, safe='')}@db.example.org:5433/team?sslmode=require"
    )
    address = Address.read(url)
    assert address.password == password
    assert Address.read(address.dsn(address.query)) == address
    assert str(address) == "postgresql://standup@db.example.org:5433/team"


@pytest.mark.parametrize("sign", SIGNS[:6])
def test_no_raw_sign_lets_another_host_be_asked(sign: str) -> None:
    with pytest.raises(UnclearError):
        Address.read(f"postgresql://standup:a{sign}other.example.org@db.example.org/team")


@pytest.mark.server
def test_a_password_with_every_sign_lets_the_bot_in(folder: Path) -> None:
    server = Postgres()
    server.start()
    try:
        password = quote("".join(SIGNS) + LEFT, safe="")
        url = server.url("signs").replace("@", f":{password}@")
        said = told("run", folder=folder, environment=put(folder, url, "env"))
        assert "Connected" in said
        assert keeps_quiet(said)
    finally:
        server.remove()


# ── what adapters and models take ──────────────────────────────────────────────────────────────

TOKEN = f"{LEFT}AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw{RIGHT}"


def with_key(folder: Path, key: str, content: bytes | None = None) -> Path:
    """The folder with a model whose key is kept so; `key` is its YAML."""
    file = folder / "instance.yaml"
    model = "summaries:\n  url: http://localhost:1/v1\n  model: m\n  key"
    file.write_text(f"{file.read_text()}{model}: {key}\n")
    if content is not None:
        (folder / "key").write_bytes(content)
        (folder / "key").chmod(0o600)
    return folder


@pytest.mark.parametrize(
    "key",
    [
        TOKEN,
        f"'123456:{TOKEN}'",
        f"!{TOKEN}",
        f"*{TOKEN}",
        f"&{TOKEN}",
        f"&{TOKEN} *{TOKEN}",
        f"@{TOKEN}",
        f"`{TOKEN}",
        f"%{TOKEN}",
        f"|{TOKEN}",
        f">{TOKEN}",
        f"'{TOKEN}",
        f'"{TOKEN}',
        f'"{LEFT}\\q{RIGHT}"',
        f"{LEFT}: {RIGHT}",
        f"[{TOKEN}]",
        f"{{{TOKEN}}}",
        f"{{{TOKEN}: }}",
        f"{{value: {TOKEN}}}",
        f"{{env: '123456:{TOKEN}'}}",
        f"{{env: {TOKEN}}}",
        f"{{env: sk-{TOKEN}}}",
        f"{{file: {TOKEN}}}",
        f"{{file: '123456:{TOKEN}'}}",
        *(f"{{env: '{LEFT}{sign}{RIGHT}'}}" for sign in SIGNS),
        *(f"{{file: '{LEFT}{sign}{RIGHT}'}}" for sign in SIGNS if sign != "/"),
        *(f"'{LEFT}{sign}{RIGHT}'" for sign in SIGNS),
        *(f"{LEFT}{sign}{RIGHT}" for sign in SIGNS),
    ],
)
def test_a_secret_that_was_put_in_the_wrong_place_is_not_said(folder: Path, key: str) -> None:
    with_key(folder, key)
    for command in (("check",), ("people",)):
        done = standup(*command, "-f", folder)
        assert keeps_quiet(done.stdout + done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TOKEN.encode("utf-16"), None),
        (TOKEN.encode("utf-16-le"), None),
        (TOKEN.encode("utf-16-be"), None),
        (TOKEN.encode("utf-32"), None),
        (TOKEN.encode("utf-8-sig"), None),
        (TOKEN.encode() + b"\r\n\r\n", None),
        (f'"{TOKEN}"\r\n'.encode("utf-16"), "begins with a quote"),
        (f"'{TOKEN}'".encode(), "begins with a quote"),
        (f"MODEL_KEY={TOKEN}".encode(), "begins with NAME="),
        (f"export MODEL_KEY={TOKEN}".encode(), "begins with NAME="),
        (f"{LEFT} {RIGHT}".encode(), "has a space in it"),
        (f"{LEFT}\n{RIGHT}\n".encode(), "has 2 lines"),
        (f"{LEFT}\0{RIGHT}".encode(), "invisible character in it (U+0000)"),
        (f"{LEFT}\x1b{RIGHT}".encode(), "invisible character in it (U+001B)"),
        (f"{LEFT}\N{ZERO WIDTH SPACE}{RIGHT}".encode(), "(U+200B)"),
        (f"{LEFT}\xe9{RIGHT}".encode("latin-1"), "is not text"),
        (b"", "is empty or missing"),
        (b"\xff\xfe\r\0\n\0", "is empty or missing"),
        (TOKEN.encode() * 9999, "too large"),
    ],
)
def test_check_names_what_is_wrong_with_a_file_and_no_letter_of_it(
    folder: Path, content: bytes, words: str | None
) -> None:
    done = standup("check", "-f", with_key(folder, "{file: key}", content))
    assert (done.returncode, done.stderr) == (0, "")
    assert keeps_quiet(done.stdout)
    notes = [line for line in done.stdout.splitlines() if "summaries.key" in line]
    assert len(notes) == (words is not None), notes
    assert words is None or words in notes[0]


@pytest.mark.parametrize("content", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_file_is_read_as_it_was_saved(tmp_path: Path, content: str) -> None:
    (tmp_path / "key").write_bytes(f"\n {TOKEN}\r\n".encode(content))
    assert Secret(file=tmp_path / "key").reveal() == TOKEN


def test_check_says_that_a_folder_or_a_link_to_nothing_is_no_file(folder: Path) -> None:
    (folder / "key").mkdir()
    assert "key is a folder: name the file in it" in said_by_check(folder)
    (folder / "key").rmdir()
    (folder / "key").symlink_to("nothing")
    assert "is empty or missing" in said_by_check(folder)


def test_check_does_not_wait_for_whoever_writes_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "key")
    assert "key is a pipe or a device, which cannot be read again" in said_by_check(folder)


def test_check_says_who_else_may_read_a_file(folder: Path) -> None:
    with_key(folder, "{file: key}", TOKEN.encode())
    assert "Note: summaries" not in standup("check", "-f", folder).stdout
    (folder / "key").chmod(0o604)
    assert "can be read by others: chmod 600" in standup("check", "-f", folder).stdout
    (folder / "key").chmod(0o666)
    assert "can be written by others: chmod 600" in standup("check", "-f", folder).stdout


def test_a_file_that_the_user_may_not_read_is_told_from_one_that_is_missing(
    tmp_path: Path,
) -> None:
    (tmp_path / "key").touch(mode=0)
    with unprivileged(), pytest.raises(SecretMissingError, match="may not be read by the bot's"):
        Secret(file=tmp_path / "key").reveal()


@contextmanager
def unprivileged() -> Iterator[None]:
    """While the block runs this process may do no more than any user."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def said_by_check(folder: Path) -> str:
    if "summaries" not in (folder / "instance.yaml").read_text():
        with_key(folder, "{file: key}")
    return standup("check", "-f", folder).stdout


def test_a_bot_says_at_its_start_what_is_doubtful_about_a_secret(folder: Path) -> None:
    said = told("run", folder=with_key(folder, "{file: key}", b"'x'"), environment={})
    assert "summaries.key" in said
    assert "begins with a quote" in said
