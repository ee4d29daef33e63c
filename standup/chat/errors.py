"""What `standup.chat.interface` and `standup.chat.secret` both raise; adapters import it there."""


class AdapterError(Exception):
    """Base of what an adapter may raise to the engine.

    `told` are the platform's own code and words, which stand in the log: never a person's words.
    """

    told = ""


class AuthLost(AdapterError):  # noqa: N818
    """The platform refuses our token or password; the message says what a person must do."""
