"""Text files translate line ends as newline says; binary files don't."""
name = '/tmp/coil-conformance-newlines.txt'
with open(name, 'wb') as f:
    print(f.write(b'unix\nwindows\r\nmac\rend'))
for newline in (None, '', '\n', '\r', '\r\n'):
    with open(name, newline=newline) as f:
        print(repr(newline), f.readlines())
for newline in (None, '', '\n', '\r\n'):
    with open(name, 'w', newline=newline) as f:
        f.write('a\nb\r\n')
    print(repr(newline), open(name, 'rb').read())
with open(name, 'rb') as f:
    print(f.readline(), f.read(1), f.tell(), f.seek(0), f.read(), f.read())
try:
    open(name, newline='x')
except ValueError as e:
    print(e)
with open(name, 'wb') as f:
    try:
        f.write('text')
    except TypeError as e:
        print(e)
    print(f.write(b'\xff\xfe\n'), f.write(bytes([1, 2])))
print(list(open(name, 'rb')))
try:
    open(name, encoding='utf-8').read()
except UnicodeDecodeError as e:
    print(e)
print(repr(open(name, encoding='latin-1').read()), ascii(open(name, errors='replace', encoding='utf-8').read()), ascii(open(name, errors='ignore', encoding='utf-8').read()))
with open(name, 'w', encoding='ascii') as f:
    try:
        f.write('é')
    except UnicodeEncodeError as e:
        print(e)
with open(name, 'w') as f:
    f.write('buffered')
    f.flush()
    print(open(name).read())
