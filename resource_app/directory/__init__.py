"""The directory: HSDS listings, who confirmed what, and what the public may see."""
