"""What files can be read? One module for each format; `table.SOURCES` lists them."""
