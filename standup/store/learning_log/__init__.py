"""The learning log: its entries kept in step with what was shared, and found again."""
