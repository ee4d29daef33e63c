"""Decisions without I/O: what is asked when, what a reply means, what a report says."""
