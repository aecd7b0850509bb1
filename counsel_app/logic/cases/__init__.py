"""Cases: what people said about themselves, and nothing that follows from it."""
