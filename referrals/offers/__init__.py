"""A referral put to one listing: which moves there are, who may make them, and what each needs."""
