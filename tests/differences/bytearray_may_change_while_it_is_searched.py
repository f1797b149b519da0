"""A bytearray can be resized while matches in it are walked or replaced; CPython raises BufferError.

Reason: an object that is searched is not locked. Each match looks at the bytes that are there then.
Way round: search `bytes(array)`.
"""
import re

array = bytearray(b"abcabc")
for match in re.finditer(b"[ab]", array):
    print(match.span(), match.group())
    del array[4:]
print(re.sub(b"a", lambda match: array.clear() or b"x", array))
