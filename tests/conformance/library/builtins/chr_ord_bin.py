"""chr, ord, bin, oct, hex and ascii convert with CPython's errors."""
print(chr(65), chr(0x1F600), ord('A'), ord('é'), ord('😀'), ord(b'a'), repr(chr(0)), repr(chr(0x10FFFF)), repr(chr(0xD800)))
print(all(ord(chr(i)) == i for i in range(0, 0x110000, 997)))
print(bin(10), oct(10), hex(10), bin(-10), oct(-10), hex(-10), bin(True), hex(2 ** 70), bin(0))
class I:
    def __index__(self): return 15
print(bin(I()), oct(I()), hex(I()), chr(I()) == '\x0f')
for code in ('chr(-1)', 'chr(0x110000)', 'chr("a")', 'chr(1.5)', 'ord("")', 'ord("ab")', 'ord(5)', 'ord(b"ab")', 'bin("a")', 'hex(1.5)', 'oct(None)', 'chr()', 'ord()', 'ascii()'):
    try:
        print(repr(eval(code)))
    except (TypeError, ValueError, OverflowError) as e:
        print(code, '->', type(e).__name__, e)
print(ascii('tab\t"q"'), ascii("it's"), ascii(b'\xff'), ascii(5), ascii({'ä': 'ß'}))
