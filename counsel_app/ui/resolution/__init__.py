"""The resolution and the duties to cooperate."""
