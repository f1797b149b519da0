"""str, repr, hex, oct, bin and format show integers of any size exactly."""
for n in (0, 1, -1, 255, -255, 2 ** 62, -2 ** 62 - 1, 10 ** 20, -10 ** 40, 2 ** 128 - 1):
    print(str(n), repr(n), hex(n), oct(n))
print(bin(0), bin(5), bin(-5), bin(2 ** 65), len(bin(2 ** 200)))
for n in (10 ** 18, 10 ** 19, 10 ** 36, 10 ** 37 + 7):
    assert int(str(n)) == n and int(hex(n), 16) == n and int(bin(n), 0) == n and int(oct(n), 8) == n
    print(n, f'{n:,}', f'{n:_}', f'{n:x}', f'{n:_x}', f'{n:e}')
print(f'{2 ** 70:#x} {2 ** 70:#o} {-2 ** 66:#b}')
print(f'{2 ** 70:>30}|{2 ** 70:<30}|{2 ** 70:^30}|{-2 ** 70:=30}|{2 ** 70:+}|{2 ** 70:030}')
print('%d %x %o %X %i' % (2 ** 70, 2 ** 70, 2 ** 70, 2 ** 70, -2 ** 70))
print(len(str(7 ** 5000)), str(7 ** 5000)[:20], str(7 ** 5000)[-20:])
try:
    str(10 ** 5000)
except ValueError as e:
    print(e)
print(len(hex(10 ** 5000)))
