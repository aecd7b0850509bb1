"""The window: paints snapshots and reports what the counsellor did. It decides nothing."""
