"""What the platform says when it refuses, in its own words."""

from typing import Any


class RefusedError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer as it goes over the wire."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(words: str, **parameters: Any) -> RefusedError:
    """400, with what is wrong about the request."""
    return RefusedError(400, f"Bad Request: {words}", **parameters)


def forbidden(words: str) -> RefusedError:
    """403, with why the bot may not."""
    return RefusedError(403, f"Forbidden: {words}")


def conflict(words: str) -> RefusedError:
    """409: somebody else takes the updates."""
    return RefusedError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> RefusedError:
    """429, with how long to wait."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
