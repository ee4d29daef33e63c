"""The kinds of value our YAML has: how each is read, and how an editor is told about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema

from standup.config import addresses, times
from standup.config.cron import FIELDS, cron
from standup.config.problems import WrongError, did_you_mean, one_of, shown
from standup.core import model as core
from standup.core.dates.spans import Stretch
from standup.core.hints import HINTS as KINDS_OF_HINT
from standup.core.language import languages, names
from standup.core.learning_log.entries import folded, tags
from standup.core.reading.own_words import Counts
from standup.core.settings.setting import FIXABLE
from standup.core.zones import zone_names

EVERYONE = "everyone"
PARTICIPANT = "participant"
STANDUP_ZONE = f"`{PARTICIPANT}` (each in their own zone), or {times.ZONE}"
FIXED = f"a list of some of {', '.join(f'`{name}`' for name in FIXABLE)}"
SOME_PEOPLE = "a list of people's ids, such as `[ana, bo]`"
PEOPLE = "a list of people's ids, such as `[ana, bo]`, or `everyone`"
_ID = r"[a-z][a-z0-9_-]*"
_DURATION = r"0|([0-9]+ *(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w) *)+"
_SPAN = r"[0-9]{1,4} *(days?|weeks?|months?|years?)"
_WALL = r"(\+ *[1-6] *days? +)?([01]?[0-9]|2[0-4]):[0-5][0-9]"
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_WINDOW = rf"{_TIME} *- *{_TIME}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
LISTENED_FOR = timedelta(days=14)
COVERS = f"{times.DURATION}, or `week`, `month` or `quarter`"
NEVER = "never"
FATIGUE = f"a whole number from 1 to 100, such as `3`, or `{NEVER}`"
MOST_REMINDERS = "a whole number from 1 to 5, such as `2`"
AMOUNT = "a number, such as `20` or `0.95`"
OFF = "off"
HINTS = f"a list of some of {', '.join(f'`{kind}`' for kind in KINDS_OF_HINT)}, or `{OFF}`"
STEP = "a whole number from 0 to 100, such as `1`"
BELIEF = "the least and the most that somebody may believe in one, such as `1-5`"
QUIET_AFTER = "a number of weeks from 1 to 99, such as `4`"
COUNTS = "`kept`, `partly`, `missed` or `neutral`"


@dataclass(frozen=True, slots=True)
class OneOfZones:
    """Tells editors the zones only when a schema is made: listing them reads the disk."""

    besides: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": [*self.besides, *zone_names()]}


def identifier(text: str) -> str:
    """A short name used to refer to something. Raises WrongError."""
    if re.fullmatch(_ID, text) and len(text) <= 60:
        return text
    slug = re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-")[:60]
    hint = f"`{slug}`" if re.fullmatch(_ID, slug) else ""
    raise WrongError(
        f"`{shown(text)}` is not an id", "a small letter, then small letters, digits, - and _", hint
    )


def tag(text: str) -> str:
    """A tag of the learning log, with or without its sign. Raises WrongError."""
    name = folded(text.strip())
    if tags(f"#{name}") == (name,):
        return name
    raise WrongError(f"`{shown(text)}` is not a tag", "one word, such as `jax` or `c++`")


def reference(text: str) -> tuple[str, str]:
    """`plan.will_learn`, or `will_learn` of the same round (then the round is empty)."""
    round_id, _, question_id = text.strip().rpartition(".")
    for part in (round_id, question_id):
        if part or part is question_id:
            identifier(part)
    return round_id, question_id


def counts(text: str) -> Counts:
    """How something counts in figures. Raises WrongError."""
    try:
        return Counts(text.strip().lower())
    except ValueError:
        near = did_you_mean(text, list(Counts))
        raise WrongError(f"`{shown(text)}` is no way to count", COUNTS, near) from None


def belief(text: str) -> tuple[int, int]:
    """`1-5`: the least and the most. Raises WrongError."""
    found = re.fullmatch(r"(\d{1,2}) *[-–] *(\d{1,3})", text.strip())
    if found is None or int(found[1]) >= int(found[2]):
        raise WrongError(f"`{shown(text)}` is no range", BELIEF)
    return int(found[1]), int(found[2])


def quiet_after(text: str) -> int:
    """`4`, or `4 weeks`. Raises WrongError."""
    found = re.fullmatch(r"([1-9]\d?)(?: *weeks?)?", text.strip().lower())
    if found is None:
        raise WrongError(f"`{shown(text)}` is no number of weeks", QUIET_AFTER)
    return int(found[1])


def standup_zone(text: str) -> str:
    """`participant`, or the name of a zone. Raises WrongError."""
    if text == PARTICIPANT:
        return text
    if near := did_you_mean(text, [PARTICIPANT], alike=0.75):
        raise WrongError(f"`{shown(text)}` is not a time zone", STANDUP_ZONE, near)
    try:
        return times.zone(text)
    except WrongError as wrong:
        raise WrongError(wrong.what, STANDUP_ZONE, wrong.suggestion) from None


def covers(text: str) -> timedelta | Stretch:
    """What an accountability report looks back on. Raises WrongError."""
    if text.strip().lower() in list(Stretch):
        return Stretch(text.strip().lower())
    try:
        return times.duration(text)
    except WrongError as wrong:
        near = did_you_mean(text.removeprefix("1 "), list(Stretch)) or wrong.suggestion
        raise WrongError(wrong.what, COVERS, near) from None


def message_span(text: str) -> timedelta:
    """How long the bot's messages are kept: long enough to read a chat back after an outage."""
    found = times.span(text)
    if found < LISTENED_FOR:
        raise WrongError(
            f"`{shown(text)}` is too short: what was written while the bot was down is found in "
            "the chats that it wrote in lately",
            f"at least {LISTENED_FOR.days} days",
        )
    return found


def _people(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WrongError(f"`{shown(str(value))}` is no list", SOME_PEOPLE)
    return tuple(_id_of_a_person(item) for item in value)


def _fixed(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WrongError(f"`{shown(str(value))}` is no list", FIXED, f"`[{shown(str(value))}]`")
    for one in value:
        if one not in FIXABLE:
            near = did_you_mean(str(one), FIXABLE)
            raise WrongError(f"`{shown(str(one))}` is nothing that can be fixed", FIXED, near)
    return tuple(value)


def _participants(value: Any) -> tuple[str, ...] | str:
    if value == EVERYONE:
        return EVERYONE
    if isinstance(value, str):
        raise WrongError(f"`{shown(value)}` is not a list", PEOPLE, did_you_mean(value, [EVERYONE]))
    if not isinstance(value, list) or not value:
        raise WrongError("nobody is named here", PEOPLE)
    return tuple(_id_of_a_person(item) for item in value)


def _id_of_a_person(item: Any) -> str:
    if isinstance(item, str):
        return item
    raise WrongError("one of these is not an id of a person", PEOPLE)


def _channel(value: dict[str, str]) -> dict[str, str]:
    if len(value) == 1:
        return value
    raise WrongError(
        f"{len(value)} adapters are named in one channel",
        'one adapter and its place in each, such as `- matrix: "!room:example.org"`',
    )


def fatigue(text: str) -> int | str:
    """How many runs in a row somebody may leave without a word; or never. Raises WrongError."""
    said = text.strip().lower()
    if said == NEVER:
        return NEVER
    if said.isascii() and said.isdecimal() and 1 <= int(said[:4]) <= 100:
        return int(said)
    raise WrongError(f"`{shown(text)}` is no such number", FATIGUE, did_you_mean(said, [NEVER]))


def most_reminders(text: str) -> int:
    """How many reminders somebody may choose. Raises WrongError."""
    if re.fullmatch("[1-5]", text.strip(), re.ASCII):
        return int(text)
    raise WrongError(f"`{shown(text)}` is no such number", MOST_REMINDERS)


def step(text: str) -> int:
    """An end of a scale. Raises WrongError."""
    if re.fullmatch("0*[0-9]{1,2}|100", text.strip(), re.ASCII):
        return int(text)
    raise WrongError(f"`{shown(text)}` is not a step of a scale", STEP)


def amount(text: str) -> str:
    """A decimal number, as short as it can be written. Raises WrongError."""
    if re.fullmatch(r"[-+]?[0-9]{1,12}(\.[0-9]{1,9})?", text.strip(), re.ASCII):
        return f"{Decimal(text).normalize():f}"
    raise WrongError(f"`{shown(text)}` is not a number", AMOUNT)


def _text(text: str) -> str:
    if text.strip():
        return text.strip()
    raise WrongError("this is empty", "some words")


def _line(text: str) -> str:
    """Words that stand in headings, buttons and calendars, where a line cannot end."""
    lines = _text(text).splitlines()
    if len(lines) == 1:
        return lines[0]
    told = f"`{shown(' '.join(text.split()))}`"
    raise WrongError(f"this has {len(lines)} lines", "words on one line", told)


def _hints(value: Any) -> tuple[str, ...]:
    if value == OFF:
        return ()
    if not isinstance(value, list):
        raise WrongError(
            f"`{shown(str(value))}` is no list", HINTS, did_you_mean(str(value), [OFF])
        )
    for one in value:
        if one not in KINDS_OF_HINT:
            near = did_you_mean(str(one), KINDS_OF_HINT)
            raise WrongError(f"`{shown(str(one))}` is no kind of hint", HINTS, near)
    return tuple(value)


def _not_yet(value: Any) -> Any:
    if value == "owners":
        raise WrongError("`owners` is not possible yet", "`channel` or `participants`")
    return value


def _written(parse: Callable[[str], Any], expected: str) -> PlainValidator:
    def read(value: Any) -> Any:
        if isinstance(value, str):
            return parse(value)
        kind = {type(None): "empty", list: "a list", dict: "a mapping"}.get(
            type(value), "something else"
        )
        raise WrongError(f"this is {kind}", expected)

    return PlainValidator(read)


def _pattern(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^({pattern})$"}


def _at_most(characters: int) -> AfterValidator:
    def read(text: str) -> str:
        if len(_line(text)) <= characters:
            return _line(text)
        raise WrongError(f"`{shown(text)}` is too long", f"at most {characters} characters")

    return AfterValidator(read)


def _short(characters: int) -> WithJsonSchema:
    """Some words, which an editor may take for a number."""
    kinds = ["string", "number"]
    return WithJsonSchema({"type": kinds, "minLength": 1, "maxLength": characters})


Text = Annotated[str, AfterValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Line = Annotated[str, AfterValidator(_line), WithJsonSchema({"type": "string", "minLength": 1})]
Option = Annotated[str, _at_most(38), _short(38)]
Label = Annotated[str, _at_most(30), _short(30)]
Unit = Annotated[str, _at_most(20), _short(20)]
Step = Annotated[
    int,
    _written(step, STEP),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 100}),
]
Amount = Annotated[str, _written(amount, AMOUNT), WithJsonSchema({"type": "number"})]
MostReminders = Annotated[
    int,
    _written(most_reminders, MOST_REMINDERS),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5}),
]
Fatigue = Annotated[
    int | str,
    _written(fatigue, FATIGUE),
    WithJsonSchema(
        {"anyOf": [{"const": NEVER}, {"type": "integer", "minimum": 1, "maximum": 100}]}
    ),
]
State = Annotated[str, _at_most(30), _short(30)]
StateCounts = Annotated[
    Counts, _written(counts, COUNTS), WithJsonSchema({"enum": [one.value for one in Counts]})
]
Belief = Annotated[
    tuple[int, int], _written(belief, BELIEF), WithJsonSchema(_pattern("[0-9]{1,2}-[0-9]{1,3}"))
]
QuietAfter = Annotated[
    int,
    _written(quiet_after, QUIET_AFTER),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 99}),
]
Tag = Annotated[str, AfterValidator(tag), WithJsonSchema({"type": "string", "minLength": 1})]
Identifier = Annotated[str, AfterValidator(identifier), WithJsonSchema(_pattern(_ID))]
_ON_THE_WEB = WithJsonSchema(_pattern(r"https?://[^\s?#@]+"))
Address = Annotated[str, _written(addresses.model, addresses.MODEL), _ON_THE_WEB]
Site = Annotated[str, _written(addresses.site, addresses.SITE), _ON_THE_WEB]
Channel = Annotated[
    dict[str, Line],
    AfterValidator(_channel),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": {"type": ["string", "integer"]},
        }
    ),
]
Participants = Annotated[
    tuple[str, ...] | str,
    PlainValidator(_participants),
    WithJsonSchema(
        {"anyOf": [{"const": EVERYONE}, {"type": "array", "minItems": 1, "items": _pattern(_ID)}]}
    ),
]
People = Annotated[
    tuple[str, ...],
    PlainValidator(_people),
    WithJsonSchema({"type": "array", "items": _pattern(_ID)}),
]
Fixed = Annotated[
    tuple[str, ...],
    PlainValidator(_fixed),
    WithJsonSchema({"type": "array", "items": {"enum": list(FIXABLE)}, "uniqueItems": True}),
]
Hints = Annotated[
    tuple[str, ...],
    PlainValidator(_hints),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": OFF},
                {"type": "array", "items": {"enum": list(KINDS_OF_HINT)}, "uniqueItems": True},
            ]
        }
    ),
]
Readers = Annotated[core.Readers, BeforeValidator(_not_yet)]
Reference = Annotated[
    tuple[str, str],
    _written(reference, "a round and a question, such as `plan.will_learn`"),
    WithJsonSchema(_pattern(rf"({_ID}\.)?{_ID}")),
]
Zone = Annotated[str, _written(times.zone, times.ZONE), OneOfZones()]
StandupZone = Annotated[
    str,
    _written(standup_zone, STANDUP_ZONE),
    OneOfZones((PARTICIPANT,)),
]
Duration = Annotated[
    timedelta,
    _written(times.duration, times.DURATION),
    WithJsonSchema({"anyOf": [{"const": 0}, _pattern(_DURATION)]}),
]
Covers = Annotated[
    timedelta | Stretch,
    _written(covers, COVERS),
    WithJsonSchema({"anyOf": [{"enum": [*Stretch]}, _pattern(_DURATION)]}),
]
Span = Annotated[timedelta, _written(times.span, times.SPAN), WithJsonSchema(_pattern(_SPAN))]
MessageSpan = Annotated[
    timedelta, _written(message_span, times.SPAN), WithJsonSchema(_pattern(_SPAN))
]
WallTime = Annotated[
    timedelta, _written(times.wall_time, times.WALL_TIME), WithJsonSchema(_pattern(_WALL))
]
TimeOfDay = Annotated[
    timedelta, _written(times.time_of_day, times.TIME_OF_DAY), WithJsonSchema(_pattern(_TIME))
]
Window = Annotated[
    core.Window, _written(times.window, times.WINDOW), WithJsonSchema(_pattern(_WINDOW))
]
Weeks = Annotated[
    int, _written(times.weeks, times.WEEKS), WithJsonSchema(_pattern("([1-9][0-9]? )?weeks?"))
]
Date = Annotated[date, _written(times.iso_date, times.ISO_DATE), WithJsonSchema(_pattern(_DAY))]
Days = Annotated[
    tuple[date, ...],
    _written(times.days, times.DAYS),
    WithJsonSchema(_pattern(rf"{_DAY}( to {_DAY})?")),
]
Cron = Annotated[
    str, _written(cron, FIELDS), WithJsonSchema(_pattern(r"[0-9]+ +[0-9]+ +\S+ +\S+ +\S+"))
]


def _language(text: str) -> str:
    if text in languages():
        return text
    near = names().get(text.casefold(), "")
    known = one_of(languages())
    raise WrongError(
        f"`{shown(text)}` is not a language I speak", known, f"`{near}`" if near else ""
    )


Language = Annotated[
    str,
    _written(_language, "a language such as `en`"),
    WithJsonSchema({"type": "string", "enum": list(languages())}),
]
