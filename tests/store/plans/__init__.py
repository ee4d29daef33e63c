"""How the store's statements find what they ask for, on both databases, once both are full."""
