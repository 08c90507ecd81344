"""What a machine can find wrong with a listing: signals for people, never verdicts."""
