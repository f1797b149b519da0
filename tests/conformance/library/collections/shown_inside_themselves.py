"""Views of dicts and defaultdicts that hold themselves are shown; UserString.encode takes None."""
import collections

for view in ("keys", "values", "items"):
    mapping = {}
    mapping[42] = getattr(mapping, view)()
    print(mapping, mapping[42])


class Own(collections.defaultdict):
    def __init__(self):
        self.default_factory = self.make

    def make(self):
        return []


print(repr(Own()).replace("__main__.", ""), Own())
print(collections.UserString("é").encode(None), collections.UserString("é").encode("latin-1", None))
for text, mapping in (("{}", {}), ("{0}", [1]), ("{0}", {0: 1}), ("{a[0]}{{}}", {"a": [1]})):
    try:
        print(text.format_map(mapping))
    except ValueError as error:
        print(error)
print(b"%b %s" % (memoryview(b"ab"), memoryview(b"cd")))
