"""Pictures: what is drawn, for whom it can be read, and examples of each to look at."""
