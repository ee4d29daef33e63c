"""The Matrix adapter, on any homeserver that speaks the client-server API."""

from standup_matrix.adapter import MatrixAdapter, plugin
from standup_matrix.settings import MatrixSettings

__all__ = ["MatrixAdapter", "MatrixSettings", "plugin"]
