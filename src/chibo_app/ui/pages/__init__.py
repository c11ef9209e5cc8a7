"""One file per page of the navigation."""
