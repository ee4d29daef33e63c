"""One person's conversation: what happens in it, what follows, and the decision between the two."""
