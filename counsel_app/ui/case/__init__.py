"""The case page: questions on the left, options on the right."""
