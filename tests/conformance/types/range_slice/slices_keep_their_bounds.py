"""A slice of a range starts, stops and steps where its bounds say, also where it is empty or the range is huge."""
print(range(4)[1:3:2], range(20)[5:0], range(20)[::3], range(10)[::-1], range(0)[::-1], range(2, 20, 3)[10:], range(20, 2, -3)[1:-1:2])
print(range(2 ** 70)[5:-5:7], range(-2 ** 70, 2 ** 70, 2 ** 65)[::-9], range(2 ** 70)[2 ** 69:2 ** 71])
print(slice(-5, None, 2).indices(2 ** 70), slice(None, None, -1).indices(0), slice(-2 ** 70, 2 ** 70).indices(7))
try: slice(1).indices(-1)
except ValueError as error: print(error)
