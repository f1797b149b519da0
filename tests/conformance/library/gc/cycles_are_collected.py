"""Objects in cycles are finalized once nothing reaches them."""
import gc
finalized = []
class Node:
    def __init__(self, n):
        self.n = n
        self.other = None
    def __del__(self):
        finalized.append(self.n)
def make(n):
    a, b = Node(n), Node(n)
    a.other, b.other = b, a
def churn(depth):
    if depth: churn(depth - 1)
    return [object() for _ in range(100)]
for i in range(500):
    make(i)
churn(50)
gc.collect()
gc.collect()
print('most are gone', len(finalized) > 900, len(finalized) <= 1000)
print('each once', len([1 for n in set(finalized) if finalized.count(n) > 2]) == 0)
keep = Node('kept')
keep.other = keep
for i in range(3):
    gc.collect()
print('kept' in finalized, keep.other is keep)
class InClosure:
    def __del__(self): finalized.append('closure')
def closures():
    o = InClosure()
    def f(): return o, f
    return None
for _ in range(100):
    closures()
churn(50)
gc.collect()
print(finalized.count('closure') > 80)
