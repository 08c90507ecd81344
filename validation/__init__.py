"""The promise that every listing is confirmed every six months, or not shown."""
