"""Who signs in, what they may do, and how they prove who they are. An organization is named by its id only."""
