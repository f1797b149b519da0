"""re.DEBUG prints nothing; CPython prints the parsed pattern and the code of its matcher.

Reason: patterns are compiled for other engines, and differently for each kind of text.
Way round: none.
"""
import re

print(re.compile("a|b", re.DEBUG).match("b"))
