"""What the program knows and decides. No Qt, no clock, no network: days and paths come in as arguments."""
