"""Reports from the register: the daily recap, the overdue list, and their files."""
