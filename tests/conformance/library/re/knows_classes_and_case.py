"""Classes of characters and case, in str, in bytes and in ASCII."""
import re

text = "aZ09_ \t\x1c\x85\xa0éßſKıİſµμ٣²½一\u2028ǅ\U00010400"
for cls in r"\w \W \d \D \s \S [\w-] [^\W\d] [^\s\w] [\D\W] . [^a]".split():
    print(cls, [ascii(found) for found in re.findall(cls, text)])
    print(cls, [ascii(found) for found in re.findall(cls, text, re.A)])
    print(cls, re.findall(cls.encode(), text.encode("latin1", "ignore")))
for pattern in ["k", "s", "i", "ı", "µ", "[j-l]", "[^k]", "ß", "ǆ", "[à-ý]", "\U00010428", "ﬅ"]:
    for flags in (re.I, re.I | re.A):
        print(ascii(pattern), [ascii(found) for found in re.findall(pattern, text + "sſ kK ﬆ ẞ ÀÝ", flags)])
print(re.findall("(?i:a)b|(?-i:C)", "Ab AB ab c C", re.I), re.findall("(?a:\\w)+", "aé"), re.findall("(?i)é", "É"))
print(re.findall(r"\bé\b", "é éa é"), re.findall(r"\b.\b", "é a", re.A), re.findall(r"\B", "aé"))
print(re.findall("^.|.$", "a\nbc\n"), re.findall("^.|.$", "a\nbc\n", re.M), re.findall("(?s).+", "a\nb"))
print([m.span() for m in re.finditer("(?m)^|$", "a\n\n")], re.search(r"a\Z", "a\n"), re.search("a$", "a\n").span())
print(re.findall("(?x) a  b # c\n [ ] \\ ", "ab  "), re.findall(r"\N{EM DASH}|\x41|\u00e9|\101|\0", "—Aé\0"))
print([ascii(found) for found in re.findall("[^a]", "a\ud800b\udfff")], re.search("\udfff", "é\udfff").span())
