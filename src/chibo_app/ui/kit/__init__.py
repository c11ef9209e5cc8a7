"""Our few widgets, used by every page."""
