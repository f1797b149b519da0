"""`**` reads a dict's subclass by its keys() where that iterates in another way, else directly."""
class Own(dict):
    def __iter__(self): return iter(['x'])
    def keys(self): return ['a', 'b']
    def __getitem__(self, key): return key * 2
class Direct(dict):
    def keys(self): return ['a', 'b']
    def __getitem__(self, key): return key * 2
def f(**given): return given
for kind in Own, Direct:
    made = kind(z=1)
    print({**made}, dict(made), f(**made), {} | made, made | {}, made.copy())
    d = {}
    d.update(made)
    print(d)
