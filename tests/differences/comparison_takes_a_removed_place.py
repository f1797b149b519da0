"""A comparison that adds a key where another was removed: the set counts what it holds, and can be emptied."""


class Key:
    def __init__(self, name):
        self.name = name
        self.act = None

    def __hash__(self):
        return 0

    def __eq__(self, other):
        for key in (self, other):
            if key.act:
                act, key.act = key.act, None
                act()
        return self is other


a, b, c, d = map(Key, "abcd")
keys = {a, b}
keys.discard(a)
b.act = lambda: keys.add(c)
keys.add(d)
print(len(keys) == len(list(keys)), d in keys)
count = len(keys)
while keys:
    keys.pop()
    count -= 1
print(count)
