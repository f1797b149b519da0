"""Files with many or very long lines read the same by every way of reading."""
name = '/tmp/coil-conformance-large.txt'
lines = [f'line {i} ' + 'é☃x'[i % 3] * (i % 50) + '\n' for i in range(5000)]
with open(name, 'w') as f:
    for line in lines:
        f.write(line)
with open(name) as f:
    print(f.read() == ''.join(lines))
with open(name) as f:
    print(list(f) == lines)
with open(name) as f:
    print(f.readlines() == lines)
with open(name) as f:
    got = []
    while line := f.readline():
        got.append(line)
    print(got == lines)
with open(name) as f:
    chunks = []
    while chunk := f.read(1000):
        chunks.append(len(chunk))
    print(sum(chunks) == len(''.join(lines)), chunks[0], set(chunks[:-1]))
long_line = 'abc' * 100000
with open(name, 'w') as f:
    f.write(long_line + '\n' + long_line)
with open(name) as f:
    print([len(line) for line in f])
words = {}
with open(name, 'w') as f:
    f.write('the cat the dog\nthe end\n')
with open(name) as f:
    for line in f:
        for w in line.split():
            words[w] = words.get(w, 0) + 1
print(words)
with open(name, 'w') as out, open(name + '2', 'w') as out2:
    print('one', file=out)
    print('two', file=out2)
with open(name) as a, open(name + '2') as b:
    print([x + y for x, y in zip(a, b)])
for n in (name, name + '2'):
    open(n, 'w').close()
