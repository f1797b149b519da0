"""Annotations under a condition count once they have been reached."""
if 1:
    first: int
for each in range(2):
    if each == 5:
        never: str
    try:
        1 / 0
    except ZeroDivisionError as error:
        handled: "text" = error.args
print(__annotate__(1), handled)


class Both:
    if first := True:
        a: int = 3
    else:
        b: str
    while a < 5:
        c: float
        a += 1


print(Both.__annotations__, Both.a)
