"""The % operator formats with flags, width, precision, mappings and stars."""
print('%d %i %u' % (1, -2, 3), '%5d|%-5d|%05d|%+d|% d' % (42, 42, 42, 42, 42), '%x %X %#x %o %#o' % (255, 255, 255, 8, 8), '%c%c' % (65, 'z'), '%%', '%d%%' % 50)
print('%s %r %a' % ('é', 'é', 'é'), '%10s|%-10s|%.2s|%10.3s' % ('abc', 'abc', 'abc', 'abcdef'), '%f %.2f %8.3f %-8.1f| %+.1f %e %.3E %g %G' % (3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 12345.678, 0.00012, 1e-10, 1e20))
print('%(a)s %(b)05d %(a)r' % {'a': 'x', 'b': 42}, '%*d|%-*d|%.*f|%*.*f' % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828), '%s' % None, '%s' % [1, 2], '%s' % (1,), '%s %s' % ('a', (1, 2)), '%s' % {'k': 1}, '%d' % 3.99, '%d' % True, '%s' % True, '%x' % 2 ** 3)
print('%d' % 2 ** 70, '%.10d|%.3d' % (5, -5), '%#.3x' % 5, '%+x' % 10, '%i' % -0.5, '%s' % '', '%.0f %.0f %.0f' % (0.5, 1.5, 2.5), '%5.1f%%' % 99.55, '%e' % 0, '%g' % 100000, '%g' % 1000000, '%#g' % 1.0, '%f' % float('inf'), '%05.1f' % float('-inf'), '%d items' % 5)
for fmt, args in (('%d', 'x'), ('%d', None), ('%s %s', 'a'), ('%s', (1, 2)), ('abc', 5), ('%d', ()), ('%q', 1), ('%', 1), ('%(a)s', 5), ('%(a)s', {}), ('%c', 'ab'), ('%c', -1), ('%c', 0x110000), ('%x', 1.5), ('%f', 'x'), ('%*d', ('a', 1)), ('%(a', {'a': 1}), ('abc', (1,)), ('%d', [1]), ('%i', '5'), ('%s%%s', ()), ('%c', 1.5), ('%d', float('nan')), ('%d', float('inf'))):
    try:
        print(repr(fmt % args))
    except (TypeError, ValueError, KeyError, OverflowError) as e:
        print(repr(fmt), args, '->', type(e).__name__, e if '%c' not in fmt and '%d' != fmt and '%x' not in fmt else '')
print('abc' % {}, 'abc' % [] , '%(x)s' % {'x': 1, 'y': 2}, '%s' % ({},))
class M(dict):
    def __missing__(self, k): return k.upper()
print('%(foo)s-%(bar)s' % M())
s = '%s=%s'
s %= ('k', 'v')
print(s)
