"""return gives its value, None by default, from anywhere in a function."""
def nothing(): return
def implicit(): 1
def tuple_(): return 1, 2
def star(): return *[1], 2
def early(x):
    if x:
        return 'early'
    print('late')
def in_loop():
    for i in range(10):
        while True:
            with_value = i
            if i == 3:
                return with_value
            break
def in_try():
    try:
        return 'try'
    finally:
        print('finally runs')
def in_except():
    try:
        {}['x']
    except KeyError:
        return 'except'
    finally:
        print('finally too')
def in_else():
    try:
        pass
    except KeyError:
        return 'no'
    else:
        return 'else'
def value_first():
    x = [1]
    try:
        return x
    finally:
        x.append(2)
        x = 'rebound'
def lambda_(): return lambda: (yield)
for f in (nothing, implicit, tuple_, star, in_loop, in_try, in_except, in_else, value_first):
    print(f.__name__, f())
print(early(1), early(0))
print(type(lambda_()()).__name__)
