"""Having a summary written by the model that a configuration names."""

from standup.chat.secret import SecretMissingError
from standup.config import Loaded
from standup.core.summaries import prompt
from standup.core.summaries.prompt import Request
from standup.core.summaries.summary import Summary
from standup.errors import ModelError
from standup.summaries import client
from standup.summaries.client import Model


async def written_by(loaded: Loaded, request: Request) -> Summary:
    """What the model writes, as far as it rests on the reports. Raises ModelError."""
    told = loaded.summaries
    if told is None:
        raise ModelError("no model is configured: `summaries` in instance.yaml names one")
    try:
        key = told.key.reveal() if told.key else ""
    except SecretMissingError as error:
        raise ModelError(f"the key of {told.model}: {error}") from None
    answer = await client.ask(Model(told.url, told.model, key), request)
    found = prompt.read(answer, request, told.model)
    if not found.statements:
        raise ModelError(f"{told.model} wrote nothing that cites a report it was shown")
    return found
