"""Character maps decode by tables and mappings, and encode by what charmap_build makes of a table or by mappings."""
import codecs

table = "".join(map(chr, range(128))) + "\u20ac\ufffe\u0416" * 42 + "xy"
print(ascii(codecs.charmap_decode(b"a\x80\x82\xff", "strict", table)))
for errors in ("strict", "replace", "ignore", "backslashreplace"):
    try:
        print(ascii(codecs.charmap_decode(b"a\x81b", errors, table)), ascii(codecs.charmap_decode(b"a\x81b", errors, "xyz")))
    except UnicodeDecodeError as error:
        print(error)
built = codecs.charmap_build(table)
for errors in ("strict", "replace", "ignore", "backslashreplace", "xmlcharrefreplace", "namereplace"):
    for text in ("a\u20ac\u0416", "a\xe9\U0001f600b"):
        try:
            print(errors, codecs.charmap_encode(text, errors, built))
        except UnicodeEncodeError as error:
            print(error)
print(sorted(codecs.charmap_build("ba\0").items()), type(codecs.charmap_build("\0ba")).__name__)
print(codecs.charmap_decode(b"\x01\x02\x03\x04", "replace", {1: "one", 2: 0x20AC, 3: None}))
for mapping in ({97: -1}, {97: 0x110000}, {97: b"x"}, {97: 0xFFFE}, {97: "\ufffe"}, {}, []):
    try:
        print(codecs.charmap_decode(b"a", "strict", mapping))
    except (TypeError, UnicodeDecodeError) as error:
        print(error)
for mapping in ({97: 98}, {97: b"xyz"}, {97: None}, {97: 256}, {97: -1}, {97: "x"}, {}, {63: 63}):
    for errors in ("strict", "replace"):
        try:
            print(codecs.charmap_encode("a", errors, mapping))
        except (TypeError, UnicodeEncodeError) as error:
            print(error)
print(codecs.charmap_encode("a\xe9", "strict", None), codecs.charmap_decode(b"a\xe9", "strict", None))
