"""The office's letters: which there are, what they say, their numbers, and writing them as Word files."""
