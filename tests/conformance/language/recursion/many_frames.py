"""A raised limit lets script functions recurse a hundred thousand deep."""
import sys
sys.setrecursionlimit(110000)
def f(n): return 0 if n == 0 else 1 + f(n - 1)
print(f(100000))
def collatz_like(n, acc=()):
    return n if n <= 1 else collatz_like(n - 1)
print(collatz_like(50000))
class Node:
    def __init__(self, next): self.next = next
    def length(self): return 1 if self.next is None else 1 + self.next.length()
node = None
for _ in range(20000): node = Node(node)
print(node.length())
def unwinds(n):
    if n == 0: raise ValueError('from the bottom')
    try:
        unwinds(n - 1)
    finally:
        unwinds.count += 1
unwinds.count = 0
try:
    unwinds(20000)
except ValueError as e:
    print(e, unwinds.count)
