"""A set whose element clears it while it is compared goes on working."""
class Evil:
    def __init__(self, target): self.target = target
    def __hash__(self): return 1
    def __eq__(self, other):
        self.target.clear()
        return False
s = set()
s.add(Evil(s))
s.add(1)
print(s)
s = {2, 3}
s.add(Evil(s))
s.update([1, 5])
print(s)
s = {1}
s.add(Evil(s))
print(len(s))
d = {}
d[Evil(d)] = 1
d[1] = 2
print(d)
s = set()
s.add(Evil(s))
print(1 in s, len(s), s == {1})
