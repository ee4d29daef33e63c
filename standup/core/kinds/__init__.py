"""The kinds of questions, one file each, and the closed list of them."""
