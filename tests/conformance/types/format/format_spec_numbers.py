"""Format specs for integers and floats: width, alignment, sign, base, grouping, precision."""
for spec in ('', 'd', '5', '<5', '>5', '^5', '05', '+', ' ', '-', '+05d', 'x', 'X', '#x', '#010x', 'o', '#o', 'b', '#b', '08b', ',', '_', '_x', '_b', 'c', 'n', 'e', '.2f', '%', 'g', '*^9', '=+6', 'x=8', ',.1f', '010,', '+,d'):
    print(spec, [f'{v:{spec}}' for v in (65, 0)] + ([f'{-1234:{spec}}'] if spec != 'c' else []))
for spec in ('', 'f', '.0f', '.1f', '.3f', 'e', '.2e', 'E', 'g', '.3g', 'G', '%', '.1%', '8.2f', '<8.2f', '^8.2f', '08.2f', '+.1f', ' .1f', ',.2f', '_.2f', '#.0f', '.10', '.3', '10', '=+10.1f', 'n', '#g', '.0e', '.2f'):
    print(spec, [f'{v:{spec}}' for v in (3.14159, -0.001, 1234567.891, 0.0, 1e20, 5e-7)])
print([f'{v:{s}}' for v in (float('inf'), float('-inf'), float('nan')) for s in ('', 'f', '.2e', '08', '+', 'F', '%', '>6', 'g')])
print(f'{0.5:.0f} {1.5:.0f} {2.5:.0f} {0.125:.2f} {2.675:.2f} {1e15:g} {1e16:g} {123456789:g} {0.0001:g} {0.00001:g} {100000:g} {1000000:g} {1e100:.3f}'[:120])
print(f'{True:d} {True} {True:5} {False:>7} {2 ** 70:,} {-2 ** 70:e} {10 ** 25:.3g} {255:#X} {-5:b} {-255:#06x}')
