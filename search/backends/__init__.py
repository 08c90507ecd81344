"""The backends; each keeps the promise of `search.backend.SearchBackend` and knows no other."""
