"""Keyboards under messages, and what the platform refuses about them."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.standins.telegram.refusals import bad_request

BUTTONS = 100
BUTTONS_IN_A_ROW = 8
DATA_BYTES = 64
PLACEHOLDER_LENGTH = 64
_ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)


def check(markup: Mapping[str, Any] | None) -> None:
    """Refuse a keyboard the platform would refuse."""
    if markup is None:
        return
    if len(markup.get("input_field_placeholder", "")) > PLACEHOLDER_LENGTH:
        raise bad_request("input field placeholder is too long")
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in inline_buttons(markup):
        _check_button(button)


def inline(markup: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """An inline keyboard with at least one button: the only markup a message keeps."""
    rows = [row for row in (markup or {}).get("inline_keyboard", []) if row]
    return {"inline_keyboard": rows} if rows else None


def inline_buttons(markup: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    """Every button of an inline keyboard."""
    for row in (markup or {}).get("inline_keyboard", []):
        yield from row


def _check_button(button: Mapping[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action must be used")
    if "callback_data" in button:
        size = len(button["callback_data"].encode())
        if not 1 <= size <= DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
