"""The shape of our two kinds of YAML file. Descriptions and examples are what editors show."""

from datetime import timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from standup.chat.secret import Secret
from standup.config.database import Database
from standup.config.fields import (
    PARTICIPANT,
    Address,
    Channel,
    Covers,
    Cron,
    Date,
    Days,
    Duration,
    Identifier,
    Label,
    Line,
    MessageSpan,
    Option,
    Participants,
    Reference,
    Site,
    Span,
    StandupZone,
    Step,
    Tag,
    Text,
    Unit,
    WallTime,
    Weeks,
    Zone,
)
from standup.core.model import Publishing, Summarising


class Shape(BaseModel):
    """Base of every mapping in our YAML: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, value: Any) -> Any:
        """A key whose lines are all commented out counts as left out."""
        if not isinstance(value, dict):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {k: v for k, v in value.items() if v is not None or k not in known}


class PersonShape(Shape):
    """A human; their accounts on one or more platforms count as one person."""

    name: Line = Field(description="the name as everybody reads it, such as `Ana`")
    timezone: Zone | None = Field(
        None, description="where this person is asked; the instance's zone when left out"
    )
    accounts: dict[str, Line] = Field(
        min_length=1,
        description='their id on each adapter, such as `{matrix: "@ana:example.org"}`;'
        " `invite` where it is not known yet: `standup invite` then prints their link",
    )
    prefer: str | None = Field(
        None,
        description="the adapter on which they are asked when they have several accounts,"
        " until they say otherwise; the first one when left out",
    )


class RetentionShape(Shape):
    """How long what people wrote is kept; the figures of each day stay."""

    answers: Span | None = Field(
        None,
        description="when the words of a closed run are deleted, such as `2 years`;"
        " never when left out",
    )
    messages: MessageSpan = Field(
        timedelta(days=60),
        description="when what the bot wrote to people is forgotten; after `60 days` when left out",
    )


class SummariesShape(Shape):
    """The model that writes summaries for the standups that say `summary: model`."""

    url: Address = Field(
        description="where it answers by the chat-completions protocol, such as"
        " `http://localhost:11434/v1`"
    )
    model: Line = Field(description="its name there, such as `llama3.2`")
    key: Secret | None = Field(
        None, description="`{env: NAME}` or `{file: PATH}`, where its key is; one here needs none"
    )


class InstanceShape(Shape):
    """instance.yaml: where the bot keeps its data, what it connects to, and who the people are."""

    database: Database = Field(
        "data/standup.db",
        description="the SQLite file, as a path relative to this file, such as `data/standup.db`;"
        " or a PostgreSQL database without its password, such as"
        " `postgresql://standup@db.example.org/standup`; or `{env: NAME}` or `{file: PATH}`,"
        " where its whole URL is",
        validate_default=True,
    )
    data: Line | None = Field(
        None,
        description="the folder, relative to this file, in which adapters keep what is their own,"
        " such as keys; beside the SQLite file, or `data`, when left out",
    )
    timezone: Zone = Field(
        description="the zone of whoever has none of their own, such as `Europe/London`"
    )
    organiser: Line = Field(
        description="whom somebody the bot does not know is told to ask, such as `Ana`"
    )
    adapters: dict[str, dict[str, Any] | None] = Field(
        min_length=1, description="the platforms to connect to, each with its settings"
    )
    people: dict[Identifier, PersonShape] = Field(
        min_length=1, description="everybody the bot may talk to, each under a short id"
    )
    retention: RetentionShape = Field(
        default_factory=RetentionShape, description="how long what people wrote is kept"
    )
    site: Site | None = Field(
        None,
        description="where the site that `standup publish` writes will be, such as"
        " `https://learning.example.org/log`: what is told of a month links to it",
    )
    summaries: SummariesShape | None = Field(
        None, description="the model that writes summaries; none when left out"
    )
    tags: dict[Tag, list[Tag]] = Field(
        default_factory=dict,
        description="tags of the learning log that mean the same, under the name that is used,"
        " such as `{jax: [jaxlib, google-jax]}`; `standup tags` suggests some",
    )


Kind = Literal["text", "items", "outcome", "choice", "scale", "number", "yes_no", "mood"]
BELONGS_TO = {
    "of": "outcome",
    "options": "choice",
    "from": "scale",
    "to": "scale",
    "labels": "scale",
    "unit": "number",
    "sorts": "choice",
}
NEEDS = {"outcome": "of", "choice": "options"}


def _of_its_kind(schema: dict[str, Any]) -> None:
    """Tells editors which settings go with which kind."""
    only = [
        {"if": {"required": [setting]}, "then": _kind_is(kind)}
        for setting, kind in BELONGS_TO.items()
    ]
    needs = [
        {"if": _kind_is(kind), "then": {"required": [setting]}} for kind, setting in NEEDS.items()
    ]
    schema["allOf"] = only + needs


def _kind_is(kind: str) -> dict[str, Any]:
    return {"properties": {"kind": {"const": kind}}, "required": ["kind"]}


class QuestionShape(Shape):
    """One thing asked."""

    model_config = ConfigDict(json_schema_extra=_of_its_kind)

    id: Identifier = Field(description="an id, unique within its round, such as `will_learn`")
    kind: Kind = Field(
        "text",
        description="`text`, `items` (a list, one thing a line), `outcome` (what came of an"
        " earlier list), `choice` (one of `options`), `scale` (a step, 1 to 5 or as `from` and"
        " `to` say), `number`, `yes_no`, or `mood` (five faces)",
    )
    ask: Text = Field(description='the question in words, such as "What will you learn today?"')
    optional: bool = Field(False, description="`true` when a person may leave it out")
    of: Reference | None = Field(
        None,
        description="for an `outcome`: the round and question whose items it is about,"
        " such as `plan.will_learn`",
    )
    options: list[Option] | None = Field(
        None,
        description="for a `choice`: 2 to 20 short texts, such as `[office, remote]`",
        json_schema_extra={"minItems": 2, "maxItems": 20, "uniqueItems": True},
    )
    low: Step = Field(1, alias="from", description="for a `scale`: its lowest step, such as `0`")
    high: Step = Field(
        5,
        alias="to",
        description="for a `scale`: its highest step, at most 10 above the lowest, such as `10`",
    )
    labels: list[Label] | None = Field(
        None,
        description="for a `scale`: what its two ends mean, such as `[not at all, fully]`",
        json_schema_extra={"minItems": 2, "maxItems": 2, "uniqueItems": True},
    )
    unit: Unit | None = Field(None, description="for a `number`: what is counted, such as `hours`")
    sorts: bool = Field(
        False,
        description="for a `choice`: `true` when it says of what kind the day is, such as reading"
        " or coding; the learning log and its figures are sorted by it",
    )


class RoundShape(Shape):
    """One asking within a standup's day."""

    id: Identifier = Field(description="an id, unique within the standup, such as `plan`")
    title: Line | None = Field(None, description="a heading for its reports; the id when left out")
    cron: Cron = Field(
        description="minute hour day month weekday: the days and the one time it opens,"
        ' such as "30 9 * * thu"'
    )
    closes: WallTime | None = Field(
        None,
        description="the deadline, such as `20:00` or `+1 day 10:00`;"
        " when left out, the next round's opening, and midnight for the last",
    )
    reminder: Duration | None = Field(
        None,
        description="how long before the deadline the one reminder comes;"
        " 30 minutes when left out, 0 for none",
    )
    grace: Duration | None = Field(
        None,
        description="how late an opening that was missed while the bot was down may still be asked;"
        " until the deadline when left out",
    )
    questions: list[QuestionShape] = Field(min_length=1, description="what is asked, in order")


class AccountabilityShape(Shape):
    """When the accountability report is posted by itself."""

    cron: Cron = Field(description='the days and the time it is posted, such as "0 10 1 * *"')
    timezone: Zone | None = Field(
        None, description="the zone of that time; the standup's, or else the instance's"
    )
    covers: Covers = Field(
        timedelta(weeks=4),
        description="what it looks back on: a duration, such as `4 weeks`, or the last full"
        " `week`, `month` or `quarter` before it is posted",
    )


class StandupShape(Shape):
    """standups/*.yaml: what is asked of whom, when, and where it is posted."""

    id: Identifier = Field(description="an id that stays the same for ever, such as `learning-day`")
    title: Line = Field(description="the name as everybody reads it, such as `Learning Day`")
    timezone: StandupZone = Field(
        PARTICIPANT, description="`participant` (each in their own zone) or one zone for all"
    )
    every: Weeks = Field(1, description="every how many weeks, such as `2 weeks`")
    starting: Date | None = Field(
        None, description="a date in a week that counts, needed for every second week and more"
    )
    days_off: list[Days] = Field(
        [], description="dates on which nothing is asked, such as `2026-12-24 to 2027-01-02`"
    )
    participants: Participants = Field(
        description="the ids of the people asked, such as `[ana, bo]`, or `everyone`"
    )
    channels: list[Channel] = Field(
        min_length=1,
        description='where its threads are opened, such as `- matrix: "!room:example.org"`',
    )
    rounds: list[RoundShape] = Field(min_length=1, description="the askings of one day, in order")
    private: bool = Field(
        False,
        description="`true` when nobody but its participants may ever read it: it is not"
        " published, and no model is shown it",
    )
    publish: Publishing = Field(
        "agreed",
        description="whose reports `standup publish` may put on the site: `nobody`'s; those of"
        " whoever said `publish` to the bot (`agreed`); or `everyone`'s until they say `unpublish`",
    )
    summary: Summarising = Field(
        "off",
        description="who summarises a day that is over, and a month: a `model`, which the"
        " instance's `summaries` names; the bot, from people's own sentences (`extract`); or nobody"
        " (`off`)",
    )
    accountability: AccountabilityShape | None = Field(
        None, description="when the accountability report is posted; never when left out"
    )
