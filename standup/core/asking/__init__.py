"""A check-in while it is asked: questions, answers, choices, and what waits to be settled."""
