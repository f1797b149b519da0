"""binascii writes bytes as hex digits, base64, uuencoded and quoted-printable lines, and reads them."""
import binascii

data = bytes(range(256))
print(binascii.hexlify(data) == binascii.b2a_hex(data), binascii.hexlify(b"\0\xab\xff"), binascii.unhexlify("00abFF"), binascii.a2b_hex(bytearray(b"6162")))
for sep, group in [("-", 1), (b":", 2), (":", -3), ("\xe9", 1), (b"\xff", 0), ("\0", 2)]:
    print(binascii.hexlify(memoryview(b"abcdefg"), sep, group))
for size in range(8):
    line = binascii.b2a_base64(data[250 - size : 250])
    print(line, binascii.a2b_base64(line) == data[250 - size : 250], binascii.b2a_base64(data[:size], newline=False))
print(binascii.a2b_base64(binascii.b2a_base64(data * 100)) == data * 100)
for text in ("", "YQ==", "Y Q\n= =", "YWJj=", "A=BC=", "YQ==YQ==", "====", "YWJj!!!!YWJj", "YW\nJjZGVm\nZ2hp"):
    print(repr(text), binascii.a2b_base64(text))
for line in (b"a", b"a\0b", data[:45], b""):
    print(binascii.b2a_uu(line), binascii.b2a_uu(line, backtick=True), binascii.a2b_uu(binascii.b2a_uu(line)) == line)
for line in (b"", b"!", b" ", b"#86)C", b"%86)C\n\n", '#86)C', b"#86", b"`\n"):
    print(line, binascii.a2b_uu(line))
for text in (b"=", b"=\n", b"=\r\nabc", b"=4", b"=41=4g=", b"a_b", b"==", b"=\rabc\nd", b"====41", "=c3=A9"):
    print(text, binascii.a2b_qp(text), binascii.a2b_qp(text, header=True))
for text in (b"a" * 80, b"a b ", b"a \n", b"\t\n.\n.", b"a=b", b"\x80\xff", b"a\r\nb", b"a\nb\r\n", b"_ x", b"x" * 73 + b"\x80", b"x" * 75 + b"=", b"\r", b"\0", b"x" * 76 + b"\n", b"x" * 77):
    for options in ({}, {"quotetabs": True}, {"istext": False}, {"header": True}):
        print(binascii.b2a_qp(text, **options))
for crc in (0, 1, -1, 2**70 + 5):
    print(binascii.crc32(b"hello", crc), binascii.crc32(data * 5, crc), binascii.crc_hqx(b"hello", crc), binascii.crc_hqx(data, crc))
print(binascii.crc32(b""), binascii.crc32(b"lo", binascii.crc32(b"hel")) == binascii.crc32(b"hello"))
