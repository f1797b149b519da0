"""A file that was written reads back, whole, by line and by iteration."""
name = '/tmp/coil-conformance-write-and-read.txt'
f = open(name, 'w')
print(f.write('first\n'), f.write('second line\n'), f.writelines(['third\n', 'no newline']), f.closed, f.name == name, f.mode)
f.close()
print(f.closed, f.close())
with open(name) as f:
    print(repr(f.read()), repr(f.read()))
with open(name) as f:
    print(repr(f.readline()), repr(f.read(3)), repr(f.readline()), f.readlines(), repr(f.readline()))
print([line for line in open(name)])
with open(name) as f:
    for i, line in enumerate(f):
        print(i, line.rstrip('\n'))
        if i == 1: break
    print(repr(f.read()))
with open(name) as f:
    print(repr(f.readline(3)), repr(f.readline(100)), f.readlines(1), next(f), next(f, 'end'))
with open(name, 'a') as f:
    print('appended', 5, sep='=', file=f)
print(open(name).read().splitlines())
with open(name, 'w') as f:
    pass
print(repr(open(name).read()), list(open(name)))
with open(name, 'w') as f:
    f.write('é☃😀\n')
    try:
        f.write(5)
    except TypeError as e:
        print(e)
with open(name, encoding='utf-8') as f:
    text = f.read()
    print(text, len(text), f.encoding)
print(open(name, 'rb').read())
open(name, 'w').close()
