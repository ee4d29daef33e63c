"""The moving parts: what opens, takes in, sends out and publishes."""
