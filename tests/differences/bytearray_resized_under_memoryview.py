"""A bytearray can be resized while a memoryview of it exists; in CPython that is a BufferError.

Reason: a view holds no lock on the array, so nothing has to be released before the array grows.
Way round: a view that must not change is one of bytes(array).
"""
array = bytearray(b"abcdef")
view = memoryview(array)
array.append(103)
print(array, view.tobytes())
del array[2:]
print(view.tobytes(), len(view))
try:
    print(view[4])
except IndexError as error:
    print(error)
