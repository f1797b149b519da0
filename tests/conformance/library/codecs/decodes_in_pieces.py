"""Incremental decoders keep what is unfinished at the end of a piece; incremental encoders write a mark once."""
import codecs

text = "a\xe9\u20ac\U0001f600\n"
for encoding in (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7 unicode_escape raw_unicode_escape "
    "ascii latin-1 cp1252"
).split():
    data = text.encode(encoding, "replace")
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces = [decoder.decode(data[i : i + 1]) for i in range(len(data))]
    pieces.append(decoder.decode(b"", True))
    print(encoding, ascii(pieces))
    encoder = codecs.getincrementalencoder(encoding)("replace")
    print(encoding, [encoder.encode(character) for character in text])
for encoding, data in (
    ("utf-8", b"a\xe2\x82"),
    ("utf-16-le", b"a\0\x3d\xd8"),
    ("utf-32-be", b"\0\0"),
    ("utf-7", b"a+AG"),
    ("unicode_escape", b"a\\u12"),
    ("raw_unicode_escape", b"a\\u12"),
):
    decoder = codecs.getincrementaldecoder(encoding)()
    print(encoding, ascii(decoder.decode(data)), decoder.getstate())
    try:
        print(ascii(decoder.decode(b"", True)))
    except UnicodeDecodeError as error:
        print(error)
for function in (codecs.utf_16_ex_decode, codecs.utf_32_ex_decode):
    for data in (b"", b"\xff", b"\xff\xfe", b"\xff\xfe\0\0a\0\0\0", b"\xfe\xff\0a", b"a\0\0\0", b"\0\0\xfe\xff\0\0\0a"):
        for order in (-1, 0, 1):
            try:
                print(function.__name__, data, order, ascii(function(data, "strict", order, False)))
            except UnicodeDecodeError as error:
                print(error)
