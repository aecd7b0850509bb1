"""The conversation: which question comes next, and which answers cannot be."""
