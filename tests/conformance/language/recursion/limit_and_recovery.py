"""setrecursionlimit moves the limit, and the depth left is the same after an overflow."""
import sys
def down(n): return 0 if n == 0 else 1 + down(n - 1)
print(down(900))
try:
    down(1100)
except RecursionError as e:
    print(e)
sys.setrecursionlimit(3000)
print(sys.getrecursionlimit(), down(2500))
sys.setrecursionlimit(200)
try:
    down(500)
except RecursionError:
    print('lower limit holds')
print(down(100))
sys.setrecursionlimit(1000)
for bad in (0, -1, 'x', 1.5):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
def overflow():
    try:
        overflow()
    finally:
        counts.append(1)
counts = []
try:
    overflow()
except RecursionError:
    print(len(counts) > 900, down(900))
def caught_deep(n):
    try:
        return caught_deep(n + 1)
    except RecursionError:
        return n
print(caught_deep(0) > 900)
class Ctx:
    def __enter__(self): return self
    def __exit__(self, *a): Ctx.exits += 1
Ctx.exits = 0
def nested():
    with Ctx():
        nested()
try:
    nested()
except RecursionError:
    print(Ctx.exits > 800)
for i in range(5):
    try:
        down(5000)
    except RecursionError:
        pass
print(down(900))
