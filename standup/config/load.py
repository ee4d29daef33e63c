"""Reading a whole configuration folder: everything, or all its mistakes at once."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from standup.chat import registry
from standup.chat.interface import Plugin, Settings
from standup.config.build import build
from standup.config.check_instance import Adapters, Find, check_adapters, check_people
from standup.config.check_lives import check_lives
from standup.config.check_readers import check_readers, outdated
from standup.config.check_standup import check_standup, check_steering, same_ids
from standup.config.check_summaries import check_summary, lacking_client
from standup.config.check_tags import check_tags
from standup.config.database import Url, lacking
from standup.config.findings import findings
from standup.config.lines import lines
from standup.config.problems import ConfigError, Problem, shown
from standup.config.schema import InstanceShape, StandupShape, SummariesShape
from standup.config.yaml_source import WHOLE, Source, digest, read
from standup.core.model import Instance
from standup.core.text.pattern import Pattern

INSTANCE = "instance.yaml"
STANDUPS = "standups"
DATA = "data"
_LIKE_AN_INSTANCE = Pattern(r"instance\.ya?ml(?:\.txt)?", re.IGNORECASE)
YAML = {".yaml", ".yml"}
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A configuration that can be run. `digest` changes when any of its files does.

    `data` is the folder in which each adapter has one of its own, `summaries` the model that may be
    asked for some, `advice` what works still and is better said in another way.
    """

    instance: Instance
    database: Path | Url
    data: Path
    adapters: Mapping[str, tuple[Plugin, Settings]]
    folder: Path
    digest: str
    summaries: SummariesShape | None = None
    advice: tuple[Problem, ...] = ()


def load(folder: Path, *, find: Find = registry.find) -> Loaded:
    """Read instance.yaml and standups/*.yaml of a folder.

    Raises ConfigError with every problem of every file.
    """
    _refuse_no_folder(folder)
    return loaded(folder, *sources(folder), find=find)


def loaded(
    folder: Path, first: Source, standups: list[Source], *, find: Find = registry.find
) -> Loaded:
    """The configuration of these files, as they would stand in a folder. Raises as `load`."""
    problems = [problem for source in (first, *standups) for problem in source.problems]
    problems += _missing(folder, standups)
    adapters, found = check_adapters(first, find, folder)
    lack = (*lacking(first.at("database")), *lacking_client(first))
    problems += first.place((*found, *check_people(first, adapters), *check_tags(first), *lack))
    problems += first.place(check_lives(first))
    problems += first.place(check_steering(first, first.mapping("people")))
    problems += _standup_problems(standups, first, adapters)
    instance = _shaped(InstanceShape, first, problems, folder)
    shapes = [_shaped(StandupShape, source, problems, folder) for source in standups]
    usable = [shape for shape in shapes if shape is not None]
    if problems or instance is None:
        raise ConfigError(problems)
    built = build(instance, usable, adapters.spelled)
    return Loaded(
        instance=replace(built, lines=lines(list(zip(standups, usable, strict=True)))),
        database=instance.database,
        data=_data(instance, folder),
        adapters={
            name: (adapters.plugins[name], adapters.settings[name]) for name in adapters.names
        },
        folder=folder,
        digest=digest((first, *standups)),
        summaries=instance.summaries,
        advice=tuple(problem for source in standups for problem in source.place(outdated(source))),
    )


def sources(folder: Path) -> tuple[Source, list[Source]]:
    """The instance file and those of the standups, read and not yet checked."""
    first = read(folder / INSTANCE, _shown(folder / INSTANCE), _called_otherwise(folder))
    return first, [read(path, _shown(path)) for path in _standup_files(folder)]


def _standup_problems(
    standups: list[Source], first: Source, adapters: Adapters
) -> Iterator[Problem]:
    people = first.mapping("people")
    for source in standups:
        yield from source.place(check_standup(source, people, adapters))
        yield from source.place(check_readers(source))
        yield from source.place(check_summary(source, first))
        yield from source.place(check_lives(source, first))
    for source, finding in same_ids(standups):
        yield from source.place([finding])


def _data(instance: InstanceShape, folder: Path) -> Path:
    if instance.data is None and isinstance(instance.database, Path):
        return instance.database.parent
    return folder / (instance.data or DATA)


def _shaped(
    shape: type[Shape], source: Source, problems: list[Problem], folder: Path
) -> Shape | None:
    """The file as its shape, or None after adding what is wrong to the problems."""
    if source.root is None:
        return None
    try:
        return shape.model_validate(source.data, context={"folder": folder})
    except ValidationError as error:
        problems += source.place(findings(shape, error))
        return None


def _missing(folder: Path, standups: list[Source]) -> Iterator[Problem]:
    if not standups:
        where = _shown(folder / STANDUPS)
        yield Problem(where, 0, "", "there is no standup", "at least one *.yaml file here")


def _standup_files(folder: Path) -> list[Path]:
    try:
        paths = sorted((folder / STANDUPS).iterdir())
    except OSError:
        return []
    return [path for path in paths if path.suffix.lower() in YAML and not path.name.startswith(".")]


def _called_otherwise(folder: Path) -> str:
    """What a folder without an instance file has that may be meant as one."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ""
    others = (name for name in names if name != INSTANCE)
    found = next((name for name in others if _LIKE_AN_INSTANCE.fullmatch(name)), None)
    return f"`{shown(found)}`, which has to be called {INSTANCE}" if found else ""


def _refuse_no_folder(folder: Path) -> None:
    if not folder.is_dir():
        what, named = "there is no such folder", ""
        if folder.is_file():
            what, named = "this is a file, not a folder", _shown(_folder_of(folder))
        raise ConfigError([Problem(_shown(folder), 0, "", what, WHOLE, named)])


def _folder_of(file: Path) -> Path:
    """The folder that is meant by one of its files."""
    return file.parent.parent if file.parent.name == STANDUPS else file.parent


def _shown(path: Path) -> str:
    """A path as short as it can be read from here."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)
