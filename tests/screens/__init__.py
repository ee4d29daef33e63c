"""Screenshots for docs/: a quarter of Learning Days on every platform, and its site."""
