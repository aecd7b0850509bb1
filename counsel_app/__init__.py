"""Hafenlotse: an offline assistant for counsellors in residence law."""

__version__ = "0.1.0"
