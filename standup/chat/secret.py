"""Tokens and passwords: named in YAML, kept elsewhere, never printed."""

import os
import stat
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from standup.chat.errors import AuthLost
from standup.core.text.pattern import Pattern

_REFUSED = (
    "a secret must not be in YAML, where it ends up in git; put it into an environment variable"
    " and write {env: NAME}, or into a file only the bot can read and write {file: PATH}"
)
_LARGEST = 64 * 1024  # bytes
_INVISIBLE = "\ufeff\u200b"  # what editors and chats leave around a text
_VARIABLE = Pattern(r"[A-Za-z_][A-Za-z0-9_]*")
_LIKE_A_NAME = Pattern(r"[A-Z_][A-Z0-9_]*|[a-z_]{1,40}")
_LIKE_A_FILE = Pattern(r"[\w.-]{1,19}|[\w-]{1,60}\.[a-z]{1,10}|[A-Za-z_.-]{1,60}")
_ASSIGNED = Pattern(r"(?:export\s+|set\s+)?[A-Z][A-Z0-9_]+\s*=")
_QUOTES = ('"', "'", "`", "“", "‘", "«")
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class SecretMissingError(AuthLost):
    """A secret is named in the configuration but is not where it says, or cannot be one."""


class Secret(BaseModel):
    """Where a secret is kept: `{env: NAME}` or `{file: PATH}`, a path relative to the YAML file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    env: str | None = Field(None, description="the environment variable, such as `STANDUP_KEY`")
    file: Path | None = Field(None, description="the file, such as `secrets/key`")

    @model_validator(mode="before")
    @classmethod
    def _refuse_plain(cls, value: Any) -> Any:
        if isinstance(value, dict):
            if len(value) == 1 and value.keys() <= {"env", "file"}:  # a key may be the secret
                return value
            raise ValueError("give one of {env: NAME} and {file: PATH}")
        raise ValueError(_REFUSED)

    @field_validator("env")
    @classmethod
    def _is_a_name(cls, name: str | None) -> str | None:
        if name is not None and not _VARIABLE.fullmatch(name):
            raise ValueError(
                "this is not the name of an environment variable, such as STANDUP_KEY; the secret"
                " itself goes into the variable, and never into YAML"
            )
        return name

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
        text = self._text().strip(_INVISIBLE).strip().strip(_INVISIBLE)
        if not text:
            raise SecretMissingError(f"the secret is not there: {self.place} is empty or missing")
        if wrong := _wrong(text):
            raise SecretMissingError(f"{self.place} {wrong}")
        return text

    @property
    def place(self) -> str:
        """Where it is, in words; without the name where that may be the secret itself."""
        if self.env is not None:
            is_one = _LIKE_A_NAME.fullmatch(self.env) or self.env in os.environ
            return f"environment variable {self.env if is_one else 'that {env: …} names'}"
        assert self.file is not None
        is_one = _LIKE_A_FILE.fullmatch(self.file.name) or _is_there(self.file)
        return f"file {self.file if is_one else 'that {file: …} names'}"

    def doubt(self) -> str | None:
        """What was hardly meant to be a part of it, in words. Raises as `reveal`."""
        found = _besides(self.reveal())
        return found and f"{self.place} {found}, which counts as a part of the secret"

    def openness(self) -> str | None:
        """Whether others on this machine may read or write its file, in words."""
        try:
            if self.file is None or self.file.is_symlink() or _is_mounted(self.file):
                return None
            mode = self.file.stat().st_mode
        except OSError:
            return None
        if not stat.S_ISREG(mode) or not mode & 0o026:
            return None
        what = "written" if mode & 0o022 else "read"
        return f"{self.place} can be {what} by others: chmod 600 {self.file}"

    def _text(self) -> str:
        if self.env is not None:
            return os.environ.get(self.env, "")
        assert self.file is not None
        try:
            if _is_used_up(self.file):
                raise SecretMissingError(
                    f"{self.place} is a pipe or a device, which cannot be read again: name a file"
                )
            with self.file.open("rb") as file:
                content = file.read(_LARGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError as error:
            raise SecretMissingError(f"{self.place} {_unread(error)}") from None
        if len(content) > _LARGEST:
            raise SecretMissingError(f"{self.place} is too large to be a secret")
        return self._decoded(content)

    def _decoded(self, content: bytes) -> str:
        marked = (encoding for mark, encoding in _MARKS if content.startswith(mark))
        try:
            return content.decode(next(marked, None) or _unmarked(content))
        except UnicodeDecodeError:
            raise SecretMissingError(f"{self.place} is not text: save it as UTF-8") from None


def _unmarked(content: bytes) -> str:
    """UTF-16 without a mark has a zero beside each letter."""
    even, odd = content[::2], content[1::2]
    if len(content) > 2 and len(content) % 2 == 0 and not any(odd):
        return "utf-16-le"
    return "utf-16-be" if len(odd) > 1 and len(even) == len(odd) and not any(even) else "utf-8-sig"


def _is_used_up(file: Path) -> bool:
    """Whether reading it once leaves nothing to read, or waits for whoever writes it."""
    mode = file.stat().st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)


def _unread(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "is a folder: name the file in it"
    if isinstance(error, PermissionError):
        return "may not be read by the bot's user: give it to that user, with chmod 600"
    return f"cannot be read: {error.strerror}"


def _wrong(text: str) -> str | None:
    """Why no program takes this for a secret, without a letter of it."""
    lines = len(text.splitlines())
    if lines > 1:
        return f"has {lines} lines: leave only the secret there, in one line"
    hidden = next((sign for sign in text if not sign.isprintable()), None)
    if hidden is not None:
        return f"has an invisible character in it (U+{ord(hidden):04X}): write it anew"
    return None


def _besides(text: str) -> str | None:
    if text.startswith(_QUOTES) and len(text) > 1:
        return "begins with a quote"
    if _ASSIGNED.match(text):
        return "begins with NAME="
    return "has a space in it" if any(sign.isspace() for sign in text) else None


def _is_mounted(file: Path) -> bool:
    """Whether the host of a container has put it there, who alone says who may read it."""
    return file.is_relative_to("/run")


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return False
