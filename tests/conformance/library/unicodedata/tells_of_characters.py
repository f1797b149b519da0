"""What the database says of characters: categories, values, widths, names."""
import unicodedata

for character in "aA\u01c5\u02b0\u05d0\u0301\u0903\u20dd5\u2167\xbd_-([)]\xab\xbb!+$^\xa9 \u2028\u2029\0\xad\ud800\ue000\u0378\u4e00\uac01\u0661\u3042\uff41\U0001f600\ufe50":
    print(
        f"{ord(character):04x}",
        unicodedata.category(character),
        unicodedata.bidirectional(character),
        unicodedata.combining(character),
        unicodedata.mirrored(character),
        unicodedata.east_asian_width(character) if unicodedata.category(character) != "Cn" else "",
        unicodedata.decomposition(character),
        unicodedata.decimal(character, None),
        unicodedata.digit(character, None),
        unicodedata.numeric(character, None),
        unicodedata.name(character, None),
    )
for name in (
    "EURO SIGN", "euro sign", "HANGUL SYLLABLE GAG", "CJK UNIFIED IDEOGRAPH-4E00", "LINE FEED", "BELL",
    "LATIN SMALL LETTER A WITH MACRON AND GRAVE", "latin small letter a with macron and grave",
):
    print(name, ascii(unicodedata.lookup(name)))
for attempt in (
    lambda: unicodedata.lookup("NOBODY"),
    lambda: unicodedata.lookup("CJK UNIFIED IDEOGRAPH-0041"),
    lambda: unicodedata.name("\0"),
    lambda: unicodedata.decimal("x"),
    lambda: unicodedata.digit("x"),
    lambda: unicodedata.numeric("x"),
    lambda: unicodedata.normalize("nfc", "x"),
    lambda: unicodedata.is_normalized("NFX", "x"),
):
    try:
        print(attempt())
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
count = 0
for point in range(0x30000):
    name = unicodedata.name(chr(point), None)
    if name is not None:
        assert unicodedata.lookup(name) == chr(point), name
        count += 1
print(count > 100000)
