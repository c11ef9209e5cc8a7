"""The regulations as pure functions over plain values, and the loader of the dated rule data."""
