"""The secrets that a configuration names, and what may be wrong about each."""

from collections.abc import Iterator

from pydantic import BaseModel

from standup.address import Address, UnclearError
from standup.chat.secret import Secret, SecretMissingError
from standup.config.database import Url
from standup.config.load import Loaded


def notes(loaded: Loaded) -> Iterator[str]:
    """All that may be wrong about them."""
    yield from _unusable(loaded)
    yield from doubtful(loaded)
    yield from _open_to_others(loaded)


def _unusable(loaded: Loaded) -> Iterator[str]:
    """Secrets that cannot be read, or can be none, each with its place in the configuration."""
    for path, secret in _secrets(loaded):
        try:
            text = secret.reveal()
            if path == "database":
                Address.read(text)
        except SecretMissingError as error:
            yield f"{path}: {error}"
        except UnclearError as error:
            yield f"{path}: what is in {secret.place} {error}"


def doubtful(loaded: Loaded) -> Iterator[str]:
    """Secrets that hold what was hardly meant to be a part of them."""
    for path, secret in _secrets(loaded):
        try:
            doubt = secret.doubt()
        except SecretMissingError:
            continue
        if doubt:
            yield f"{path}: {doubt}"


def _open_to_others(loaded: Loaded) -> Iterator[str]:
    """Secrets whose files others on this machine may read."""
    for path, secret in _secrets(loaded):
        if told := secret.openness():
            yield f"{path}: {told}"


def _secrets(loaded: Loaded) -> Iterator[tuple[str, Secret]]:
    if isinstance(loaded.database, Url) and isinstance(loaded.database.said, Secret):
        yield "database", loaded.database.said
    for name, (_, settings) in loaded.adapters.items():
        yield from _within(f"adapters.{name}", settings)
    if loaded.summaries is not None:
        yield from _within("summaries", loaded.summaries)


def _within(path: str, settings: BaseModel) -> Iterator[tuple[str, Secret]]:
    for field in type(settings).model_fields:
        value = getattr(settings, field)
        if isinstance(value, Secret):
            yield f"{path}.{field}", value
        elif isinstance(value, BaseModel):
            yield from _within(f"{path}.{field}", value)
