"""How long tests wait for what is to come."""

PATIENCE = 60.0
"""Seconds for anything on a busy machine: only what hangs takes longer."""
