"""Builds and tries the installers; called by `dev.py build` and `dev.py smoke`. Standard library only."""
