"""What the commands do that concern more than a question: each handler is named in the table."""
