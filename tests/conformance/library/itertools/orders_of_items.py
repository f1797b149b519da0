"""product, permutations and combinations, of all sizes, in lexical order; unpacked or whole."""
from itertools import *

for size in range(5):
    print(list(product("ab", repeat=size)))
    print(list(permutations("abc", size)))
    print(list(combinations("abcd", size)))
    print(list(combinations_with_replacement("abc", size)))
print(list(product()), list(product("ab", "", "c")), list(product("ab", [1, 2], (3,))), list(product("ab", repeat=0)))
print(list(permutations("abc")), list(permutations("")), list(combinations("", 0)), list(combinations_with_replacement("", 1)))
print([a + b for a, b in product("ab", "xy")])
print([a + b for a, b in permutations("abc", 2)])
print([a + b for a, b in combinations("abc", 2)])
print([a + b for a, b in combinations_with_replacement("abc", 2)])
print(len(list(permutations(range(6)))), sum(1 for _ in combinations(range(12), 5)))
kept = list(combinations(range(4), 2))
print(len(set(map(id, kept))) == len(kept))
finished = combinations("ab", 2)
print(list(finished), list(finished))
