"""The bottom layer that alone speaks the .xlsx format: zip members, XML parts, cells, rows and tables."""
