"""Other people's listings into ours: sources, cleaning, matching, and the one pipeline they share."""
