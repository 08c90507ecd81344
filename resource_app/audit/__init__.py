"""Who saw and who changed what: rows that are only added, chained by hashes within each record."""
