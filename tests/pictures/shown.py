"""Pictures as a platform is handed them."""

from standup.core.messages.charts import Kinds
from standup.core.messages.markup import Message, Picture
from standup.pictures import drawing


def picture(alt: str, count: int = 1) -> Message:
    """A drawn picture, another one for another count."""
    chart = Kinds("Kinds of learning", "Learning Day", ("Reading", "Code"), (5, count))
    return Message((Picture(chart, alt, drawing.png(chart)),))


def bytes_of(message: Message) -> bytes:
    """What its reader is to get."""
    assert message.picture is not None
    return message.picture[1].png
