"""Rights of the people counselled and duties of the advice centre: erasure, consent, access, loss."""
