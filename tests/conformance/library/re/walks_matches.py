"""findall, finditer, split and scanners go from match to match; empty ones count where no other ended."""
import re

for pattern, text in [("", "ab"), ("a|", "aba"), ("a*?", "aa"), (r"\b", "ab c"), ("(?=a)", "aa"), ("a|(?<=a)", "aa")]:
    print(repr(pattern), [m.span() for m in re.finditer(pattern, text)], re.split(pattern, text), re.sub(pattern, "-", text))
p = re.compile(r"(\d)|(\w)")
print(p.findall("1a 2"), p.findall("1a 2", 1), p.findall("1a 2", 1, 3), list(m.lastindex for m in p.finditer("1a 2")))
print(p.split("x1y", 1), p.sub(lambda m: m[0] * 2, "1a", count=1), p.subn("", "1a!"))
s = p.scanner("1a!2")
print(s.match(), s.match(), s.match(), s.search(), s.pattern is p)
found = p.finditer("ab")
print(type(found).__name__, iter(found) is found, next(found)[0], [m[0] for m in found], next(found, "end"))
scanner = re.Scanner([(r"[a-z]+", lambda s, t: t.upper()), (r"\d+", lambda s, t: int(t)), (r"\s+", None), ("-", "minus")])
print(scanner.scan("ab 12 -c!rest"))
print(p.sub(lambda m: p.sub("z", "1a") + re.sub("z", m[0], "zz"), "b2"))
print(re.sub(r"(?P<x>\w)(\d)?", r"<\g<x>\2\g<0>>", "a1b"), re.sub("a", r"\\\n\x41" if False else r"\\\n", "a"))
print(re.sub(b"(a)", rb"\1\1", b"ba"), re.sub(b"a", bytearray(b"x"), bytearray(b"ba")), re.findall(b".", memoryview(b"ab")))
print(re.split(b"[,;]", bytearray(b"a,b;c")), re.search(b"\xff", b"a\xff").span())
