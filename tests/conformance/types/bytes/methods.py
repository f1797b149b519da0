"""bytes have the text methods for ASCII, plus hex and fromhex."""
b = b'Hello World'
print(b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), b.find(b'o'), b.find(111), b.rfind(b'o'), b.count(b'l'), b.index(b'W'), b.startswith(b'He'), b.endswith((b'x', b'ld')))
print(b'a,b,c'.split(b','), b' a  b '.split(), b'a-b-c'.rsplit(b'-', 1), b','.join([b'x', b'y']), b'a=b'.partition(b'='), b'l1\nl2\r\n'.splitlines(), b'a\nb'.splitlines(True), b'  x '.strip(), b'xxax'.strip(b'x'), b'ab'.replace(b'a', b'cc'))
print(b'ab'.center(6, b'*'), b'ab'.ljust(4) + b'|', b'7'.zfill(3), b'a\tb'.expandtabs(4), b'prefix-x'.removeprefix(b'prefix-'), b'x.py'.removesuffix(b'.py'))
print(b'abc'.isalpha(), b'12'.isdigit(), b'a1'.isalnum(), b' \n'.isspace(), b'AB'.isupper(), b'ab'.islower(), b'Ab'.istitle(), b'\xff'.isascii(), b''.isalpha())
print(b'\x01\xff'.hex(), b'\x01\xff\x10'.hex('-'), b'\x01\xff\x10\x20'.hex(':', 2), bytes.fromhex('01 fF10'), bytes.fromhex(''), b'abc'.translate(bytes.maketrans(b'ab', b'xy')), b'abcb'.translate(None, b'b'))
for code in ("bytes.fromhex('0')", "bytes.fromhex('zz')", "b'a'.split(',')", "b','.join(['a'])", "b'a'.find('a')", "b'a'.index(b'z')", "b'a'.replace('a', 'b')", "b'a'.startswith('a')", "b'a'.split(b'')", "bytes.maketrans(b'a', b'bc')", "b'a'.center(5, '*')", "b'a'.find(256)"):
    try:
        print(eval(code))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e if 'fromhex' not in code and 'startswith' not in code and 'center' not in code else '')
print(b'%d %s %x %c %r' % (5, b'abc', 255, 65, 'x'), b'%05.1f|%-5s|' % (2.25, b'a'), b'%b' % b'raw', b'%a' % 'é')
print(b'caf\xc3\xa9'.decode(), b'abc'.decode('ascii'), b'\xe9'.decode('latin-1'), memoryview and 'ok')
