"""json.loads reads every kind of value, from str, bytes and bytearray of any UTF."""
import json

for text in ("null", "true", "false", "0", "-0", "-12", "123456789012345678", "1234567890123456789", "123456789012345678901234567890", "1.5", "-0.0", "1e5", "1E-7", "0.1", "123456789.123456789", "1.7976931348623157e308", "5e-324", "1e400", "1e-400", "NaN", "Infinity", "-Infinity", "[]", "{}", '""', ' \t\n\r[ 1 , 2 ] ', '{"a": {"b": [1, {"c": null}]}, "a": 2}', "[[[[]]]]"):
    print(text, "->", repr(json.loads(text)))
for text in (r'"\"\\\/\b\f\n\r\t"', r'"\u00fc\u20ac\ud83d\ude00"', '"ü€😀"', r'"\ud800"', r'"\ud834x"', r'"\ud834\u0041"', '"a long plain text, longer than a word"', '"a long text with \\u00e9 in the middle and more behind it"', '"\x7f"'):
    print(ascii(json.loads(text)))
print(json.loads('"a\tb"', strict=False).encode())
for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
    print(encoding, ascii(json.loads('["é", 1]'.encode(encoding))), json.detect_encoding('["é", 1]'.encode(encoding)))
print(json.loads(bytearray(b"[1]")), json.loads(b'""'), json.loads(b"1"))
print(json.loads('[1.5, 2, NaN, -Infinity]', parse_float=str, parse_int=lambda text: text + "!", parse_constant=lambda text: text * 2))
print(json.loads('{"a": {"b": 1}, "c": []}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"a": {"b": 1}, "a": 2}', object_pairs_hook=lambda pairs: pairs), json.loads("{}", object_pairs_hook=tuple))
rows = json.loads('[{"a_key": 1, "b_\xe9": 2}, {"a_key": 3, "b_\xe9": 4}]')
print(*({id(key) for row in rows for key in row}.__len__(),))
decoder = json.JSONDecoder()
print(decoder.raw_decode("[1] rest"), decoder.raw_decode("é é [1]", 4), decoder.decode(" 1 "))


class Lists(json.JSONDecoder):
    def decode(self, text):
        return [super().decode(text)]


print(json.loads("1", cls=Lists))
