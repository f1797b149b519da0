"""A repeat count's __index__ may make the list longer: its size is looked at afterwards."""
class Grow:
    def __init__(self, target, count): self.target, self.count = target, count
    def __index__(self):
        self.target.extend([1, 2, 3, 4])
        return self.count
l = []
try: l * Grow(l, 2 ** 62)
except MemoryError: print('too large', l)
l = []
try: l *= Grow(l, 2 ** 62)
except MemoryError: print('too large', l)
l = []; print(l * Grow(l, 2), l * Grow(l, -5), (1, 2) * Grow(l, 2))
