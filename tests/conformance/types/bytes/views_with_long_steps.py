"""Slices of memory views whose steps are longer than the view, and than 64 bits when they are multiplied."""
whole = memoryview(b"abcdefgh")
for view in (whole, whole[::2], whole[::-3], whole[3:4], whole[:0]):
    for step in (2, -2, 8, -8, 2 ** 31, 2 ** 62, 2 ** 63 - 1, -2 ** 63, 10 ** 30, -10 ** 30):
        part = view[::step]
        print(bytes(part), len(part), part.tolist(), bytes(part[::-1]), bytes(part[1:]), bytes(part[5:]), bytes(part[-1:]), end="; ")
    print()
print(whole[::2][::10 ** 30].strides, whole[::2 ** 62][::4].strides, whole[::2 ** 63 - 1][5:].tolist())
