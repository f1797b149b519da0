"""A slice's bounds, or the bytes assigned to it, may change the bytearray: its length is looked at after them."""
class Clear:
    def __init__(self, target, index, then=b''):
        self.target, self.index, self.then = target, index, then
    def __index__(self):
        self.target[:] = self.then
        return self.index
def fresh(): return bytearray(range(256)) * 40
b = fresh(); print(b[Clear(b, 2):5], b)
b = fresh(); print(b[2:Clear(b, 9000, b'xyz')], b)
b = fresh(); print(b[9000:0:Clear(b, -2, b'xyz')], b)
b = fresh()
try: b[0:Clear(b, 9000):2] = b'A' * 4500
except ValueError as error: print(error, b)
b = fresh(); b[Clear(b, 2, b'xyz'):9000] = b'AB'; print(b)
b = fresh(); del b[Clear(b, 1, b'xyz'):9000]; print(b)
b = bytearray(b'0123456789'); b[::3] = b''; print(b)
b = bytearray(b'0123456789'); del b[8:1:-3]; print(b)
b = bytearray(b'0123456789'); b[5:2] = b'ab'; print(b)
b = bytearray(b'0123456789'); b[2:4] = b; print(b)
b = bytearray(b'0123456789'); b[::-1] = b; print(b)
for act in 'b[Clear(b, 3)]', 'b.pop(Clear(b, 3))', 'b.__setitem__(Clear(b, 3), 1)', 'b.__setitem__(3, Clear(b, 3))', 'b.__delitem__(Clear(b, 3))', 'b.remove(Clear(b, 3))':
    b = fresh()
    try: print(eval(act))
    except (IndexError, ValueError) as error: print(type(error).__name__, error)
b = fresh(); b.insert(Clear(b, 5000, b'ab'), 99); print(b)
b = fresh(); b.insert(5000, Clear(b, 99, b'ab')); print(b)
b = fresh(); b.append(Clear(b, 99, b'ab')); print(b)
b = fresh(); print(b * Clear(b, 2, b'ab'), b.center(Clear(b, 5, b'ab')), b.zfill(Clear(b, 5, b'7')), b.hex(':', Clear(b, 2, b'abc')))
b = fresh(); b *= Clear(b, 3, b'ab'); print(b)
b = fresh(); b.extend(Clear(b, i, b'ab') for i in range(3)); print(b)
b = fresh(); b[5:9] = [Clear(b, i, b'ab') for i in range(3)]; print(b)
print(b'a\tb'.expandtabs(Clear(b, 3)), b)
