"""One standup over a real Synapse and the stand-ins of Telegram and Discord at once."""
