"""The is-methods classify text by Unicode properties; the empty string is only ASCII and printable."""
samples = ('abc', 'abc1', '123', '½', '²', '٣', 'Ⅷ', 'é', 'ñ1', ' ', '\t\n', 'a b', '_x', '1x', '', 'class', '中', '😀', '\x00', '\xa0', '\u200b', 'A-b', '一', '\x1f', '\u2028', 'ªº', '\xad')
names = ('isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isspace', 'isidentifier', 'isprintable', 'isascii', 'isupper', 'islower')
for s in samples:
    print(ascii(s), *[n[2:] for n in names if getattr(s, n)()])
print('\x85'.isspace(), '\u3000'.isspace(), '\x1c'.isspace(), '\u180e'.isspace(), '\ufeff'.isspace())
try:
    'a'.isalpha(1)
except TypeError as e:
    print(e)
