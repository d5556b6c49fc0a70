"""The toolbar in LibreOffice Calc: its component inside the office, and the setting that names our Python."""
