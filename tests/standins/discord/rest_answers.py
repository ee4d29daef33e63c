"""Routes by which the bot answers interactions."""

from tests.standins.discord import interactions, messages, payloads
from tests.standins.discord.calls import NOTHING, Answer, Call, route
from tests.standins.discord.errors import Refused
from tests.standins.discord.interactions import Interaction
from tests.standins.discord.world import Message

HOOK = "/webhooks/{webhook_id}/{webhook_token}"


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
def answer_interaction(call: Call) -> Answer:
    found = call.platform.interactions.get(call.params["interaction_token"])
    if found is None or found.id != call.id("interaction_id"):
        raise Refused(10062)
    outcome = interactions.answer(call.platform, found, call.body, call.uploads)
    return Answer(outcome) if call.yes("with_response") else NOTHING


def _hook(call: Call) -> Interaction:
    if call.id("webhook_id") != call.platform.world.application_id:
        raise Refused(10015)
    return interactions.of_token(call.platform, call.params["webhook_token"])


@route("POST", HOOK)
def follow_up(call: Call) -> Answer:
    message = interactions.follow_up(call.platform, _hook(call), call.body, call.uploads)
    return Answer(payloads.message(call.platform.world, message))


@route("GET", f"{HOOK}/messages/@original")
@route("GET", f"{HOOK}/messages/{{message_id}}")
def answer_message(call: Call) -> Answer:
    return Answer(payloads.message(call.platform.world, _answered(call, _hook(call))))


@route("PATCH", f"{HOOK}/messages/@original")
@route("PATCH", f"{HOOK}/messages/{{message_id}}")
def edit_answer(call: Call) -> Answer:
    hook = _hook(call)
    found = _answered(call, hook)
    changed = interactions.rewrite(call.platform, hook, found, call.body, call.uploads)
    return Answer(payloads.message(call.platform.world, changed))


@route("DELETE", f"{HOOK}/messages/@original")
@route("DELETE", f"{HOOK}/messages/{{message_id}}")
def delete_answer(call: Call) -> Answer:
    messages.delete(call.platform, _answered(call, _hook(call)))
    return NOTHING


def _answered(call: Call, hook: Interaction) -> Message:
    return interactions.answered_message(hook, call.params.get("message_id", "@original"))
