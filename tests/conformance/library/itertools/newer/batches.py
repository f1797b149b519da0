"""batched() gives tuples of n items; the last may be shorter, but not with strict=True."""
from itertools import batched

for size in 1, 2, 3, 7, 40:
    print(list(batched("abcdefg", size)))
print([len(batch) for batch in batched(range(100), 33)], list(batched([], 2)))
print(list(batched("abcd", 2, strict=True)))
walk = batched("abc", 2, strict=True)
print(next(walk))
try:
    next(walk)
except ValueError as error:
    print(error)
print(list(walk))
for arguments in ([], 0), ([], "a"), ([],), (1, 2):
    try:
        batched(*arguments)
    except Exception as error:
        print(type(error).__name__, error)
