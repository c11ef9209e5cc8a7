"""Every question of a screen or document: a session in, frozen dataclasses out."""
