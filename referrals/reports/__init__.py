"""What can be told of many referrals together, and of nobody."""
