"""Widths and precisions of many thousands give what smaller ones give, with each fill, grouping and kind of number."""


def show(name, *texts):
    remainders = [int.from_bytes(text.encode(), 'big') % (2 ** 61 - 1) for text in texts]
    print(name, [len(text) for text in texts], sum(remainders), repr(texts[0][:9]), repr(texts[-1][-9:]))


def formats(spec, *values):
    show(spec, *[format(value, spec) for value in values])


long = 'xyé' * 3000
for size in 4097, 100_000, 100_001, 100_002, 100_003:
    for spec in '{}', '<{}', '^{}', '0{}', '+0{}', '0{},', '+0{}_', 'é>{}', 'x={},', 'é=+{}':
        formats(spec.format(size), 1, -1234567, 10 ** 25)
    for spec in '#0{}x', '0{}_x', '#0{}_b', '0{}_o', '#0{}X', '*^{}b':
        formats(spec.format(size), 1, -1234567, 1 << 2000)
    formats(f'\U0001f600^{size}c', 65, 233)
    formats(f'é={size}c', 65, 233)
    for kind in 'fFeEgG%':
        for spec in '.{}', '#.{}', ' .{}', '+020.{}', '*^120000,.{}', '0130000_.{}':
            formats(spec.format(size) + kind, 1.0, -1234567.1, 1e300, 5e-324)
    formats(f'.{size}', 0.1, 1e22, float('inf'))
    formats(f'#.{size}', 0.1, 1e22)
    formats(f'0{size}.{size}f', 0.1, -1e22, float('-inf'), 5)
    formats(f'é={size}', 1.5, float('nan'), True)
    for spec in '.{}f', '{}', 'é^300001.{}e', '*<{},.3f', '#.{}g':
        formats(spec.format(size), 1 + 2j, 2j, -1e300 - 5e-5j)
    for spec in '{}', 'é>{}', '\U0001f600^{}', '<{}.5001', '.{}':
        formats(spec.format(size), '', 'é', 'ab', long, 'a' * 6000)
    fields = '<{0:é^{1}}{2}{3!r}>'.format('x', size, long, 'é'), f'{1:{size}}{long}{"é":*<{size}}'
    show('fields', '{:>{}}'.format('x', size), *fields, ('-' * 5000 + '{}' + 'é' * 5000 + '{{').format(size))
    show('methods', 'é'.ljust(size, 'é'), 'é'.rjust(size, '\U0001f600'), long.center(size + 20000, 'é'), '+é'.zfill(size))
