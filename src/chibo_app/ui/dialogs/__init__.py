"""Dialogs: only to decide something, or in at most four steps with a preview."""
