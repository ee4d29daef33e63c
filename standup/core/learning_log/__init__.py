"""The learning log: its entries, how they are searched, tagged and found again."""
