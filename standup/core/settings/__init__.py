"""What people said about the configuration since it was written, laid over it.

`setting` holds what can be said, `overlay` lays it over an instance, `reading` reads the words.
"""
