"""The homeserver of the tests."""

from tests.matrix.conftest import synapse

__all__ = ["synapse"]
