"""Sổ Chi bộ: the record book of the secretary of a Party cell."""

__version__ = "0.1.0"
