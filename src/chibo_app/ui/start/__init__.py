"""Before a book is open: the passphrase, the first run, the recovery code."""
