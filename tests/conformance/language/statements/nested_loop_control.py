"""break and continue act on the innermost loop, through try and with too."""
class C:
    def __enter__(self): return self
    def __exit__(self, *exc): print('exit', exc[0], end=' ')
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 1:
            break
        print(i, j)
    else:
        print('inner done', i)
        continue
    print('inner broken', i)
for i in range(3):
    try:
        if i == 1:
            continue
        print('body', i)
        if i == 2:
            break
    finally:
        print('finally', i)
for i in range(3):
    with C():
        if i == 0:
            continue
        break
print('at', i)
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as e:
        if e.args[0] == 0:
            continue
        print('handled', e)
        break
def f():
    for i in range(5):
        try:
            for j in range(5):
                if i == j == 2:
                    return i, j
        finally:
            print('f', i)
print(f())
