"""Backups: sealed, read back before they count, thinned out, restored without bringing erased cases back."""
