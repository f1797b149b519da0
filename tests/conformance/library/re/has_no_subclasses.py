"""The classes of patterns and matches are no bases of others."""

import re

for base in (re.Pattern, re.Match):
    try:
        type("Derived", (base,), {})
    except TypeError as error:
        print(error)
