"""The letters' side of the desk."""
