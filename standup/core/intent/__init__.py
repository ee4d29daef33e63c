"""What a message to the bot is."""
