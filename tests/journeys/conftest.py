"""Journeys walk through the pages over the samples, with the client that checks every answer."""

from tests.web.conftest import client, shared_app, shelf

__all__ = ["client", "shared_app", "shelf"]
