"""Buttons in the open workbook: one list of them, and what each program needs to show and run it."""
