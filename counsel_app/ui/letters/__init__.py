"""Letters and papers: draft, preview, sending."""
