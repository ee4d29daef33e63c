"""What any room reads texts with: patterns, letters, names, phrases, sentences."""
