"""The bot with each adapter, on a platform that another process plays."""
