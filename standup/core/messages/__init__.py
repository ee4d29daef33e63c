"""The tree of a message, what platforms can show of it, and how it is laid out and split."""
