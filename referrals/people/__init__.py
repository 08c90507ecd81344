"""People who are helped, and those who may speak for them: what is kept of them, sealed, and how they are found again."""
