"""The handbook: chapters in `resources/help`, read, searched, and written out as templates."""
