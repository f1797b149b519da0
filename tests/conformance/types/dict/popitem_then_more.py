"""A dict that pairs of additions and popitem() go through still finds what is in it and what is not."""
d = {'keep': 1}
for i in range(1000):
    d[i * 7] = i
    d.popitem()
print('absent' in d, d, d.get(7))
for i in range(50): d[i] = i
for i in range(20): del d[i]
while len(d) > 5: d.popitem()
print(d)
for i in range(300):
    d[i] = d.popitem()[1]
print(len(d), 'keep' in d, 1000 in d)
