"""The kit every page is made of. Nothing here knows the subject."""
