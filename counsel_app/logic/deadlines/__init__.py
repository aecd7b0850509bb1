"""Deadlines of remedies, with every step and its norm."""
