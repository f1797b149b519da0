"""sys tells about the program and gives its streams."""
import sys
print(type(sys.argv).__name__, sys.argv[0].endswith('sys_module.py'), len(sys.argv), type(sys.path).__name__, type(sys.modules).__name__, 'sys' in sys.modules, sys.modules['sys'] is sys)
print(sys.maxsize == 2 ** 63 - 1, sys.version_info[0], sys.version_info.major, sys.version_info >= (3, 8), sys.byteorder, sys.maxunicode == 0x10FFFF, type(sys.version).__name__, type(sys.platform).__name__)
print(sys.getrecursionlimit(), sys.exc_info(), sys.stdout.write('written\n'), sys.stdout.flush(), sys.getsizeof(1) > 0, sys.getdefaultencoding(), sys.intern('a' + 'b') == 'ab')
print(sys.stdin.readable(), sys.stdout.writable(), sys.stderr.writable(), sys.stdout.encoding.lower())
class Capture:
    def __init__(self): self.text = ''
    def write(self, s): self.text += s
    def flush(self): pass
saved = sys.stdout
sys.stdout = c = Capture()
print('captured', 1)
print('again', end='')
sys.stdout = saved
print(repr(c.text), sys.stdout is sys.__stdout__)
sys.stderr, e = c, sys.stderr
print('to stderr', file=sys.stderr)
sys.stderr = e
print(repr(c.text))
try:
    sys.exit(3)
except SystemExit as e:
    print(repr(e), e.code)
try:
    sys.exit()
except SystemExit as e:
    print(e.code)
try:
    sys.nope
except AttributeError as e:
    print(e)
print(sys.float_info.max == 1.7976931348623157e308, sys.float_info.epsilon == 2.0 ** -52, hasattr(sys, 'executable'))
frame = sys._getframe() if hasattr(sys, '_getframe') else None
print(frame is None or frame.f_code.co_name)
