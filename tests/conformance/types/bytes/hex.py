"""hex groups its digits and fromhex reads them back, as the class it is called on."""
class B(bytes): pass
class A(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = len(self)
for code in ("b'abcde'.hex(':')", "b'abcde'.hex(':', 2)", "b'abcde'.hex(':', -2)", "b'abcde'.hex(b'-', 0)", "b'abc'.hex('ab')", "b'abc'.hex('é')", "b'abc'.hex(sep='_', bytes_per_sep=2)",
             "b'abc'.hex('')", "bytearray(b'ab').hex()", "bytes.fromhex('0a FF\\n10')", "bytes.fromhex('zz')", "bytes.fromhex('1z')", "bytes.fromhex('aé')", "B.fromhex('41')",
             "type(B.fromhex('41')).__name__", "bytearray.fromhex('4142')", "A.fromhex('4142').extra", "type(A.fromhex('4142')).__name__", "bytes.fromhex(5)", "bytes.fromhex(None)"):
    try:
        print(code, '=>', repr(eval(code)))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e)
