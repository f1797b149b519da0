"""A module in a package in a package, with nothing in it."""
