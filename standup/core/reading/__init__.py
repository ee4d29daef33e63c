"""Reading what people type: spans of the original, their tags, and what whole clauses say."""
