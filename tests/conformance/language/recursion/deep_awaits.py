"""Deep await chains pass values, throw and close through every level, or end in RecursionError."""
class Trap:
    def __await__(self): return (yield 'trap')
async def deep(n):
    if n == 0:
        return await Trap()
    return 1 + await deep(n - 1)
c = deep(400)
print(c.send(None))
try:
    c.send(0)
except StopIteration as e:
    print(e.value)
c = deep(400)
c.send(None)
try:
    c.throw(KeyError('from the bottom'))
except KeyError as e:
    print(e)
c = deep(400)
c.send(None)
c.close()
finalized = []
async def cleaning(n):
    try:
        if n: await cleaning(n - 1)
        else: await Trap()
    finally:
        finalized.append(n)
c = cleaning(300)
c.send(None)
c.close()
print(finalized == list(range(301)))
async def no_suspend(n):
    return 0 if n == 0 else 1 + await no_suspend(n - 1)
try:
    no_suspend(800).send(None)
except StopIteration as e:
    print(e.value)
async def endless(): return await endless()
try:
    endless().send(None)
except RecursionError as e:
    print(type(e).__name__)
print('alive')
