"""The rules a network gives itself: seen by everybody, changed by its administrator, written down."""
