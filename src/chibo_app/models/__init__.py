"""The tables, one file per subject: Base (fields and validators) → Form (what may be stored) → table."""
