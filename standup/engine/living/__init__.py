"""Items that live: who is told of them, asked about them and moves them."""
