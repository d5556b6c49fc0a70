"""Reports that arrive by themselves: which are due, made once, caught up with, and who starts the work."""
