"""encode and bytes.decode convert with the usual codecs and error handlers."""
s = 'aé☃😀'
for codec in ('utf-8', 'UTF8', 'utf-16-le', 'utf-16-be', 'utf-32-le'):
    b = s.encode(codec)
    print(codec, b, b.decode(codec) == s)
print('é'.encode('latin-1'), 'abc'.encode('ascii'), b'\xe9'.decode('latin-1'), s.encode(), b'abc'.decode(), str(b'caf\xc3\xa9', 'utf-8'), str(b'x', encoding='ascii'), bytes('é', 'utf-8'))
for handler in ('ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace'):
    print(handler, s.encode('ascii', handler), s.encode('latin-1', errors=handler))
for handler in ('ignore', 'replace', 'backslashreplace', 'surrogateescape'):
    print(handler, ascii(b'a\xff\xc3b\xe2\x98'.decode('utf-8', handler)), ascii(b'a\x80'.decode('ascii', handler)))
print(b'\xff\x80'.decode('utf-8', 'surrogateescape').encode('utf-8', 'surrogateescape'), '\ud800'.encode('utf-8', 'surrogatepass'))
for code in ("'é'.encode('ascii')", "'a☃b'.encode('latin-1')", "b'a\\xff'.decode()", "b'\\xe2\\x98'.decode('utf-8')", "b'\\x80'.decode('ascii')", "'\\ud800'.encode()", "'x'.encode('nope')", "b'x'.decode('nope')",
             "b'\\xc0\\x80'.decode()", "b'\\xed\\xa0\\x80'.decode()", "b'\\xf5'.decode()", "'éé'.encode('ascii')", "'x'.encode(5)", "'é'.encode('ascii', 'nohandler')", "str(b'x', 5)", "b'\\xf0\\x9f\\x98'.decode()"):
    try:
        print(eval(code))
    except (UnicodeError, LookupError, TypeError) as e:
        print(code, '->', type(e).__name__, e if '5' not in code else '')
try:
    'ab☃c'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
