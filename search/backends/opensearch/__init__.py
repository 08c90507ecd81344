"""The OpenSearch backend, a module for each of its questions; `backend` puts them together."""
