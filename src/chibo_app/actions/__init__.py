"""Every verb of the user: one function that takes a session and never commits."""
