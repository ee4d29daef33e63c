"""The store in a SQLite file, through aiosqlite."""
