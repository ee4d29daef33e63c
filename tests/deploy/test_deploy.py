"""The files in deploy/ name what exists, and agree with the program and with each other."""

import configparser
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from ruamel.yaml import YAML

from standup import __version__, cli
from standup.cli import FOLDER
from standup.config import load
from tests.test_docs import subcommands

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
CONTINUED = re.compile(r"\\\n\s*")


@pytest.fixture(scope="module")
def unit() -> dict[str, list[str]]:
    """The unit's settings; one that stands twice has two values."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "open-standup.service").read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


@pytest.fixture(scope="module")
def dockerfile() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each on one line."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    whole = CONTINUED.sub("", "\n".join(lines)).splitlines()
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in whole]


@pytest.fixture(scope="module")
def bot() -> dict[str, Any]:
    """The one service of the compose file."""
    found: dict[str, Any] = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text())
    assert list(found["services"]) == ["bot"]
    assert set(found["volumes"]) == {"data"}
    service: dict[str, Any] = found["services"]["bot"]
    return service


# ── systemd ────────────────────────────────────────────────────────────────────────────────────


def test_the_unit_is_one_that_can_be_read() -> None:
    reader = configparser.RawConfigParser(strict=False)
    reader.read(DEPLOY / "open-standup.service")
    assert reader.sections() == ["Unit", "Service", "Install"]


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    analyze = which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not here")
    text = (DEPLOY / "open-standup.service").read_text()
    unit = tmp_path / "open-standup.service"
    unit.write_text(text.replace("/opt/open-standup/bin/standup", "/bin/true"))
    done = subprocess.run(
        [analyze, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert "open-standup" not in done.stderr, done.stderr


def test_the_unit_calls_commands_that_exist(unit: dict[str, list[str]]) -> None:
    for setting, command in (("ExecStart", "run"), ("ExecReload", "reload")):
        program, name = shlex.split(unit[setting][0])
        assert program.endswith("/bin/standup")
        assert name == command
        assert name in subcommands()


def test_the_unit_names_the_folder_by_the_variable_that_is_read(unit: dict[str, list[str]]) -> None:
    assert unit["Environment"] == [f"{FOLDER}=/etc/open-standup"]


def test_the_unit_does_not_restart_what_a_person_must_mend(unit: dict[str, list[str]]) -> None:
    codes = {int(code) for code in unit["RestartPreventExitStatus"][0].split()}
    told = dict(re.findall(r"^  (\d)  (.+)$", cli._EPILOG, re.MULTILINE))
    assert {told[str(code)] for code in codes} == {
        "the command was not understood",
        "the configuration has mistakes",
    }


def test_the_unit_writes_only_where_the_document_puts_the_database(
    unit: dict[str, list[str]],
) -> None:
    assert unit["ProtectSystem"] == ["strict"]
    assert f"/var/lib/{unit['StateDirectory'][0]}/standup.db" in README
    assert "ReadWritePaths" not in unit


def test_the_user_of_the_unit_is_the_one_that_is_made(unit: dict[str, list[str]]) -> None:
    made = re.findall(r"^u (\S+) ", (DEPLOY / "sysusers.conf").read_text(), re.MULTILINE)
    assert made == unit["User"] == unit["Group"]


# ── the image ──────────────────────────────────────────────────────────────────────────────────


def test_the_image_is_made_of_what_is_here(dockerfile: list[tuple[str, str]]) -> None:
    kept = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    for instruction, rest in dockerfile:
        if instruction == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in kept, source


def test_the_image_has_what_the_wheel_is_built_from(dockerfile: list[tuple[str, str]]) -> None:
    copied = {
        source
        for instruction, rest in dockerfile
        if instruction == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {name.split("/")[0] for name in (*wheel["packages"], *wheel["force-include"])}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}
    assert needed <= copied


def test_the_image_pins_a_python_we_run_on(dockerfile: list[tuple[str, str]]) -> None:
    bases = [rest.split()[0] for instruction, rest in dockerfile if instruction == "FROM"]
    assert len(bases) == 2
    for base in bases:
        assert re.fullmatch(r"python:3\.(1[1-9])\.\d+-slim-\w+", base)


def test_the_image_does_not_run_as_root(dockerfile: list[tuple[str, str]]) -> None:
    last = len(dockerfile) - dockerfile[::-1].index(("USER", "standup"))
    assert all(instruction != "USER" for instruction, _ in dockerfile[last:])
    assert any("useradd --uid 10001" in rest for _, rest in dockerfile)


def test_the_image_begins_with_a_command_that_exists(dockerfile: list[tuple[str, str]]) -> None:
    told = dict(dockerfile)
    assert told["ENTRYPOINT"] == '["standup"]'
    assert told["CMD"].strip('[]"') in subcommands()
    assert told["STOPSIGNAL"] == "SIGTERM"
    assert f"{FOLDER}=/config" in told["ENV"]


# ── compose ────────────────────────────────────────────────────────────────────────────────────


def test_the_compose_file_builds_this_image(bot: dict[str, Any]) -> None:
    context = (DEPLOY / bot["build"]["context"]).resolve()
    assert context == ROOT
    assert (context / bot["build"]["dockerfile"]).is_file()
    assert bot["image"] == f"open-standup:{__version__}"


def test_the_configuration_is_read_only_and_the_database_in_a_volume(
    bot: dict[str, Any], dockerfile: list[tuple[str, str]]
) -> None:
    mounts = {mount["target"]: mount for mount in bot["volumes"]}
    assert mounts["/config"]["read_only"] is True
    assert mounts["/data"]["type"] == "volume"
    assert dict(dockerfile)["VOLUME"] == "/data"
    assert bot["read_only"] is True


def test_the_container_has_longer_to_stop_than_the_bot_needs(bot: dict[str, Any]) -> None:
    assert int(bot["stop_grace_period"].removesuffix("s")) > 2


def test_the_secret_comes_from_a_file_of_its_own(bot: dict[str, Any]) -> None:
    assert bot["env_file"] == "secrets.env"
    wanted = re.findall(r"password: {env: (\w+)}", (ROOT / "config" / "instance.yaml").read_text())
    assert wanted
    given = re.findall(r"^(\w+)=$", (DEPLOY / "secrets.env.example").read_text(), re.MULTILINE)
    assert given == wanted


@pytest.mark.parametrize("database", ["/var/lib/open-standup/standup.db", "/data/standup.db"])
def test_a_database_may_be_named_by_its_full_path(tmp_path: Path, database: str) -> None:
    assert f"| `{database}` |" in README
    for name in ("instance.yaml", "standups/learning-day.yaml"):
        text = (ROOT / "config" / name).read_text(encoding="utf-8")
        (tmp_path / name).parent.mkdir(exist_ok=True)
        text = re.sub(r"^database: .*$", f"database: {database}", text, flags=re.MULTILINE)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(tmp_path).database == Path(database)


def test_the_compose_commands_in_the_document_exist() -> None:
    compose = re.findall(r"compose --file (\S+) .*?\b(?:bot|exec bot standup) (\w+)", README)
    assert compose
    for file, _ in compose:
        assert (ROOT / file).is_file()
    for name in re.findall(r"run --rm bot (\w+)", README):
        assert name in subcommands()
