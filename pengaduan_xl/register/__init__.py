"""The register workbook: its sheets, reading it, and writing it without losing a byte of others'."""
