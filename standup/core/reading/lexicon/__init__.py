"""What words and phrases mean in an outcome, one file a language, the same tags in each.

Each file has `SAID`: a tag, and the phrases that have it, with commas between them.
"""
