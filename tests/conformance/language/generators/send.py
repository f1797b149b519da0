"""send resumes a generator with a value; a just-started one takes only None."""
def averager():
    total = count = 0
    average = None
    while True:
        term = yield average
        if term is None:
            return total, count
        total += term
        count += 1
        average = total / count
a = averager()
try:
    a.send(1)
except TypeError as e:
    print(e)
print(a.send(None), a.send(10), a.send(20))
try:
    a.send(None)
except StopIteration as e:
    print(e.value)
try:
    a.send(1)
except StopIteration as e:
    print(e.value)
def order():
    print('x =', (yield 1) + (yield 2))
    l = [(yield 'a'), (yield 'b')]
    print(l)
    d = {(yield 'k'): (yield 'v')}
    return d
o = order()
print(next(o), o.send(10), o.send(20), o.send('A'), o.send('B'), o.send('key'))
try:
    o.send('value')
except StopIteration as e:
    print(e.value)
def in_call():
    print('args', (yield), *(yield), sep='|')
c = in_call()
next(c)
c.send('one')
try:
    c.send([2, 3])
except StopIteration:
    print('done')
def conditional():
    while (x := (yield)) != 'stop':
        print('received', x)
g = conditional()
next(g)
for m in ('a', 'b', 'stop'):
    try:
        g.send(m)
    except StopIteration:
        print('stopped')
