"""Mutilated files, updates and messages, handed to whatever reads them."""
