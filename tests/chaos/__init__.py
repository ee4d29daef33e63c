"""`standup run` itself, a real process, killed, stopped and starved while everybody writes."""
