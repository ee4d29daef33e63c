"""The tree of a message under the name by which adapters of third parties have known it."""

from standup.core.messages.markup import *  # noqa: F403
