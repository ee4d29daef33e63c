import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from standup.config import schemas, write_schemas
from standup.core.kinds.table import KINDS
from tests.config.folders import INSTANCE, STANDUP, find

SHIPPED = Path(__file__).parents[2] / "config"
STANDUPS = [*SHIPPED.glob("standups/*.yaml"), *SHIPPED.glob("examples/*.yaml")]
STANDUPS += SHIPPED.glob("try/standups/*.yaml")


def as_an_editor_reads(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def mistakes(schema: dict[str, Any], text: str) -> list[str]:
    return [
        error.message
        for error in Draft202012Validator(schema).iter_errors(as_an_editor_reads(text))
    ]


def test_both_schemas_are_schemas() -> None:
    for schema in schemas(["pigeon"], find=find).values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", STANDUPS, ids=lambda path: path.stem)
def test_the_shipped_standups_fit_their_schema(path: Path) -> None:
    assert mistakes(schemas([])["standup"], path.read_text()) == []


@pytest.mark.parametrize("folder", [SHIPPED, SHIPPED / "try"], ids=["example", "try"])
def test_the_shipped_instances_fit_their_schema(folder: Path) -> None:
    assert mistakes(schemas()["instance"], (folder / "instance.yaml").read_text()) == []


def test_an_adapters_own_settings_are_checked_while_they_are_typed() -> None:
    schema = schemas(["pigeon"], find=find)["instance"]
    assert mistakes(schema, INSTANCE) == []
    assert mistakes(schema, INSTANCE.replace("loft:", "loaf:"))
    assert mistakes(schema, INSTANCE.replace("{env: PIGEON_TOKEN}", "hunter2"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("30 9 * * thu", "30 9 * * thu 2026"),
        ("kind: items", "kind: itmes"),
        ('"20:00"', '"8 pm"'),
        ("[ana, bo]", "[]"),
        ("id: plan", "id: Plan A"),
    ],
)
def test_an_editor_marks_what_check_would_refuse(old: str, new: str) -> None:
    assert old in STANDUP

    assert mistakes(schemas([])["standup"], STANDUP.replace(old, new))


@pytest.mark.parametrize(
    ("settings", "fits"),
    [
        ("kind: choice, options: [office, 2]", True),
        ("kind: choice", False),
        ("kind: choice, options: [office]", False),
        (f"kind: choice, options: {[*range(21)]}", False),
        (f"kind: choice, options: [a, {'b' * 39}]", False),
        ("options: [office, remote]", False),
        ("kind: mood, options: [office, remote]", False),
        ("kind: scale", True),
        ("kind: scale, from: 0, to: 10, labels: [lost, certain]", True),
        ("kind: scale, from: 0.5", False),
        ("kind: scale, labels: [lost]", False),
        ("kind: number, unit: hours", True),
        ("kind: yes_no, unit: hours", False),
        ("kind: metric, better: lower", True),
        ("kind: metric, better: higher, target: 0.95", True),
        ('kind: metric, better: lower, target: 20, unit: "%"', True),
        ("kind: metric", False),
        ("kind: metric, better: down", False),
        ("kind: metric, better: lower, target: few", False),
        ("kind: number, target: 3", False),
        ("kind: outcome", False),
        ("kind: outcome, of: plan.will_learn", True),
        ("kind: outcome, life: hypothesis", True),
        ("kind: outcome, life: hypothesis, outcomes: {yes: kept, no: missed}", True),
        ("kind: outcome, of: plan.will_learn, outcomes: {yes: kept, no: not}", False),
        ("kind: outcome, of: plan.will_learn, outcomes: {yes: kept}", False),
        ("kind: text, outcomes: {yes: kept, no: missed}", False),
        ("kind: items, life: hypothesis", True),
        ("kind: mood, optional: true", True),
    ],
)
def test_an_editor_knows_which_settings_go_with_which_kind(settings: str, fits: bool) -> None:
    text = f"{STANDUP}      - {{id: helped, ask: Hm?, {settings}}}\n"
    assert (mistakes(schemas([])["standup"], text) == []) is fits


def test_an_editor_knows_that_what_is_posted_needs_a_channel() -> None:
    without = STANDUP.replace('channels:\n  - pigeon: "#room"\n', "")
    assert without != STANDUP
    schema = schemas([])["standup"]
    for line, fits in (("", False), ("readers: channel\n", False), ("readers: owners\n", False)):
        assert (mistakes(schema, line + without) == []) is fits
    assert mistakes(schema, "readers: participants\n" + without) == []


def test_every_kind_can_be_configured() -> None:
    question = schemas([])["standup"]["$defs"]["QuestionShape"]
    assert set(question["properties"]["kind"]["enum"]) == set(KINDS)


def test_an_editor_knows_every_zone() -> None:
    zones = schemas([])["standup"]["properties"]["timezone"]["enum"]
    assert zones[0] == "participant"
    assert "Australia/Lord_Howe" in zones


def test_everything_an_editor_offers_is_described() -> None:
    for schema in schemas([]).values():
        for shape in (schema, *schema["$defs"].values()):
            assert all(field.get("description") for field in shape["properties"].values()), shape


def test_schemas_are_written_where_the_files_look_for_them(tmp_path: Path) -> None:
    written = write_schemas(tmp_path)
    assert [path.name for path in written] == ["instance.json", "standup.json"]
    assert all(json.loads(path.read_text())["$schema"] for path in written)
    assert "$schema=.schema/instance.json" in (SHIPPED / "instance.yaml").read_text()
    assert "$schema=../.schema/standup.json" in (SHIPPED / "standups/learning-day.yaml").read_text()
