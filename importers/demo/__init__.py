"""The demo directory: plainly fictional listings, made by tables, that exercise everything the product can show."""

SOURCE = "demo"  # the name of the source of every made-up listing: pages warn where they find it
