"""dict.popitem finds the last entry without asking its key, and del asks for the hash even of an empty dict."""
class Key:
    def __hash__(self):
        if armed: raise ValueError('hashed')
        return 5
    def __eq__(self, other): raise ValueError('compared')
armed = False
d = {1: 'a', Key(): 'b', 2: 'c'}
del d[2]
armed = True
print(d.popitem()[1], d.popitem(), d)
try: d.popitem()
except KeyError as error: print(error)
d = {i: i for i in range(20)}
for i in range(20): d.popitem(); d[100 + i] = i
print(len(d), d)
try: del {}[[]]
except TypeError: print('unhashable')
try: {}.pop([])
except KeyError as error: print('KeyError', error)
print({}.pop([], 1))
