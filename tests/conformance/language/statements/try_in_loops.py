"""try with break, continue and else inside loops keeps the loop and handlers apart."""
log = []
for i in range(5):
    try:
        if i == 1: continue
        if i == 3: break
        if i == 2: raise ValueError
    except ValueError:
        log.append('except')
        continue
    else:
        log.append(f'else{i}')
    finally:
        log.append(f'finally{i}')
    log.append(f'end{i}')
else:
    log.append('loop else')
print(log); log.clear()
while True:
    try:
        while True:
            try:
                break
            finally:
                log.append('inner finally')
        log.append('after inner')
        break
    finally:
        log.append('outer finally')
print(log); log.clear()
def retry(times):
    for attempt in range(times):
        try:
            if attempt < 2: raise OSError(f'attempt {attempt}')
            return f'worked at {attempt}'
        except OSError as e:
            log.append(str(e))
            last = e
    else:
        raise last
print(retry(5), log); log.clear()
try:
    retry(1)
except OSError as e:
    print('gave up:', e)
def search(rows, x):
    for r, row in enumerate(rows):
        for c, v in enumerate(row):
            try:
                if v / x == 1: return r, c
            except ZeroDivisionError:
                break
            except TypeError:
                continue
        else:
            log.append(f'row {r} done')
    return None
print(search([[1, 2], ['a', 5]], 5), search([[1]], 0), search([[1], [2]], 7), log)
it = iter([1, 0, 'x', 2])
for v in it:
    try:
        print(10 // v)
    except ZeroDivisionError:
        print('zero, next is', next(it))
    except TypeError:
        print('never reached')
