"""finally runs on return, break, continue and exceptions, in order from the inside out."""
log = []
def nested():
    try:
        try:
            return log.append('return value')
        finally:
            log.append('inner')
    finally:
        log.append('outer')
nested()
print(log); log.clear()
for i in range(3):
    try:
        if i == 0: continue
        if i == 2: break
        log.append('body')
    finally:
        log.append(i)
print(log); log.clear()
def raises_in_finally():
    try:
        return 'lost'
    finally:
        {}['from finally']
try:
    raises_in_finally()
except KeyError as e:
    print(e, e.__context__)
def swallowed():
    try:
        raise ValueError
    except ValueError:
        try:
            raise KeyError('inner')
        except KeyError:
            log.append('inner handled')
        return 'fine'
    finally:
        log.append('last')
print(swallowed(), log); log.clear()
def generator():
    try:
        yield 1
        yield 2
    finally:
        log.append('gen finally')
for x in generator():
    pass
print(log); log.clear()
def deep(n):
    try:
        if n == 0: raise ValueError('bottom')
        deep(n - 1)
    finally:
        log.append(n)
try:
    deep(4)
except ValueError as e:
    print(e, log)
def loop_in_finally():
    out = []
    try:
        out.append('try')
    finally:
        for i in range(3):
            if i == 1: continue
            out.append(i)
    return out
print(loop_in_finally())
