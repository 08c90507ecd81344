"""The pages. One module for each section; views stay short and hand plain view models to the templates."""
