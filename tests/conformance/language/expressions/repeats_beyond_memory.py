"""Repeated sequences that are longer than there are numbers for their length, or memory."""
for empty in ("", b"", (), [], bytearray()):
    print(repr(empty * 2 ** 62), end=" ")
    try:
        empty * 2 ** 63
    except OverflowError as error:
        print(error)
for some in ("a", "ab", b"ab", (1, 2), [1, 2], bytearray(b"ab"), "é" * 3):
    for times in (2 ** 62, 2 ** 63 - 1, 2 ** 63, 1 << 200, -1 << 200):
        try:
            print(repr(some * times))
        except (OverflowError, MemoryError) as error:
            print(type(error).__name__, error)
