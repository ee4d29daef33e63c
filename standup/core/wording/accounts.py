"""What the bot says about a person's accounts: linking, preferring, joining."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from standup.core.messages.markup import Message, bullets, phrase, phrase_spans
from standup.core.wording.times import names_text


def link_code(code: str, others: Sequence[str], invitations: Mapping[str, str]) -> Message:
    """A code, and what to do with it; `invitations` are links by platform that carry it."""
    text = phrase(
        "To join another account to this one, write this to me there ({others}), within ten "
        "minutes: `link {code}`",
        others=names_text(others),
        code=code,
    )
    for platform, link in invitations.items():
        text += phrase(
            "On {platform} this link does the same: {link}", platform=platform, link=link
        )
    return text + phrase("__It works once. Give it to nobody: whoever has it answers as you.__")


def nowhere_to_link() -> Message:
    """`link` where there is one platform only."""
    return phrase("I am on one platform only, so there is no other account to join to this one.")


def linked(name: str, titles: Sequence[str]) -> Message:
    """The code was good."""
    text = phrase("Hello {name}! This account is yours now, and counts as you.", name=name)
    if titles:
        text += phrase("You take part in {titles}.", titles=names_text(titles))
    return text + phrase("__Say__ `status` __for what is open, and__ `prefer` __for where I ask.__")


def another_account(platform: str) -> Message:
    """Told where the person talks to us already."""
    return phrase(
        "An account on {platform} was joined to yours with a code of yours. If that was not you, "
        "say `unlink {platform}`.",
        platform=platform,
    )


def wrong_code() -> Message:
    """The code was wrong, over, or used: which of these, nobody is told."""
    return phrase(
        "That code is not good, or not any more: each works once, and one from `link` for ten "
        "minutes. Ask for a new one."
    )


def too_many_tries(wait: timedelta) -> Message:
    """Too many wrong codes."""
    minutes = max(1, round(wait.total_seconds() / 60))
    unit = "minute" if minutes == 1 else "minutes"
    return phrase(
        "That were too many wrong codes. Please wait {minutes} {unit}.", minutes=minutes, unit=unit
    )


def unlink_which(platforms: Sequence[str]) -> Message:
    """`unlink` alone."""
    if not platforms:
        return phrase("You joined no account with a code.")
    rows = [phrase_spans("`unlink {platform}`", platform=platform) for platform in platforms]
    return phrase("Which account is to be yours no more?") + bullets(rows)


def unlinked(platform: str) -> Message:
    """A tie was undone."""
    return phrase("Done: the account you joined on {platform} is yours no more.", platform=platform)


def nothing_linked(platform: str) -> Message:
    """No tie to undo."""
    return phrase(
        "You joined no account on {platform} with a code. One that your organiser wrote down only "
        "they can take out.",
        platform=platform,
    )


def preference(present: str | None, platforms: Sequence[str]) -> Message:
    """Where the person is asked now."""
    text = phrase("I ask you on {present}.", present=present or "no platform")
    if len(platforms) > 1:
        rows = [phrase_spans("`prefer {platform}`", platform=platform) for platform in platforms]
        text += phrase("To be asked elsewhere, say:") + bullets(rows)
    return text


def preferred(platform: str) -> Message:
    """The preference was taken."""
    return phrase(
        "From now on I ask you on {platform}. You may answer anywhere.", platform=platform
    )


def not_there(platform: str, platforms: Sequence[str]) -> Message:
    """A preference for a platform on which the person has no account."""
    return phrase(
        "I know no account of yours on {platform}, only on {platforms}. `link` joins another.",
        platform=platform,
        platforms=names_text(platforms) if platforms else "no platform",
    )


def takes_part(titles: Sequence[str], organiser: str) -> Message:
    """`join` from somebody who is known."""
    if titles:
        return phrase("You take part in {titles}. Welcome!", titles=names_text(titles))
    return phrase(
        "I know you, and you take part in nothing yet. Please ask {organiser}.", organiser=organiser
    )


def stranger_joins(organiser: str, adapter: str, account: str) -> Message:
    """`join` from somebody who is not known: what their organiser needs to let them in."""
    return phrase(
        'To take part, please send this line to {organiser}: `{adapter}: "{account}"`',
        organiser=organiser,
        adapter=adapter,
        account=account,
    )


def comes_to_you_alone() -> Message:
    """Said where a command was given, while what it asks for comes to the person alone."""
    return phrase("I send it to you in our direct conversation, where nobody else reads it.")


def nothing_held() -> Message:
    """`report` before there is one."""
    return phrase("Nothing of yours has been held yet, so there is no report.")


_REASONS = {
    "not started": "has not begun a chat with me yet",
    "invited": "has not accepted my invitation yet",
    "declined": "declined my invitation",
    "blocked": "has blocked me",
    "closed": "takes no direct messages from me",
    "left": "left our chat",
    "gone": "the account is not there",
    "unknown": "cannot be reached",
}


def hindrance(reason: str) -> str:
    """Why somebody cannot be reached, in words that follow their name."""
    return _REASONS.get(reason, reason)
