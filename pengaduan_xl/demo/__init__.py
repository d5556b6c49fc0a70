"""A demo office: three months of complaints, played through the desk's own acts."""
