"""A package in a package, with nothing in it but a module."""
