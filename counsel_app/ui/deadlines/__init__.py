"""Triage, calculator and calendar."""
