"""Ground floor: text, dates, numbers, errors, files. Knows nothing of the subject above it."""
