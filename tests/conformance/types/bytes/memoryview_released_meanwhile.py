"""An __index__ may release the view that it is used with; a released view equals itself alone."""
class Release:
    def __init__(self, view): self.view = view
    def __index__(self):
        self.view.release()
        return 1
def read(m): return m[Release(m)]
def put(m): m[Release(m)] = 5
def put_released(m): m[0] = Release(m)
def delete(m): del m[0]
def join(m): m.release(); return b''.join([m])
def far(m): return m[2 ** 70]
for act in read, put, put_released, delete, join, far:
    try: print(act(memoryview(bytearray(b'abc'))))
    except (ValueError, TypeError, IndexError) as error: print(type(error).__name__, error)
m = memoryview(b'abc')
print(repr(m).split()[0])
m.release()
print(m == m, m == b'abc', m != memoryview(b'abc'), repr(m).split()[0])
