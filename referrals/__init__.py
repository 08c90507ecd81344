"""Everything about a member: the only home of members' data. What leaves is an event of a listing, a reason and a day."""
