"""The intersection of a view with a set keeps the keys of the smaller one."""
d = {1.0: 1}
print(d.keys() & {1}, d.keys() & [1, 1, True], {1} & d.keys(), [1] & d.keys(), d.keys() & {1, 2}, {True: 0}.keys() & d.keys(), d.keys() & {1: 0, 2: 0}.keys())
print(d.items() & {(1, 1)}, d.items() & [(1, 1)], d.keys() | {1}, d.keys() - {2}, d.keys() ^ {1, 2}, [1] | d.keys())
