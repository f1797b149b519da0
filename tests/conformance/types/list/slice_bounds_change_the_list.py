"""A slice's bounds, or the items assigned to it, may change the list: its length is looked at after them."""
class Clear:
    def __init__(self, target, index, then=()):
        self.target, self.index, self.then = target, index, then
    def __index__(self):
        self.target.clear()
        self.target.extend(self.then)
        return self.index
def fresh(): return list(range(1000))
l = fresh(); print(l[Clear(l, 2):5], l)
l = fresh(); print(l[2:Clear(l, 900, [7, 8, 9])], l)
l = fresh(); print(l[Clear(l, 2, [7, 8, 9])::2], l)
l = fresh(); print(l[900:0:Clear(l, -7, [7, 8, 9])], l)
l = fresh(); l[Clear(l, 2):5] = [1]; print(l)
l = fresh(); l[500:600:Clear(l, 1, [7, 8, 9])] = [1, 2]; print(l)
l = fresh(); l[::Clear(l, 2, [7, 8, 9])] = 'ab'; print(l)
l = fresh()
try: l[::Clear(l, 2)] = range(500)
except ValueError as error: print(error, l)
l = fresh(); del l[Clear(l, 2, [7]):]; print(l)
l = fresh(); del l[::Clear(l, 2, [7, 8, 9])]; print(l)
l = fresh(); del l[900:0:Clear(l, -7, [7, 8, 9])]; print(l)
l = fresh()
try: l[Clear(l, 2)]
except IndexError as error: print(error)
l = fresh()
try: l[Clear(l, 2)] = 1
except IndexError as error: print(error)
l = fresh()
try: del l[Clear(l, 2)]
except IndexError as error: print(error)
def emptying(target):
    target.clear()
    yield from 'xyz'
l = fresh(); l[10:20] = emptying(l); print(l)
l = fresh(); l[:] = emptying(l); print(l)
for index in 'pop', 'insert':
    l = fresh()
    try: print(getattr(l, index)(Clear(l, 3, [1]), *([0] if index == 'insert' else [])), l)
    except IndexError as error: print(error)
l = fresh(); print(l * Clear(l, 3, [1, 2]), l)
l = fresh(); l *= Clear(l, 3, [1, 2]); print(l)
l = fresh()
try: l.index(5, Clear(l, 0))
except ValueError as error: print('not there')
try: [1, 2][-100::0] = 5
except ValueError as error: print(error)
