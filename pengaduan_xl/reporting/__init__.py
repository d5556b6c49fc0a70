"""Reports as use cases: read the register, count, write the file in the office's folder of reports."""
