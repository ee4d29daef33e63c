"""Every sentence that the bot says: in direct messages, in threads, in reports over a period."""
