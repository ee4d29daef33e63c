"""Copying a commented working example to begin from."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from standup.config.editor import write_schemas
from standup.errors import StandupError
from standup.whole import made, told, whole

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "shipped", _PACKAGE.parent / "config")  # in a wheel, in a checkout
_OURS = (".env.example", ".gitignore", "examples/*.yaml")  # beside the instance and its standups


def init(target: Path, example: str = "") -> list[Path]:
    """Copy an example folder and the editor's schemas to `target`; returns what was written.

    Nothing is overwritten: raises StandupError when one of the files is there already.
    """
    source = _shipped() / example
    pairs = [(path, target / path.relative_to(source)) for path in _files(source, example)]
    there = [str(path) for _, path in pairs if path.exists()]
    if there:
        raise StandupError(
            f"{', '.join(there)}: already there, so left as it is; name another folder:"
            " standup init FOLDER"
        )
    with told(target), ExitStack() as all_of_them:
        for path, copy in pairs:
            all_of_them.enter_context(made(copy.parent))
            shutil.copyfile(path, all_of_them.enter_context(whole(copy)))
        schemas = () if example else write_schemas(target)
    return [*(copy for _, copy in pairs), *schemas]


def _shipped() -> Path:
    return next(place for place in _PLACES if (place / "instance.yaml").is_file())


def _files(source: Path, example: str) -> Iterator[Path]:
    """The example's own files; other examples beside it are not part of it."""
    yield source / "instance.yaml"
    yield from sorted((source / "standups").glob("*.yaml"))
    for pattern in () if example else _OURS:
        yield from sorted(source.glob(pattern))
