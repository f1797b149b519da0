"""A method of a builtin class refuses an object of another class, however it is reached."""
class Stray:
    length = int.bit_length
    upper = bytes.upper
    __len__ = bytes.__len__
stray = Stray()
for code in ("int.bit_length('x')", "bytes.upper('x')", "bytes.upper(5)", "float.hex('x')", "float.is_integer('abc')", "bytearray.copy(b'')", "int.to_bytes('x')", "(lambda f: f('x'))(int.bit_count)",
             "list(map(int.bit_count, ['abc']))", "bytes.hex(None)", "stray.length()", "stray.length", "stray.upper()", "len(stray)", "sorted([1], key=bytes.upper)", "bytes.center('x', *[5])",
             "int.bit_length(True)", "bytes.upper(b'ok')", "list(map(int.bit_count, [255]))", "object.__repr__(5)[:4]", "int.__add__(True, 1)"):
    try:
        print(code, '=>', eval(code))
    except TypeError as e:
        text = str(e)
        print(code, '->', 'refused' if 'descriptor' in text else text)
