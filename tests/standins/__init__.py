"""Strict stand-ins for platforms whose servers cannot run here: programs of their own."""
