"""The % operator with widths and precisions of many thousands, and with long texts."""


def show(name, *texts):
    coded = [text.encode() if isinstance(text, str) else text for text in texts]
    remainders = [int.from_bytes(text, 'big') % (2 ** 61 - 1) for text in coded]
    print(name, [len(text) for text in texts], sum(remainders), repr(texts[0][:9]), repr(texts[-1][-9:]))


long = 'xyé' * 3000
specs = '%{}d', '%-{}d', '%0{}d', '%+.{}d', '%120000.{}d', '%-120000.{}d', '%#0{}x', '%#.{}X', '%#-{}o', '%{}.3f', '%.{}f'
specs += '%#.{}g', '%.{}e', '%0120000.{}f', '%-120000.{}E', '% .{}G'
for size in 4097, 100_000:
    for spec in specs:
        spec = spec.format(size)
        show(spec, spec % 12, spec % -255, spec.encode() % 12)
    show('stars', '%0*d' % (size, 10 ** 20), '%.*d' % (size, -10 ** 20), '%c|%*c' % ('é', size, 'é'), '%-*s|%%' % (size, 'é'))
    show('texts', '%*.5001s' % (size, long), '%a%r%s' % (long, long, long), '%.*s' % (size, long * 20), '%*s%-*s' % (size, 'é', size, 'x'))
    show('bytes', b'%*d' % (size, 5), b'%-*s|' % (size, b'x' * 4097), b'%a' % long, b'%.4500s' % bytearray(5000), b'%*c' % (size, 7))
    show('bytearray', bytearray(b'<%*b>') % (size, bytearray(5000)), bytearray(b'%s') % (b'x' * size))
show('literal', 'x' * 5000 % (), 'é' * 5000 % {}, ('x' * 5000 + '%d' + 'é' * 5000) % 5)


class Changes:
    def __repr__(self):
        array[:] = b'y' * 9
        return 'changed'


array = bytearray(b'x' * 5000)
show('changed', b'%s%a' % (array, Changes()), array)
