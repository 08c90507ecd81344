"""The Flask application of ResourceLoop. Nothing is imported here: an import would close circles (docs/architecture.md)."""
