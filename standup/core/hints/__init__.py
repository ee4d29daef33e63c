"""What people are told of their plans: what was settled before, and who plans the same."""
