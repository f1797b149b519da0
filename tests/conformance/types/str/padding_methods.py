"""center, ljust, rjust, zfill and expandtabs pad to a width in code points."""
for w in (0, 3, 5, 6, 7, 8):
    print(repr('abcd'.center(w)), repr('abc'.center(w, '*')), repr('abc'.ljust(w, '.')), repr('abc'.rjust(w)), '42'.zfill(w), '-42'.zfill(w), '+x'.zfill(w))
print(''.zfill(3), '-'.zfill(3), 'é'.rjust(3, '☃'), '--5'.zfill(5), 'abc'.center(-5), 'a'.center(4, '😀'))
print(repr('a\tb'.expandtabs()), repr('ab\tc\td'.expandtabs(4)), repr('\t'.expandtabs(3)), repr('a\nb\tc'.expandtabs(4)), repr('a\tb'.expandtabs(0)), repr('abcd\te'.expandtabs(4)), repr('é\tx'.expandtabs(4)), repr('\r\tx'.expandtabs(tabsize=2)), repr('a\tb'.expandtabs(-1)))
for code in ("'a'.center(5, 'ab')", "'a'.ljust(5, '')", "'a'.rjust('x')", "'a'.center()", "'a'.zfill('x')", "'a'.center(5, 5)", "'a'.expandtabs('x')"):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
rows = [('name', 1), ('longer name', 22)]
for name, n in rows:
    print('|' + name.ljust(12, '.') + '|' + str(n).rjust(4) + '|' + name.center(15) + '|')
