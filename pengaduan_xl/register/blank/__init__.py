"""Building the blank register from the declarations of its sheets (XlsxWriter, on a developer's machine)."""
