"""Pydantic's errors in words a person can act on."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from standup.config.problems import Finding, Loc, WrongError, did_you_mean, one_of, shown

MISSING = "this is missing"
_SECRET_WORDS = ("token", "password", "secret", "key", "credential")
_NO_SECRETS = "; a secret never goes into YAML: put {env: NAME} or {file: PATH} under a known key"
_KINDS = {
    "string_type": "some text",
    "list_type": "a list, each item after `- `",
    "dict_type": "a mapping of `name: value`",
    "model_type": "a mapping of `name: value`",
    "model_attributes_type": "a mapping of `name: value`",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
}


def findings(shape: type[BaseModel], error: ValidationError, prefix: Loc = ()) -> list[Finding]:
    """Each of pydantic's errors as a finding; `prefix` is where the shape stands in its file."""
    found = []
    for detail in error.errors(include_url=False):
        loc = tuple(step for step in detail["loc"] if step != "[key]")
        found.append(_finding(shape, detail, prefix, loc))
    misspelt = {(*each.loc[:-1], each.suggestion) for each in found if each.suggestion}
    return [each for each in found if not (each.what == MISSING and _quoted(each.loc) in misspelt)]


def _quoted(loc: Loc) -> Loc:
    return (*loc[:-1], f"`{loc[-1]}`")


def _finding(shape: type[BaseModel], detail: ErrorDetails, prefix: Loc, loc: Loc) -> Finding:
    around = _shape_at(shape, loc[:-1])
    at, expected = prefix + loc, _description(around, loc)
    match detail["type"]:
        case "value_error" | "assertion_error":
            return _refused(at, detail)
        case "missing" | "too_short":
            what = MISSING if detail["type"] == "missing" else "this is empty"
            return Finding(at, what, expected)
        case "extra_forbidden":
            return _unknown(at, around)
        case "literal_error":
            return _no_choice(at, detail)
        case kind if kind in _KINDS:
            return Finding(at, *_other_kind(kind, detail["input"], expected))
    return Finding(at, shown_sentence(detail["msg"]), expected)


def _refused(at: Loc, detail: ErrorDetails) -> Finding:
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, WrongError):
        return Finding.of(at, error)
    return Finding(at, shown_sentence(str(error)))


def _other_kind(error_type: str, found: Any, described: str) -> tuple[str, str]:
    """What stands there, and what should: its kind and what it is for."""
    names = {type(None): "empty", list: "a list", dict: "a mapping", str: "a text"}
    expected = _KINDS[error_type] + ("; in quotes when it begins with #" if found is None else "")
    what = f"this is {names.get(type(found), 'something else')}"
    return what, f"{expected}: {described}" if described else expected


def shown_sentence(text: str) -> str:
    """What an adapter or a library says, on one line and not endless."""
    return " ".join(shown(word) for word in text.split()[:60])


_OTHER_WORDS = {
    "at": "cron",
    "day": "cron",
    "days": "cron days_off",
    "deadline": "closes",
    "description": "",
    "due": "closes",
    "ends": "closes",
    "hour": "cron",
    "kinds": "kind",
    "members": "participants",
    "name": "title id",
    "persons": "people",
    "prompt": "ask",
    "question": "ask questions",
    "repeat": "every",
    "schedule": "cron",
    "team": "participants",
    "text": "ask",
    "time": "cron",
    "times": "cron",
    "title": "id",
    "type": "kind",
    "tz": "timezone",
    "until": "closes",
    "users": "people participants",
    "when": "cron",
    "zone": "timezone",
}
"""What other programs call our settings; the first that there is in the mapping is meant."""


def _unknown(at: Loc, around: type[BaseModel] | None) -> Finding:
    name = str(at[-1])
    known = list(_fields(around)) if around else []
    expected = one_of(known)
    if any(word in name.lower() for word in _SECRET_WORDS):
        expected += _NO_SECRETS
    if name == "<<":
        expected += "; merging with << is not supported"
    return Finding(at, "there is no such setting", expected, _meant(name, known))


def _meant(name: str, known: list[str]) -> str:
    """The setting that is called so elsewhere, or else the nearest by its letters."""
    if (others := _OTHER_WORDS.get(name.lower())) is not None:
        return next((f"`{one}`" for one in others.split() if one in known), "")
    return did_you_mean(name, known)


def _no_choice(at: Loc, detail: ErrorDetails) -> Finding:
    expected = str(detail.get("ctx", {}).get("expected", "")).replace("'", "`")
    known = [part for part in expected.split("`") if part.isidentifier() and part != "or"]
    found = detail["input"]
    if not isinstance(found, str):
        return Finding(at, "this is not a word", expected)
    return Finding(
        at, f"`{shown(found)}` is not possible here", expected, did_you_mean(found, known)
    )


def _description(shape: type[BaseModel] | None, loc: Loc) -> str:
    field = _fields(shape).get(str(loc[-1])) if shape and loc else None
    return (field.description or "") if field else ""


def _shape_at(shape: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model that describes a location, or None when it is none of ours."""
    here: Any = shape
    for step in loc:
        here = _inside(_bare(here), step)
    found = _bare(here)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _inside(annotation: Any, step: str | int) -> Any:
    if get_origin(annotation) in {list, tuple, dict}:
        return next((arg for arg in reversed(get_args(annotation)) if arg is not ...), None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = _fields(annotation).get(str(step))
        return field.annotation if field else None
    return None


def _fields(shape: type[BaseModel]) -> dict[str, FieldInfo]:
    """What a mapping may hold, under the names that stand in YAML."""
    return {field.alias or name: field for name, field in shape.model_fields.items()}


def _bare(annotation: Any) -> Any:
    """Without `Annotated` and `| None`."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation
