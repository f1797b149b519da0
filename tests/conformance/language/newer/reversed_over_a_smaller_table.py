"""A reversed iterator of a dict whose keys were all replaced stays within the dict."""
d = dict.fromkeys(range(100))
for i in range(50): del d[i]
backwards = reversed(d)
print(next(backwards))
d.clear()
d.update(dict.fromkeys(range(50)))
assert set(backwards) <= set(range(50))
