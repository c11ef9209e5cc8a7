"""Wizards and questions: windows that exist to decide something."""
