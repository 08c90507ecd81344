"""The demo directory: plainly fictional listings, made by tables, that exercise everything the product can show."""
