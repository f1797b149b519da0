"""A set that is cleared or filled while a key is compared keeps its order of things: what is added then is there."""


class Key:
    def __init__(self, action):
        self.action = action

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.action()
        return False


s = set()
for _ in range(50):
    s.add(Key(s.clear))
print(len(s))
s.update([Key(s.clear) for _ in range(5)])
print(len(s))
s.discard(Key(s.clear))
s.add(Key(s.clear))
print(len(s))
s &= {Key(s.clear)}
s |= {Key(s.clear)}
s ^= {Key(s.clear)}
s -= {Key(s.clear)}
print(len(s))

t = {Key(lambda: None)}
count = 0


def fill():
    global count
    if count < 100:
        count += 1
        t.add(count + 1000)


t.add(Key(fill))
print(len(t) > 2, 1001 in t)
