# -*- coding: latin-1 -*-
"""A source file may be Latin-1 when it says so."""
print(ascii("éÿ"), len("é"))
