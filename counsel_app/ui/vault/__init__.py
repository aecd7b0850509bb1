"""First start, unlocking, locking, and the page of vault and data protection."""
