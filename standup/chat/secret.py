"""Tokens and passwords: named in YAML, kept elsewhere, never printed."""

import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from standup.chat.interface import AuthLost

_REFUSED = (
    "a secret must not stand in YAML, where it ends up in git; put it into an environment variable"
    " and write {env: NAME}, or into a file only the bot can read and write {file: PATH}"
)


class SecretMissingError(AuthLost):
    """A secret is named in the configuration but is not where it says."""


class Secret(BaseModel):
    """Where a secret is kept: `{env: NAME}` or `{file: PATH}`, a path relative to the YAML file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    env: str | None = Field(None, description="the environment variable, such as `STANDUP_KEY`")
    file: Path | None = Field(None, description="the file, such as `secrets/key`")

    @model_validator(mode="before")
    @classmethod
    def _refuse_plain(cls, value: Any) -> Any:
        if isinstance(value, dict):
            if len(value) == 1:
                return value
            raise ValueError("give one of {env: NAME} and {file: PATH}")
        raise ValueError(_REFUSED)

    @model_validator(mode="after")
    def _beside_the_yaml(self, info: ValidationInfo) -> "Secret":
        folder = (info.context or {}).get("folder")
        if self.file is not None and folder is not None and not self.file.is_absolute():
            object.__setattr__(self, "file", Path(folder) / self.file)
        return self

    def reveal(self) -> str:
        """The secret itself, read anew each time so that a renewed one is picked up.

        Raises SecretMissingError, which says what to write where.
        """
        if self.env is not None:
            value = os.environ.get(self.env, "")
            where = f"environment variable {self.env}"
        else:
            assert self.file is not None
            value = _read(self.file)
            where = f"file {self.file}"
        if not value.strip():
            raise SecretMissingError(f"the secret is not there: {where} is empty or missing")
        return value.strip()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
