"""A search engine for listings that does not know who uses it. It imports nothing else of ResourceLoop."""
