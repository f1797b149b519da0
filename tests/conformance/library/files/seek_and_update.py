"""Files opened for update are read, sought and overwritten in place."""
name = '/tmp/coil-conformance-seek.txt'
with open(name, 'w+') as f:
    f.write('0123456789\nabc\n')
    f.seek(0)
    print(f.read(4), f.tell(), f.readline(), f.read())
    f.seek(5)
    print(f.read(2))
    print(f.seek(0, 2), f.tell(), f.write('end'))
with open(name, 'r+') as f:
    f.write('XX')
    f.seek(0)
    print(f.read())
with open(name, 'rb') as f:
    print(f.seek(-3, 2), f.read(), f.seek(2), f.seek(1, 1), f.read(3), f.tell())
with open(name, 'r+') as f:
    print(f.truncate(5))
print(open(name).read())
with open(name, 'a+') as f:
    f.write('more')
    f.seek(0)
    print(f.read())
with open(name) as f:
    for line in f:
        print(line)
    f.seek(0)
    print(f.readline())
with open(name, 'rb+') as f:
    f.seek(1)
    f.write(b'??')
    f.seek(0)
    print(f.read(), f.read(), f.readline())
for args in ((-1,), (1, 1), (0, 5)):
    with open(name) as f:
        try:
            f.seek(*args)
        except (ValueError, OSError) as e:
            print(type(e).__name__)
open(name, 'w').close()
