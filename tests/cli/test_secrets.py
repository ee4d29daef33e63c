"""No command and no log says a letter of a secret, however it was written or misplaced."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from bench.start import write_instance
from standup.address import Address, UnclearError
from tests.cli.command import standup
from tests.patience import PATIENCE
from tests.postgres import Postgres

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_instance(tmp_path)
    return tmp_path


def name_database(folder: Path, value: str) -> None:
    file = folder / "instance.yaml"
    text = file.read_text()
    file.write_text(re.sub("database: .*", lambda _: f"database: {value}", text))


def put(folder: Path, url: str, place: str) -> dict[str, str]:
    """Let the folder find the URL at this place; the environment for it."""
    (folder / "url").write_text(url)
    yaml = {"yaml": url, "env": "{env: STANDUP_DATABASE}", "file": "{file: url}"}
    name_database(folder, yaml[place])
    return {"STANDUP_DATABASE": url if place == "env" else ""}


def keeps_quiet(said: str) -> bool:
    return LEFT not in said and RIGHT not in said


def told(*command: str, folder: Path, environment: dict[str, str]) -> str:
    """All that a command says; one that waits for a database that is not there is stopped."""
    with subprocess.Popen(
        [sys.executable, "-m", "standup", *command, "-f", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **environment},
        text=True,
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
    for command in COMMANDS if place == "env" else COMMANDS[:3]:
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
    for command in (("check",), ("workers",), ("people",)):
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
