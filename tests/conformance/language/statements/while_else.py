"""while runs its else when the test turns false, not after break; continue tests again."""
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print(n)
else:
    print('else', n)
while True:
    n -= 1
    if n == 0:
        break
else:
    print('never')
print('after', n)
while False:
    print('never')
else:
    print('else at once')
def nested():
    i = 0
    while i < 3:
        j = 0
        while j < 3:
            j += 1
            if j == 2:
                break
        else:
            print('no')
        i += 1
        if i == 2:
            continue
        print(i, j)
    else:
        return 'returned from else'
print(nested())
def found(seq, x):
    it = iter(seq)
    while (y := next(it, None)) is not None:
        if y == x:
            return True
    else:
        return False
print(found([1, 2, 3], 2), found([1], 5))
