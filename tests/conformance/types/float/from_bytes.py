"""float() of bytes reads ASCII alone: bytes that are no text, or text beyond ASCII, are no number."""
for given in (b" 1_0.5 ", bytearray(b"-3"), memoryview(b"1e3"), b"\xff\xfe\0", b"\xf4", b"1\xf0", b"\xc2\xa01", "١".encode(), b""):
    try:
        print(float(given))
    except ValueError as error:
        print(error if not isinstance(given, memoryview) else "no number")
print(float("\xa0١.5"))
