"""Generators driven by a hand-made scheduler interleave in the order they are resumed."""
log = []
def task(name, n):
    for i in range(n):
        log.append(f'{name}{i}')
        yield
    return name + ' done'
def run(*tasks):
    queue = list(tasks)
    results = []
    while queue:
        t = queue.pop(0)
        try:
            next(t)
            queue.append(t)
        except StopIteration as e:
            results.append(e.value)
    return results
print(run(task('a', 2), task('b', 3), task('c', 1)))
print(log)
def consumer(out):
    try:
        while True:
            out.append((yield len(out)))
    except GeneratorExit:
        out.append('closed')
def filter_to(target, pred):
    next(target)
    while True:
        x = yield
        if pred(x):
            target.send(x)
out = []
c = consumer(out)
f = filter_to(c, lambda x: x % 2)
next(f)
for i in range(5):
    f.send(i)
c.close()
print(out)
def ping_pong():
    value = 0
    while value is not None and value < 5:
        value = yield value + 1
    return value
p = ping_pong()
v = next(p)
trace = [v]
try:
    while True:
        v = p.send(v + 1)
        trace.append(v)
except StopIteration as e:
    trace.append(('end', e.value))
print(trace)
def parser():
    tokens = []
    while True:
        char = yield
        if char is None: return ''.join(tokens)
        tokens.append(char.upper())
p = parser()
next(p)
for ch in 'abc': p.send(ch)
try: p.send(None)
except StopIteration as e: print(e.value)
