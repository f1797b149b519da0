"""A raised limit lets a function recurse a million deep."""
import sys
sys.setrecursionlimit(1_000_100)
def f(n): return 0 if n == 0 else 1 + f(n - 1)
print(f(1_000_000))
print(f(1_000_000))
