"""A precision is refused for ints of any size."""
for number in 10, 2 ** 70, -2 ** 70:
    try: print(format(number, '.3d'))
    except ValueError as error: print(error)
