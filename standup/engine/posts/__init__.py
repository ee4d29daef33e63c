"""Posts, one file a kind: what each says now, and in which channels and thread it stands."""
