"""Paper: records in, blocks, then PDF, Word or Excel bytes out. Never changes a record."""
