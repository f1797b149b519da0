"""binascii says what is wrong with a text or an argument."""
import binascii


def attempt(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(f"{type(error).__module__}.{type(error).__name__}: {error}")


print(binascii.Error.__mro__[1], binascii.Incomplete.__mro__[1])
attempt(binascii.hexlify, "x")
attempt(binascii.hexlify, b"ab", "--")
attempt(binascii.hexlify, b"ab", "\u1234")
attempt(binascii.hexlify, b"ab", 3)
for text in ("abc", "zz", "0g", "\xff\xff", 3):
    attempt(binascii.unhexlify, text)
for text in ("Y", "YQ", "YQ=", "=YWJ", "YWJjZ", "\xff", 3, None):
    attempt(binascii.a2b_base64, text)
for text in ("====", "YQ==\n", "A=BC=", "YW=Jj", "Y Q==", "YWJjZA=", "YQ==YQ=="):
    attempt(binascii.a2b_base64, text, strict_mode=True)
for line in (b"#8z)C", b"#86)C x", b"#86)C\nabc", "\xff"):
    attempt(binascii.a2b_uu, line)
attempt(binascii.b2a_uu, b"a" * 46)
attempt(binascii.b2a_qp, "x")
attempt(binascii.a2b_qp, 3)
attempt(binascii.crc32, "a")
attempt(binascii.crc32, b"a", "x")
attempt(binascii.b2a_base64, memoryview(b"abcd")[::2])
