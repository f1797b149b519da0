"""range.index and range.count find what compares equal to one of its numbers."""
class Two:
    def __eq__(self, other): return other == 2
print(range(5).index(2.0), range(5).index(Two()), range(5).count(2.0), 2.0 in range(5), range(5).index(True))
try:
    range(5).index(2.5)
except ValueError as e:
    print(e)
