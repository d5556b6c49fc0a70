"""The office's rules: procedure, office time, acts and audit; no files, no clock, no I/O library."""
