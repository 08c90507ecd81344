"""What a person agreed to: versions that are only added, and the question every send, view and export asks of them."""
