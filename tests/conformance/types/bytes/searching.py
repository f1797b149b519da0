"""find, index, count and their like take bytes or one int, with bounds as in slices."""
class Index:
    def __index__(self): return 99
for code in ("b'abc'.find(b'c', -1)", "b'abc'.find(98, 0, 1)", "b'abc'.find(Index())", "b'abc'.find('a')", "b'abc'.find(256)", "b'abc'.find(-1)", "b'abc'.find(b'')", "b'abc'.find(b'', 9)",
             "b'abc'.index(b'z')", "b'abc'.rindex(b'z')", "b'abcabc'.rindex(b'bc')", "b'abcabc'.rfind(97)", "b'abcabc'.count(b'')", "b'aaa'.count(b'aa')", "b'aaa'.count(97, 1)",
             "b'abc'.find(b'a', 'x')", "b'abc'.find(b'a', None, None)", "b'abc'.startswith(b'b', 1)", "b'abc'.startswith((b'x', bytearray(b'a')))", "b'abc'.startswith('a')",
             "b'abc'.startswith(('a',))", "b'abc'.endswith(())", "b'abc'.endswith(5)", "b'abc'.endswith(b'b', 0, -1)", "bytearray(b'abc').find(b'c')", "bytearray(b'abc').index(120)",
             "97 in b'a'", "b'' in b''", "'a' in b'a'", "256 in b'a'", "-1 in bytearray(b'a')", "None in b''"):
    try:
        print(code, '=>', repr(eval(code)))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e)
