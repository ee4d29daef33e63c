"""The shape of our two kinds of YAML file. Descriptions and examples are what editors show."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from standup.chat.secret import Secret
from standup.config.database import Database
from standup.config.fields import (
    PARTICIPANT,
    Address,
    Amount,
    Belief,
    Channel,
    Covers,
    Cron,
    Date,
    Days,
    Duration,
    Fatigue,
    Fixed,
    Hints,
    Identifier,
    Label,
    Language,
    Line,
    MessageSpan,
    MostReminders,
    Option,
    Participants,
    People,
    QuietAfter,
    Readers,
    Reference,
    Site,
    Span,
    StandupZone,
    State,
    StateCounts,
    Step,
    Tag,
    Text,
    TimeOfDay,
    Unit,
    WallTime,
    Weeks,
    Window,
    Zone,
)
from standup.core.kinds.kind import Better, Setting
from standup.core.kinds.kind import Shape as SettingShape
from standup.core.kinds.table import KINDS, Kind, rules, settings
from standup.core.language import ENGLISH
from standup.core.life import SHIPPED, Movers
from standup.core.model import Mentions, Publishing, Summarising
from standup.core.reading.own_words import Counts

CHANNELS = 'where its threads are opened, such as `- matrix: "!room:example.org"`'


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


class StateShape(Shape):
    """A state that an item which lives can have."""

    ends: bool = Field(False, description="`true` where an item ends with it")
    counts: StateCounts = Field(
        Counts.NEUTRAL,
        description="how it counts in figures: `kept`, `partly`, `missed` or `neutral`",
    )
    by: Movers = Field(
        "owner",
        description="who may say so: the item's `owner`, `anyone` who reads it, or the `owners` of"
        " the standup",
    )


class AskingShape(Shape):
    """When the owner of an item is asked about it."""

    every: Weeks = Field(1, description="at most every how many weeks, such as `1 week`")
    say: Line = Field(
        "Where does it stand?", description="what is asked, such as `Where does it stand?`"
    )


class LifeShape(Shape):
    """How a line that somebody wrote lives on beyond its run."""

    states: dict[State, StateShape | None] = Field(
        description="its states in order, the first of which an item begins in, such as"
        " `{open: {}, confirmed: {ends: true, counts: kept}}`"
    )
    belief: Belief | None = Field(
        None, description="how much somebody may believe in one, such as `1-5`; not when left out"
    )
    owner: Literal["author", "asked"] = Field(
        "author", description="whose an item is: its `author`'s, or somebody's who is `asked` for"
    )
    ask: AskingShape | None = Field(
        None, description="when its owner is asked about it; never when left out"
    )
    quiet_after: QuietAfter | None = Field(
        None, description="after how many weeks without news it is asked whether to end it"
    )
    urgent: bool = Field(
        False,
        description="`true` where those who are named in one, or else the helpers, are told at"
        " once, and again until it has moved",
    )
    again: bool = Field(
        False, description="`true` where one is offered again in the next run's plan"
    )
    amount: bool = Field(False, description="`true` where one is of an amount of money")


Lives = dict[Identifier, LifeShape | None]
LIVES = (
    "how lines live on beyond their run, by the name that a question's `life` has; those that are"
    f" there already, as they are with nothing behind them: {', '.join(f'`{n}`' for n in SHIPPED)}"
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
    owners: People = Field(
        (), description="the ids of those who steer every standup in chat, such as `[ana]`"
    )
    helpers: People = Field(
        (), description="the ids of those who see to the runs of every standup in chat"
    )
    fixed: Fixed = Field(
        (), description="what nobody may change in chat in any standup, such as `[timezone]`"
    )
    fatigue: Fatigue = Field(
        3,
        description="after how many runs in a row that somebody left without a word the bot asks"
        " them whether the rhythm is right, and after as many more lets them be; or `never`",
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
    lives: Lives = Field(default_factory=dict, description=LIVES)
    tags: dict[Tag, list[Tag]] = Field(
        default_factory=dict,
        description="tags of the learning log that mean the same, under the name that is used,"
        " such as `{jax: [jaxlib, google-jax]}`; `standup tags` suggests some",
    )


def _of_its_kind(schema: dict[str, Any]) -> None:
    """Tells editors which settings go with which kind."""
    own = settings().items()
    only = [{"if": {"required": [name]}, "then": _kind_is(*kinds)} for name, kinds in own]
    needs = [
        {"if": _kind_is(kind), "then": _there(name, one.instead)}
        for name, kinds in own
        for kind, one in kinds.items()
        if one.is_needed
    ]
    schema["allOf"] = only + needs


def _there(name: str, instead: str) -> dict[str, Any]:
    """That a setting is there, or what may be there in its place."""
    ways = [{"required": [one]} for one in (name, instead) if one]
    return {"anyOf": ways} if instead else ways[0]


def _kind_is(*kinds: Kind) -> dict[str, Any]:
    one = {"const": kinds[0]} if len(kinds) == 1 else {"enum": list(kinds)}
    return {"properties": {"kind": one}, "required": ["kind"]}


def _kinds() -> str:
    """All kinds, with what each is where its name does not say it."""
    named = [
        f"`{kind}`" + (f" ({about})" if (about := rules(kind).about) else "") for kind in KINDS
    ]
    return ", ".join(named[:-1]) + f", or {named[-1]}"


class QuestionBase(Shape):
    """One thing asked."""

    model_config = ConfigDict(json_schema_extra=_of_its_kind)

    id: Identifier = Field(description="an id, unique within its round, such as `will_learn`")
    kind: Kind = Field("text", description=_kinds())
    ask: Text = Field(description='the question in words, such as "What will you learn today?"')
    optional: bool = Field(False, description="`true` when a person may leave it out")
    life: Identifier | None = Field(
        None,
        description="what is said to it lives on beyond the run, such as `hypothesis`; an `outcome`"
        " with it asks what came of all that lives",
    )


def _field(kinds: Mapping[Kind, Setting]) -> tuple[Any, Any]:
    """A setting that some kinds have of their own, as pydantic has it."""
    setting = next(iter(kinds.values()))
    type_, extra = _shape(setting.shape)
    whose = " or ".join(f"{_a(kind)} `{kind}`" for kind in kinds)
    described = f"for {whose}: {setting.description}"
    alias = setting.name if setting.field else None
    return type_, Field(
        setting.default, alias=alias, description=described, json_schema_extra=extra
    )


def _a(kind: Kind) -> str:
    return "an" if kind[0] in "aeiou" else "a"


def _shape(  # noqa: PLR0911 - a line a shape
    shape: SettingShape,
) -> tuple[Any, dict[str, Any] | None]:
    """What may stand there, and what an editor is told besides."""
    match shape:
        case "reference":
            return Reference | None, None
        case "options":
            return list[Option] | None, {"minItems": 2, "maxItems": 20, "uniqueItems": True}
        case "labels":
            return list[Label] | None, {"minItems": 2, "maxItems": 2, "uniqueItems": True}
        case "step":
            return Step, None
        case "unit":
            return Unit | None, None
        case "flag":
            return bool, None
        case "words":
            return dict[State, StateCounts] | None, {"minProperties": 2, "maxProperties": 8}
        case "better":
            return Better | None, None
        case "amount":
            return Amount | None, None
    assert_never(shape)


if TYPE_CHECKING:
    QuestionShape = QuestionBase
else:
    QuestionShape = create_model(
        "QuestionShape",
        __base__=QuestionBase,
        __doc__=QuestionBase.__doc__,
        **{
            next(iter(kinds.values())).field or name: _field(kinds)
            for name, kinds in settings().items()
        },
    )


class RoundShape(Shape):
    """One asking within a standup's day."""

    id: Identifier = Field(description="an id, unique within the standup, such as `plan`")
    title: Line | None = Field(None, description="a heading for its reports; the id when left out")
    cron: Cron | None = Field(
        None,
        description="minute hour day month weekday: the days and the one time it opens,"
        ' such as "30 9 * * thu"; left out in each round of a standup, it has no schedule: nobody'
        " is asked or missing, and whoever has something to share says `report`",
    )
    closes: WallTime | None = Field(
        None,
        description="the deadline, such as `20:00` or `+1 day 10:00`;"
        " when left out, the next round's opening, and midnight for the last and where there is no"
        " `cron`",
    )
    reminder: Duration | None = Field(
        None,
        description="how long before the deadline the one reminder comes;"
        " 30 minutes when left out, 0 for none, and none where there is no `cron`",
    )
    grace: Duration | None = Field(
        None,
        description="how late an opening that was missed while the bot was down may still be asked;"
        " until the deadline when left out",
    )
    opens: Window | None = Field(
        None,
        description="between which times of the day people may choose when they are asked, around"
        " that of `cron`, such as `08:00-11:00`: each says `ask me at 10:15`; nobody may when left"
        " out",
    )
    early: TimeOfDay | None = Field(
        None,
        description="from when on it may be begun by `report` before it is asked: the last such"
        " time before it, as `18:00` of the evening before; not when left out",
    )
    late: Duration | None = Field(
        None,
        description="how long after its end it may still be begun by `report`, such as `2 days`;"
        " what was begun in time is taken anyway; not when left out",
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


_IS_POSTED: dict[str, Any] = {
    "if": {"properties": {"readers": {"const": "participants"}}, "required": ["readers"]},
    "else": {"required": ["channels"], "properties": {"channels": {"minItems": 1}}},
}
"""Tells editors that what is posted needs a channel."""


class StandupShape(Shape):
    """standups/*.yaml: what is asked of whom, when, and where it is posted."""

    model_config = ConfigDict(json_schema_extra=_IS_POSTED)

    id: Identifier = Field(description="an id that stays the same for ever, such as `learning-day`")
    title: Line = Field(description="the name as everybody reads it, such as `Learning Day`")
    timezone: StandupZone = Field(
        PARTICIPANT,
        description="`participant` (each in their own zone; without a `cron`, the instance's) or"
        " one zone for all",
    )
    every: Weeks = Field(1, description="every how many weeks, such as `2 weeks`")
    starting: Date | None = Field(
        None, description="a date in a week that counts, needed for every second week and more"
    )
    days_off: list[Days] = Field(
        [], description="dates on which nothing is asked, such as `2026-12-24 to 2027-01-02`"
    )
    owners: People = Field(
        (),
        description="the ids of those who steer it in chat, such as `[ana]`: they say `pause`,"
        " `cancel next`, `who` and the like; those of the instance as well",
    )
    helpers: People = Field(
        (),
        description="the ids of those who see to its runs in chat: `who`, `remind missing`,"
        " `extend 1 hour`, `start now`",
    )
    fixed: Fixed = Field(
        (),
        description="what nobody may change in chat, by the names of the commands, such as"
        " `[timezone, pause]`",
    )
    most_reminders: MostReminders = Field(
        1,
        description="how many reminders before each deadline somebody may choose for themselves,"
        " up to 5; the team is reminded once",
    )
    fatigue: Fatigue | None = Field(
        None,
        description="after how many runs in a row that somebody left without a word the bot asks"
        " them whether the rhythm is right, and after as many more lets them be; or `never`;"
        " as the instance file says where left out",
    )
    participants: Participants = Field(
        description="the ids of the people asked, such as `[ana, bo]`, or `everyone`"
    )
    channels: list[Channel] = Field([], description=CHANNELS)
    rounds: list[RoundShape] = Field(min_length=1, description="the askings of one day, in order")
    readers: Readers = Field(
        "channel",
        description="who reads the answers: whoever is in its `channel`s, or its `participants`"
        " alone, who get the report as a direct message when the day closes; then nothing is posted"
        " and `channels` may be left out",
    )
    internal: bool = Field(
        False,
        description="`true` when nothing of it is to leave the team: it is not published, and no"
        " model is shown it",
    )
    private: bool = Field(False, description="as `internal` was called before; write that instead")
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
    hints: Hints | None = Field(
        None,
        description="of what whoever plans something is told, to them alone or in the thread: what"
        " was settled before that is near to it (`known`), and who plans the same that day"
        " (`same`); or `off`. Both when left out, and nothing where nothing is posted",
    )
    mentions: Mentions = Field(
        "off",
        description="whether somebody who is named in an answer, as in `@bo`, is told by the"
        " platform of the channel: `participants` are, unless they are away; or nobody (`off`)",
    )
    language: Language = Field(
        ENGLISH,
        description="the language of what is posted, and of what people are told of whom no other"
        " is known, such as `de`",
    )
    lives: Lives = Field(default_factory=dict, description=LIVES)
    accountability: AccountabilityShape | None = Field(
        None, description="when the accountability report is posted; never when left out"
    )
