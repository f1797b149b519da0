"""split, partition, replace, join and strip give pieces of the object's own kind and take any bytes-like argument."""
for code in ("b'aXbX'.replace(b'X', b'--', 1)", "b'ab'.replace(b'', b'-')", "b'ab'.replace(b'', b'-', 2)", "b'ab'.replace('a', b'')", "b'ab'.replace(b'a', 1)", "bytearray(b'ab').replace(b'b', bytearray())",
             "b'a b  c '.split()", "b' a b  c '.split(None, 1)", "b'a,b,,c'.split(b',')", "b'a,b,,c'.rsplit(b',', maxsplit=1)", "b' a b c '.rsplit(None, 1)", "b'a,b'.split(sep=b',')", "b''.split()",
             "b''.split(b',')", "b'a'.split(b'')", "b'a'.split(',')", "b'a'.rsplit(1)", "bytearray(b'a b').split()", "b'a\\x1cb'.split()", "b'a=b=c'.partition(b'=')", "b'a=b=c'.rpartition(b'=')",
             "b'abc'.partition(b'=')", "b'abc'.rpartition(b'=')", "b'a'.partition(b'')", "b'a'.partition('x')", "bytearray(b'a=b').partition(b'=')", "b'a\\nb\\r\\nc\\rd'.splitlines()",
             "b'a\\n\\nb\\n'.splitlines(True)", "b'a\\nb'.splitlines(keepends=1)", "b''.splitlines()", "b','.join([b'a', bytearray(b'b')])", "b','.join(['a'])", "b','.join(5)", "b''.join([])",
             "b','.join(x for x in (b'p', b'q'))", "b','.join(b'ab')", "bytearray(b',').join((b'a', b'b'))", "b' x '.strip()", "b'xyax'.strip(b'xy')", "b'xyax'.lstrip(b'xy')", "b'xyax'.rstrip(b'xy')",
             "b' x'.strip(None)", "b'x'.strip('x')", "b'x'.strip(120)", "bytearray(b' x ').strip()", "b'abc'.removeprefix(b'ab')", "b'abc'.removesuffix(b'bc')", "b'abc'.removesuffix(b'')",
             "b'abc'.removeprefix('a')", "b'abc'.removesuffix(None)", "bytearray(b'abc').removeprefix(b'a')"):
    try:
        print(code, '=>', repr(eval(code)))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e)
