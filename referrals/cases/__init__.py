"""What a person needs, and who sees to it: one case, one owner, its needs."""
