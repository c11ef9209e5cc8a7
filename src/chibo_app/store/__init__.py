"""The file on disk: opening, transactions, journal, snapshots, health."""
