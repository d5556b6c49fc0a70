"""Pengaduan: an Excel register of citizens' complaints that obeys its office's SOP."""

__version__ = "0.4.0"
